import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { readPeriods } from './periods.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import { type ProjectReading, quote, within } from './reading.ts'

/** A pair of quotation marks with no other between; a title is at most 250 characters long. */
const quotedText = /[“„«"]\s?([^“”„«»"\n]{3,250}?)\s?[”“»"]|‘([^‘’\n]{3,200})’(?!\p{L})/gu
const noun = String.raw`(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)`
/** "the project titled “", "projet intitulé «", "programa denominado «". */
const nounBefore = new RegExp(
  String.raw`(?<!\p{L})${noun}(?:\s(?:on|titled|entitled|called|named|known\sas|intitulée?|dénommée?|appelée?|nomm[ée]e?|titulad[oa]|denominad[oa]|llamad[oa])|\s\((?:19|20)\d\d[^()]{0,12}\)|\s\p{L}+){0,2}[\s,:–-]{0,3}$`,
  'iu',
)
const nounBehind = new RegExp(
  String.raw`^[,]?\s(?:\([^()]{2,30}\)\s)?(?:(?:an?|the|une?|un|una)\s)?(?:[\p{L}-]+\s){0,2}(?:${noun}|pilot|scheme)(?!\p{L})`,
  'iu',
)
/** What may stand between the noun and the title: a verb would make the quotation something that is said. */
const verbBetween =
  /\b(?:is|was|are|were|has|had|said|says|as|that|whether|est|a|sont|que|es|fue|son|como)[\s,:–-]{0,3}$/iu

/** Titles in quotation marks beside the word project, programme or initiative. */
export function findQuotedTitles(reading: ProjectReading, rule: string): ProjectDraft[] {
  const { text } = reading
  return [...text.matchAll(quotedText)].flatMap((match) => {
    // American English sets its comma inside: “Land and Letters,” a project that …
    const inner = (match[1] ?? match[2]!).replace(/,$/u, '')
    const start = match.index + match[0].indexOf(inner)
    const before = text.slice(Math.max(0, match.index - 70), match.index)
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 60)
    if (!mayBeTitle(inner)) return []
    const named = (nounBefore.test(before) && !verbBetween.test(before)) || nounBehind.test(after)
    const entry = named ? [] : entryFields(reading, { start: match.index, end: match.index + match[0].length })
    if (!named && entry.length === 0) return []
    const title = { start, end: start + inner.trimEnd().length }
    const draft = proseDraft(reading, { rule, title, acronym: acronymBehind(text, match.index + match[0].length) })
    return [{ ...draft, fields: [...draft.fields, ...entry] }]
  })
}

/** "Ecuador – «Papeles al Día». Aporta …, 900.000 dólares. 2021–2022.": a paragraph of its own, with money and years. */
function entryFields(reading: ProjectReading, quoted: Span): DraftField[] {
  const paragraph = reading.paragraphs[indexBefore(reading.paragraphs, quoted.start)]
  if (!paragraph || paragraph.kind === 'note' || quoted.start - paragraph.start > 40) return []
  const lead = reading.text.slice(paragraph.start, quoted.start).replace(/^[•▪·‣◦*–-]\s/u, '')
  if (lead !== '' && !/^\p{Lu}[\p{L}\s.-]{2,32}\s?[–—:-]\s$/u.test(lead)) return []
  const behind = { start: quoted.end, end: Math.min(paragraph.end, quoted.end + 700) }
  const period = readPeriods(quote(reading, behind)).find(({ whole }) => whole)
  const [sum] = within(reading.money, behind)
  if (!period || !sum) return []
  return [
    { name: 'period', value: { start: behind.start + period.start, end: behind.start + period.end } },
    { name: 'amount', value: { start: sum.start, end: sum.end } },
  ]
}

/** It opens with a capital, says no sentence, and is more than a word in small letters. */
function mayBeTitle(inner: string): boolean {
  if (!/^[\p{Lu}\d¡¿]/u.test(inner) || /[.;,]$/.test(inner) || /[.?!]\s+\p{Lu}/u.test(inner)) return false
  return inner.includes(' ') ? !/\b(?:we|I|you|nous|vous|nosotros)\b/u.test(inner) : inner.length > 4
}
