import type { Span } from '../../contracts/position.ts'
import { indexBefore, spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { isOtherThing } from './headings.ts'
import { contentOf, walkLeft } from './name-words.ts'
import { proseDraft } from './prose-block.ts'
import { type ProjectReading, quote } from './reading.ts'

const who = String.raw`(?:\p{Lu}|the\s|la\s|le\s|el\s|l['’])[^,.;()\n]{1,60}?`
const runs = String.raw`(?:runs?|ran|implements|implemented|finances|financed|funds|funded|co-funds|manages|exécute|finance|met\sen\sœuvre|ejecuta|financia|implementa)(?!\p{L})`
/** What is said of a project right behind its name: who pays for it, or who runs it. */
const clause = new RegExp(
  String.raw`,\s(?:(?:which|que|qu['’])\s?(?:${who}\s${runs}|${runs}\s(?=\p{Lu}|la\s|le\s|el\s))|(?:co-?)?(?:funded|financed)\sby\s|(?:co)?financée?\spar\s|(?:co)?financiad[oa]\spor\s|mise?\sen\sœuvre\spar\s|ejecutad[oa]\spor\s)`,
  'gu',
)
/** What is paid for as well, and no project: an office, a study, a meeting, a fund. */
const otherHead =
  /\b(?:Cent(?:re|er)s?|Institut\w*|Universit\w+|School|College|Academy|Hospital|Office|Agency|Ministry|Survey|Report|Study|Census|Conference|Workshop|Forum|Network|Funds?|Facility|Bank|Company|Commission|Council|House|Hotline|Unit|Team|Directorate|Department|Division|Association|Union|Federation|Foundation|Organi[sz]ation|Secretariat|Observatory|Museum|Camps?|Portal|Platform|Database|Index|Strategy|Centre|École|Université|Fonds|Fondation|Conseil|Enquête|Étude|Rapport|Atelier|Réseau|Maison|Agence|Bureau|Centro|Instituto|Escuela|Universidad|Fondo|Fundación|Consejo|Encuesta|Estudio|Informe|Taller|Red|Casa|Agencia|Oficina|Observatorio)\b/u

/** Names in prose behind which their money or their agency follows: "Homeward Bound, which GIZ runs in Ghana". */
export function findFollowedNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(clause)].flatMap((match): ProjectDraft[] => {
    const start = walkLeft(reading.text, match.index)
    if (start === undefined) return []
    const title = { start, end: match.index }
    const printed = quote(reading, title)
    const kind = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, start))]?.kind
    if (kind === 'table' || kind === 'heading' || kind === 'title') return []
    if (contentOf(printed) < 2 || isOtherThing(printed) || otherHead.test(printed)) return []
    const places: (readonly Span[])[] = [reading.countries, reading.regions, reading.organisations]
    if (places.some((list) => spanAt(list, start) ?? spanAt(list, title.end - 2))) return []
    return [proseDraft(reading, { rule, title })]
  })
}
