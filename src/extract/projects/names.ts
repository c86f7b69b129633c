import type { Span } from '../../contracts/position.ts'
import { indexBefore, spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { contentOf, walkLeft, walkRight } from './name-words.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import type { ProjectReading } from './reading.ts'
import { romanceNames } from './romance-names.ts'
import { isCapitals } from './wording.ts'

const englishNoun =
  /(?<![\p{L}-])(Project|Programme|Program|Initiative|project|programme|program|initiative)(?![\p{L}-])/gu
/** Names that end with their noun ("Harbour Skills Programme") or begin with it ("Programa de Cosechas"). */
export function findNamedProjects(reading: ProjectReading, rule: string): ProjectDraft[] {
  const romance = romanceNames(reading)
  const found = [...romance]
  for (const match of reading.text.matchAll(englishNoun)) {
    const span = spanAt(romance, match.index) ? undefined : englishName(reading, match)
    if (span) found.push(span)
  }
  return found
    .filter((span) => inProse(reading, span))
    .map((title) => proseDraft(reading, { rule, title, acronym: acronymBehind(reading.text, title.end) }))
    .sort((one, other) => one.title.start - other.title.start)
}

/** Names in headings are the blocks' business; those inside an organisation's name are none. */
function inProse(reading: ProjectReading, span: Span): boolean {
  const paragraph = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, span.start))]
  if (!paragraph || paragraph.kind === 'heading' || paragraph.kind === 'title' || paragraph.kind === 'table')
    return false
  const organisation = spanAt(reading.organisations, span.start)
  return !organisation || organisation.end < span.end
}

const otherNames =
  /\b(?:World Food|Nations (?:Environment|Development)|UN (?:Environment|Development)|Environment Program|Country Program|^(?:(?:Annual|Biennial|Joint|Decent|Multi\p{L}*|\p{Lu}{2,})\s)?Work Program|Programme of (?:Work|Action)|Program of Action|Framework Program|Training Program$|Master|Doctoral|PhD|Degree|Belt and Road|Erasmus|Space|Research Program$|Legal Program$|Human Settlements)/u

function englishName(reading: ProjectReading, match: RegExpMatchArray): Span | undefined {
  const { text } = reading
  const noun = match[1]!
  const at = match.index!
  const end = at + noun.length
  const left = walkLeft(text, at)
  const leftWords = left ? contentOf(text.slice(left, at)) : 0
  const hasShortName = left !== undefined && /\(\p{Lu}[\p{L}\d+-]{1,14}\)\s$/u.test(text.slice(left, at))
  if (noun === noun.toLowerCase()) {
    // "the Government of Sweden within the project": the word before it must be the name's.
    if (!/[\p{Lu}\d][^\s]*\s$|\)\s$/u.test(text.slice(Math.max(0, at - 40), at))) return undefined
    if (!left || (leftWords < 2 && !hasShortName)) return undefined
    const before = determiner.exec(text.slice(Math.max(0, left - 40), left))
    if (!before || isNamed(reading, { start: left, end: at })) return undefined
    const whole = before[1] !== undefined || leftWords > 2 || titleLike.test(text.slice(left, at))
    if (!hasShortName && !whole && !cue.test(sentenceAround(reading, at))) return undefined
    return accepted(text, { start: left, end }, leftWords)
  }
  const lead = leadOf(reading, at, end)
  if (lead && (leftWords > 0 || hasShortName)) return accepted(text, lead, contentOf(text.slice(lead.start, at)))
  const right = walkRight(text, end)
  const rightWords = right ? contentOf(text.slice(end, right)) : 0
  const start = left ?? at
  const stop = right ?? end
  if (leftWords + rightWords < 2 && !hasShortName) return undefined
  if (leftWords === 0 && rightWords < 2) return undefined
  // "Program Processing", "Project Manager": the noun belongs to the word behind it.
  if (!right && /^\s\p{Lu}\p{Ll}/u.test(text.slice(end, end + 3))) return undefined
  const whole = leftWords + rightWords > 2 && determiner.test(text.slice(Math.max(0, start - 40), start))
  if (!hasShortName && !whole && !headsItem(reading, { start, end: stop }) && !cue.test(sentenceAround(reading, at)))
    return undefined
  return accepted(text, { start, end: stop }, leftWords + rightWords)
}

