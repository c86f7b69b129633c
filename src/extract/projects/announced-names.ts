import words from '../../gazetteers/project-words.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'
import { spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { tokensOf } from './name-words.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import type { ProjectReading } from './reading.ts'

const noun = '(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)'
/** "regional", "pilote", "binacional": what may stand between a French or Spanish noun and the name. */
const adjective = String.raw`(?:\p{Ll}{2,16}(?:al|ale|aux|el|if|ive|ivo|iva|oto|ote|int|inte|unto|unta|ier|ière|izo|iza|tré|ado|ada|ique|ico|ica))`
/** "called", "intitulé", "denominado": behind them a name follows whatever stands before. */
const called = String.raw`(?:called|named|titled|entitled|known\sas|intitulée?|dénommée?|appelée?|titulad[oa]|denominad[oa]|llamad[oa])`
/** "the sister project Fair Fields", "the pilot Harvest Calendar", "phase two of Open Doors", "el proyecto binacional Fronteras …". */
const announcement = new RegExp(
  String.raw`(?<![\p{L}-])(?:${noun}(?:\s${adjective})?(?:\s${called})?|[Tt]he\spilot|(?:phase\s(?:two|three|II|III|2|3)|(?:first|second|third|new|final)\sphase)\sof(?:\sthe)?)\s(?=\p{Lu}[\p{Ll}’'])`,
  'gu',
)

const small = new Set([...words.smallWords.en, ...words.smallWords.fr, ...words.smallWords.es])
/** What a project has, and what others have: "the project Steering Committee", "the programme Ministers agreed on". */
const ofProject =
  /^(?:Manag|Team|Offic|Staff|Document|Coordinat|Direct|Steering|Board|Unit|Advis|Assist|Partner|Countr|Implement|Committee|Cycle|Design|Evaluat|Monitor|Mundial|Alimentaire|Government|Minist|Mr|Mrs|Ms|Dr|President|Act\b|No\b|Number|Nº|Phase|Fase)/u

/** Names in capitals right behind their noun: "the sister project Fair Fields has …", "al programa regional Puertas Abiertas". */
export function findAnnouncedNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(announcement)].flatMap((match): ProjectDraft[] => {
    const title = nameFrom(reading, match.index + match[0].length)
    if (!title) return []
    const opens = reading.text.slice(title.start, title.end)
    const places: (readonly Span[])[] = [reading.countries, reading.regions, reading.organisations]
    if (ofProject.test(opens) || places.some((list) => spanAt(list, title.start))) return []
    return [proseDraft(reading, { rule, title, acronym: acronymBehind(reading.text, title.end) })]
  })
}

/** The words with a capital from an offset on, and the small ones between them; undefined where they are fewer than two. */
function nameFrom({ text, countries, regions }: ProjectReading, start: number): Span | undefined {
  let last: number | undefined
  let count = 0
  let after = ''
  for (const word of tokensOf(text.slice(start, start + 180).split('\n\n')[0]!, start)) {
    if (/^\p{Lu}/u.test(word.text)) {
      last = word.end
      // "le projet Madio à Madagascar": where it works is no second word of a name.
      const where = small.has(after) && (spanAt(countries, word.start) ?? spanAt(regions, word.start))
      if (!where) count++
    } else if (!small.has(word.text.replace(/['’]$/u, ''))) break
    after = word.text
  }
  if (last === undefined) return undefined
  return count > 1 || acronymBehind(text, last) ? { start, end: last } : undefined
}
