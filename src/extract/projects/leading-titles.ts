import { spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { contentOf, isName, isSentenceStart } from './name-words.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import type { ProjectReading } from './reading.ts'

const noun = '(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)'
/** A title in mixed case, without a mark that ends a clause. */
const title = String.raw`(\p{Lu}[^.;()\n“”«»"]{4,160}?)`

/** "The project Digital Ledgers for Growers (DILEG), funded by …", "le projet Appui au retour (APR), financé par …". */
const announced = new RegExp(
  String.raw`(?<!\p{L})(?:[Tt]he|[Ll]e|[Ee]l)\s${noun}\s${title}(?=\s\(\p{Lu}[\p{L}\d+-]{1,14}\)|\s\((?:19|20)\d\d\s?[-–/]|,?\s(?:(?:co-?)?(?:funded|financed|financée?|financiad[oa])|implemented\sby|mis\sen\sœuvre|ejecutad[oa])(?!\p{L}))`,
  'gu',
)

/** "Safe Ladders (2020–2022, £1.1m) tests …": a name, its years, and what it does. */
const dated = new RegExp(
  String.raw`${title}(?=\s\((?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d|present|ongoing)(?:[,;]\s[^()\n]{1,40})?\)\s\p{Ll})`,
  'uy',
)

/** "Fair Paths (FAIRPA), 2020–2024. Thanks to …", "Puentes. Con fondos de …": a name over its years or its money. */
const headed = new RegExp(
  String.raw`${title}(?=(?:\s\(\p{Lu}[\p{L}\d+-]{1,14}\))?(?:,\s(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d[.:]\s|\.\s(?:(?:Co-?)?(?:[Ff]unded|[Ff]inanced)\sby|[Ww]ith\s(?:funding|funds)\sfrom|(?:Cof|F)inancée?\spar|(?:Cof|F)inanciad[oa]\spor|Con\s(?:fondos|financiación|financiamiento|recursos)\sde|Avec\s(?:l['’]appui\sfinancier|un\sfinancement)\sde|(?:Approved|Launched|Implemented|Started|Approuvée?|Lancée?|Aprobad[oa]|Lanzad[oa]|Iniciad[oa]|Ejecutad[oa])\s(?:in|on|by|en|par|por))))`,
  'uy',
)

/** "Projects. Rights for Crews (RICREW), 2019–2023, US$ 3.2 million, …": one of several that run on in a paragraph. */
const entered = new RegExp(
  String.raw`(?<=^|\n|[.:;]\s)${title}(?=\s\(\p{Lu}[\p{L}\d+-]{1,14}\),\s(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d,\s(?:US\$|[A-Z]{3}\s?|[$€£])\s?\d)`,
  'gu',
)

/** "Bridges to Work: Interns abroad is a four-year project …": the noun follows in the first sentence. */
const described = new RegExp(
  String.raw`${title}(?=\s(?:\(\p{Lu}[\p{L}\d+-]{1,14}\)\s)?(?:is|was|est|était|es|fue)\s(?:an?|the|our|une?|la|le|el|su)\s(?:[\p{L}\d-]+\s){0,4}?${noun}(?!\p{L}))`,
  'uy',
)

/** "Harvest of Rights wound down in 2022. Funded by X, it supported …": who paid follows in the second sentence. */
const resumed = new RegExp(
  String.raw`${title}(?=\s(?!(?:of|for|and|to|in|on|the|with|at|by|from)\s)\p{Ll}[^.\n]{4,140}\.\s(?:Co-?f|F)(?:unded|inanced)\sby\s[^.\n]{2,90},\sit\s)`,
  'uy',
)

/** "Launched by IOM with funding from Norway, Fair Nets for Fishers works with …": what it is, before the name. */
const introduced = new RegExp(
  String.raw`(?<=^|\n|[.;]\s)(?:Launched|Funded|Financed|Co-funded|Co-financed|Backed|Lancée?|Financée?|Lanzad[oa]|Financiad[oa])\s(?:by|in|par|en|por)\s[^.;\n]{3,140}?,\s${title}(?=\s(?:works?|worked|helps|helped|trains|trained|supports|supported|provides|provided|aims|has|was|is|reached|covers|covered|aide|forme|vise|a|appuie|ayuda|forma|apoya|busca)\s)`,
  'gu',
)

/** What a text says of a project, and hardly of a person or a book with years behind its name. */
const cue =
  /\b(?:fund|financ|implement|train|support|help|work|partner|pilot|test|beneficiar|migra|appui|vise|doté|formé|apoy|capacit)/iu
/** A finite verb inside makes the words before it a sentence. */
const verb = /\s(?:is|was|are|were|has|have|had|will|may|can|est|sont|ont|fut|es|fue|son|fueron|tiene)\s/u
const otherThings =
  /^(?:Manager|Team|Officer|Staff|Document|Coordinator|Director|Steering|Mundial|Alimentaire|Government)/u

/** Titles that open a paragraph of their own, or follow "the project" without quotation marks. */
export function findLeadingTitles(reading: ProjectReading, rule: string): ProjectDraft[] {
  const { text } = reading
  const anywhere = [announced, entered, introduced].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ pattern, match })),
  )
  const found = [...anywhere, ...atLines(text)]
  return found
    .flatMap(({ pattern, match }): ProjectDraft[] => {
      const printed = match[1]!
      const start = match.index + match[0].length - printed.length
      const span = { start, end: start + printed.trimEnd().length }
      if (verb.test(printed) || otherThings.test(printed) || contentOf(printed) < (pattern === announced ? 1 : 2))
        return []
      const place =
        spanAt(reading.organisations, start) ?? spanAt(reading.countries, start) ?? spanAt(reading.regions, start)
      if (place && place.end > span.end - 3) return []
      if (pattern !== announced && !isName(printed)) return []
      if (pattern !== announced && pattern !== introduced && !isSentenceStart(text, start)) return []
      if (
        (pattern === announced || pattern === dated) &&
        !cue.test(text.slice(span.end, span.end + 600).split('\n')[0]!)
      )
        return []
      return [proseDraft(reading, { rule, title: span, acronym: acronymBehind(text, span.end) })]
    })
    .sort((one, other) => one.title.start - other.title.start)
}

/** What opens a line of the text, by the patterns for that. */
function atLines(text: string): { pattern: RegExp; match: RegExpExecArray }[] {
  const found: { pattern: RegExp; match: RegExpExecArray }[] = []
  for (let at = 0; at >= 0 && at < text.length;) {
    for (const pattern of [dated, headed, described, resumed]) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (match) found.push({ pattern, match })
    }
    const line = text.indexOf('\n', at)
    at = line < 0 ? -1 : line + 1
  }
  return found
}