/** "the", "a new", "the EU-funded": what stands before a name, and, as a group, who pays for it. */
const determiner =
  /(?<!\p{L})(?:the|its|their|our|an?|this|called)\s(?:(?:new|sister|pilot|joint|regional|current|ongoing|former|smaller|larger|second|third|latest)\s)?([\p{L}.-]+-(?:funded|financed|supported|backed|sponsored|led|run)\s)?$|(?<=\p{L})['’]s\s$/iu
/** "Returning Home with Rights": a small word inside, other than the ones that organisations have. */
const titleLike = /\p{Ll}\s(?:with|without|from|to|on|in|at|across|beyond|through|by)\s\p{Lu}/u

/** Whether a name is an organisation's, a country's or a region's and no more: "the World Bank project". */
function isNamed(reading: ProjectReading, { start, end }: Span): boolean {
  const last = end - 2
  const lists: (readonly Span[])[] = [reading.organisations, reading.countries, reading.regions]
  return lists.some((list) => {
    const named = spanAt(list, last)
    return named !== undefined && named.start <= start && named.end > last
  })
}

function accepted(text: string, span: Span, wordsIn: number): Span | undefined {
  const title = text.slice(span.start, span.end)
  if (otherNames.test(title) || wordsIn > 25 || title.length > 220 || /^\d/.test(title)) return undefined
  return isCapitals(title) ? undefined : span
}

/** What a sentence says of a project that is run, paid for or joined. */
const cue =
  /\b(?:launch|fund|financ|implement|carried out|carry|expand|restart|resum|support|establish|pilot|introduc|began|begun|start|run|ran|running|partner|budget|beneficiar|train|reach|creat|develop|coordinat|deliver|manag|administ|help|assist|provid|aim|seek|sought|phase|donor|donat|contribut|receiv|gave|back|participat|under the|through the|within the|lanc|mis en|met en|finan|soutien|vise|appui|exécut|aide|reanud|lanz|ejecut|puso|ayud|ofrec|apoy|benefici|promo)/iu

/** "• Orchard Worker Program: Canada will …": the name is the item's own heading. */
function headsItem(reading: ProjectReading, { start, end }: Span): boolean {
  const paragraph = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, start))]
  return paragraph?.kind === 'list-item' && start - paragraph.start < 4 && reading.text[end] === ':'
}

/** "• Cuban, Haitian and Malian (CHM) Parole Program: …": all that stands before the colon is the name. */
function leadOf(reading: ProjectReading, at: number, end: number): Span | undefined {
  if (reading.text[end] !== ':') return undefined
  const paragraph = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, at))]
  if (paragraph?.kind !== 'list-item' || at - paragraph.start > 120) return undefined
  const start = paragraph.start + /^[^\p{L}\d]*/u.exec(reading.text.slice(paragraph.start, at))![0].length
  const lead = reading.text.slice(start, at)
  const inList = /\p{Lu}\p{L}+, \p{Lu}\p{L}+,? (?:and )?\p{Lu}/u.test(lead)
  return inList && !/[.;:“”"]/u.test(lead) && !/(?:^|\s)(?!and\s)\p{Ll}{4,}/u.test(lead) ? { start, end } : undefined
}

function sentenceAround(reading: ProjectReading, at: number): string {
  const sentence = reading.sentences[Math.max(0, indexBefore(reading.sentences, at))]
  return sentence ? reading.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 1200)) : ''
}

const noun = String.raw`(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)`
const shortName = new RegExp(
  String.raw`\((?:the\s|le\s|el\s)?\p{Lu}[\p{L}\d+-]{1,18}(?:\s\p{Lu}[\p{L}\d-]{1,18})?(?:\s${noun}\)|\)\s(?:${noun}|pilot|scheme)(?!\p{L}))`,
  'gu',
)

/** Names before a bracket that says what they are: "Safe Roads for Drivers (SAFEROAD project)". */
export function findFundedTitles(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(shortName)].flatMap((match) => {
    const start = walkLeft(reading.text, match.index)
    if (start === undefined || contentOf(reading.text.slice(start, match.index)) < 2) return []
    const title = { start, end: match.index + match[0].length }
    return inProse(reading, title) ? [proseDraft(reading, { rule, title })] : []
  })
}

/** "Projet Retour et Métiers (2014-2017), financé par …": the noun opens the text, the title follows. */
const openingNoun =
  /(?:^|\n\n|[.;•–]\s)(?:Project|Programme|Projet|Proyecto|Programa)\s(\p{Lu}[^.;\n“«"]{4,160}?)(?=\s?\((?:19|20|until|from|since|jusqu|depuis|desde|hasta)|,?\s(?:which\s(?:is|was)\s)?(?:(?:co-?)?(?:funded|financed|financée?|financiad[oa])|implemented|mis\sen|ejecutad[oa])(?!\p{L}))/gu

/** "Programme binational de formation des cueilleurs, financé par …": all of it opens a line, and its words are small. */
const openingSmall =
  /(?<=^|\n\n|[.;•–-]\s)((?:Programme|Projet|Proyecto|Programa)\s\p{Ll}[^.,;:()\n“«"]{12,120}?)(?=,\s(?:co)?(?:financée?\spar|financiad[oa]\spor)\s)/gu

/** Sentences that open with the noun and a title that something is said of at once. */
export function findOpeningNouns(reading: ProjectReading, rule: string): ProjectDraft[] {
  const small = [...reading.text.matchAll(openingSmall)].map((match) => {
    const start = match.index + match[0].length - match[1]!.length
    return proseDraft(reading, { rule, title: { start, end: start + match[1]!.length } })
  })
  const found = [...reading.text.matchAll(openingNoun)].flatMap((match) => {
    const start = match.index + match[0].length - match[1]!.length
    const title = { start, end: start + match[1]!.replace(/[\s,–-]+$/u, '').length }
    return /^(?:Manager|Team|Officer|Staff|Document)/u.test(match[1]!) ? [] : [proseDraft(reading, { rule, title })]
  })
  return [...found, ...small].sort((one, other) => one.title.start - other.title.start)
}
