import type { Span } from '../../contracts/position.ts'
import { spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { nameFrom } from './name-behind.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import type { ProjectReading } from './reading.ts'

const noun = '(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)'
/** "regional", "pilote", "binacional": what may stand between a French or Spanish noun and the name. */
const adjective = String.raw`(?:\p{Ll}{2,16}(?:al|ale|aux|el|if|ive|ivo|iva|oto|ote|int|inte|unto|unta|ier|ière|izo|iza|tré|ado|ada|ique|ico|ica))`
/** "called", "intitulé", "denominado": behind them a name follows whatever stands before. */
const called = String.raw`(?:called|named|titled|entitled|known\sas|intitulée?|dénommée?|appelée?|titulad[oa]|denominad[oa]|llamad[oa])`
/** What announces a name. The words are ASCII at their beginning, for which `\b` is several times as fast as a look behind. */
const announcement = new RegExp(
  String.raw`\b(?:${[
    // "the sister project Fair Fields", "el proyecto binacional Fronteras …", "a project called Cooks in Transit"
    String.raw`${noun}(?:\s${adjective})?(?:\s${called})?`,
    // "a smaller effort, Open Doors, …"
    String.raw`[Aa](?:nother)?\s(?:[\p{L}-]+\s){0,2}(?:${noun}|effort|scheme|undertaking|pilot),`,
    String.raw`[Tt]he\spilot`,
    // "the second phase of Open Doors", "phase two of …"
    String.raw`(?:phase\s(?:two|three|II|III|2|3)|(?:first|second|third|new|final)\sphase)\sof(?:\sthe)?`,
  ].join('|')})\s(?=\p{Lu}[\p{Ll}’'])`,
  'gu',
)

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
