import words from '../../gazetteers/project-words.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { proseDraft } from './prose-block.ts'
import { type ProjectReading, quote, within } from './reading.ts'

const noun = String.raw`(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)`
/** Four capitals or more, perhaps with small letters between: "FAIRWAY", "SAFEMEK II", "ProMigra". */
const name = String.raw`(\p{Lu}[\p{L}\d]*\p{Lu}[\p{L}\d+-]*(?:\s(?:I{1,3}|IV|V)(?!\p{L}))?)`
/** "the FAIRWAY programme", "le projet RETOUR", "el proyecto PUENTES". */
const named = new RegExp(
  String.raw`(?<!\p{L})(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[a-z]+\s|[\p{L}-]{2,20}-(?:funded|financed|led|supported)\s)?${name}\s${noun}(?![\p{L}-])|(?<!\p{L})(?:[Ll]e|[Dd]u|[Aa]u|[Ee]l|[Dd]el|[Aa]l|[Ll]a)\s${noun}\s${name}(?![\p{L}-])`,
  'gu',
)
/** What a sentence must say for a short name alone to be a project that is told of. */
const strong =
  /\b(?:launch|implement|fund|financ|carried out|carry out|establish|lanc|mis en œuvre|exécut|lanz|ejecut|puso en marcha|beneficiar|phase|cofinanc|doté|dotad)/iu

/** Projects called by a short name alone. Where nothing is said of them they only point to a project named elsewhere. */
export function findShortNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(named)].flatMap((match): ProjectDraft[] => {
    const short = match[1] ?? match[2]!
    const at = match.index + match[0].indexOf(short)
    const acronym = { start: at, end: at + short.length }
    const long = longName(reading.text, match.index + match[0].length)
    const isKnown = !long && isOtherwiseKnown(reading, acronym, short)
    if (short.length < 4 || reading.text[match.index - 1] === '(' || isKnown) return []
    const title = match[1]
      ? { start: at, end: match.index + match[0].length }
      : { start: match.index + match[0].indexOf(' ') + 1, end: acronym.end }
    const sentence = reading.sentences[Math.max(0, indexBefore(reading.sentences, at))]
    const draft = proseDraft(reading, { rule, title, acronym, otherTitles: [acronym, ...(long ? [long] : [])] })
    const dated = draft.fields.some(({ name }) => name === 'period' || name === 'donor')
    const mention = !dated && !(sentence && strong.test(quote(reading, sentence)))
    return [mention ? { ...draft, mention: true } : draft]
  })
}

/** "le projet PORTA (Ports ouverts pour les travailleurs)": what the letters stand for, right behind them. */
function longName(text: string, end: number): Span | undefined {
  const bracket = /^\s\((\p{Lu}[^().;\d]{11,140})\)/u.exec(text.slice(end, end + 160))
  return bracket?.[1]?.includes(' ') ? { start: end + 2, end: end + 2 + bracket[1].length } : undefined
}

function isOtherwiseKnown(reading: ProjectReading, span: Span, short: string): boolean {
  if (words.acronyms.includes(short) || reading.abbreviations.long.has(short)) return !isOfProject(reading, short)
  const holds = (mentions: readonly Span[]): boolean => within(mentions, span).length > 0
  return holds(reading.countries) || holds(reading.regions) || holds(reading.organisations)
}

const isOfProject = (reading: ProjectReading, short: string): boolean =>
  new RegExp(String.raw`(?<!\p{L})${noun}(?!\p{L})`, 'iu').test(reading.abbreviations.long.get(short) ?? '')
