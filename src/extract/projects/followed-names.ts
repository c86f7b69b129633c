import type { Span } from '../../contracts/position.ts'
import { indexBefore, spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { isOtherThing } from './headings.ts'
import { contentOf, isName, walkLeft } from './name-words.ts'
import { proseDraft } from './prose-block.ts'
import { type ProjectReading, quote } from './reading.ts'

const who = String.raw`(?:\p{Lu}|the\s|la\s|le\s|el\s|l['’])[^,.;()\n]{1,60}?`
const runs = String.raw`(?:(?:has|have|had|a|ha)\s)?(?:runs?|ran|implements|implemented|finances|financed|funds|funded|supports|supported|soutient|apoya|financé|financiado|co-funds|manages|exécute|finance|met\sen\sœuvre|ejecuta|financia|implementa)(?!\p{L})`
/** What is said of a project right behind its name: who pays for it, or who runs it. */
const clause = new RegExp(
  // "Fair Boats (2012–2014), which Norway had supported"
  String.raw`(?:\s\([^()\n]{4,60}\))?,\s(?:(?:which|que|qu['’])\s?(?:${who}\s${runs}|${runs}\s(?=\p{Lu}|la\s|le\s|el\s))|(?:co-?)?(?:funded|financed)\sby\s|(?:co)?financée?\spar\s|(?:co)?financiad[oa]\spor\s|mise?\sen\sœuvre\spar\s|ejecutad[oa]\spor\s)`,
  'gu',
)
/** "…, a pilot of the ministry with": what it is, and by its next word no person who works for one. */
const described = new RegExp(
  String.raw`(?:\s\([^()\n]{4,60}\))?,\s(?:an?|une?|un|una|el|la|le)\s(?:(?:US\$|[A-Z]{3}\s|[$€£])\s?\d[\d.,]*[\s-](?:(?:million|billion)[\s-])?)?(?:[\p{L}-]+\s){0,3}?(?:pilot|project|programme|program|initiative|scheme|effort|projet|pilote|proyecto|programa|iniciativa|piloto)(?=,|\s(?:(?:of|by|run|worth|costing|that|which|in|for|with|led|launched|supported|set|de|du|des|del|dont|qui|que|mis|pour|para|con)(?!\p{L})|fund|financ|ejecut))`,
  'gu',
)
/** What is paid for as well, and no project: an office, a study, a meeting, a fund. */
const otherHead =
  /\b(?:Cent(?:re|er)s?|Institut\w*|Universit\w+|School|College|Academy|Hospital|Office|Agency|Ministry|Survey|Report|Study|Census|Conference|Workshop|Forum|Network|Funds?|Facility|Bank|Company|Commission|Council|House|Hotline|Unit|Team|Directorate|Department|Division|Association|Union|Federation|Foundation|Organi[sz]ation|Secretariat|Observatory|Museum|Camps?|Portal|Platform|Database|Index|Strategy|Centre|École|Université|Fonds|Fondation|Conseil|Enquête|Étude|Rapport|Atelier|Réseau|Maison|Agence|Bureau|Centro|Instituto|Escuela|Universidad|Fondo|Fundación|Consejo|Encuesta|Estudio|Informe|Taller|Red|Casa|Agencia|Oficina|Observatorio)\b/u

/** Names in prose behind which their money, their agency or their kind follows: "Homeward Bound, which GIZ runs in Ghana". */
export function findFollowedNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(clause), ...reading.text.matchAll(described)]
    .flatMap((match): ProjectDraft[] => {
      const start = wholeName(reading, match.index) ?? walkLeft(reading.text, match.index)
      const title = start === undefined ? undefined : { start, end: match.index }
      return title && inProse(reading, start!) && mayBeName(reading, title)
        ? [proseDraft(reading, { rule, title })]
        : []
    })
    .sort((one, other) => one.title.start - other.title.start)
}

/** All that opens the sentence, where it is a name: "Global Action to Improve the Rights of Crews, a …". */
function wholeName({ text, sentences }: ProjectReading, end: number): number | undefined {
  const start = sentences[indexBefore(sentences, end)]?.start
  if (start === undefined || end - start > 160 || end - start < 12) return undefined
  const printed = text.slice(start, end)
  return contentOf(printed) > 2 && isName(printed) && !/[,;:“”«»"]|^(?:The|In|On|At|For|With)\s/u.test(printed)
    ? start
    : undefined
}

function inProse(reading: ProjectReading, at: number): boolean {
  const kind = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, at))]?.kind
  return kind !== 'table' && kind !== 'heading' && kind !== 'title'
}

/** Two words with a capital or a short name, and neither a place, an organisation nor what else is paid for. */
export function mayBeName(reading: ProjectReading, title: Span): boolean {
  const printed = quote(reading, title)
  const short = /^\p{Lu}[\p{L}\d]*\p{Lu}[\p{L}\d+-]*$/u.test(printed) && printed.length > 4
  if (short ? reading.abbreviations.long.has(printed) : contentOf(printed) < 2) return false
  if (isOtherThing(printed) || otherHead.test(printed)) return false
  const places: (readonly Span[])[] = [reading.countries, reading.regions, reading.organisations]
  if (places.some((list) => spanAt(list, title.start))) return false
  // "MigData Ghana" ends with a place that is its own; in "… in Ghana" it is where.
  const last = places.map((list) => spanAt(list, title.end - 2)).find((place) => place !== undefined)
  return (
    !last ||
    (last.start > title.start &&
      /[\p{L}\d]*\p{Ll}\p{Lu}[\p{L}\d]*\s$/u.test(reading.text.slice(title.start, last.start)))
  )
}
