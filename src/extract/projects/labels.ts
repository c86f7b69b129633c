import gazetteer from '../../gazetteers/project-labels.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'

/** What a labelled field of a project sheet holds; `other` ones only end the field before them. */
export type FieldName = keyof (typeof gazetteer)['labels']

/** A labelled field: `Donor: EC` has the label's span (with its colon) and the value's, which may be empty. */
export type Field = { name: FieldName; label: Span; value: Span }

const nameOf = new Map<string, FieldName>()
const isFieldName = (name: string): name is FieldName => name in gazetteer.labels
for (const [name, labels] of Object.entries(gazetteer.labels))
  for (const label of labels) if (isFieldName(name) && !nameOf.has(label)) nameOf.set(label, name)

/** A colon, and a bracket before it ("Budget (EUR):"). */
const colon = /(\s{0,2}\([^()\n]{0,40}\))?\s{0,2}[:：]/gu
const longestLabel = Math.max(...[...nameOf.keys()].map((label) => label.length))

/** A sheet's paragraph is short; a longer one is prose, whose beginning is enough. */
const mostRead = 20_000

type LabelMatch = Span & { text: string; name: FieldName }

/** The labels of a text: the longest known one before each colon. */
function labelsOf(text: string): LabelMatch[] {
  const found: LabelMatch[] = []
  for (const match of text.matchAll(colon)) {
    const behind = match.index
    const from = Math.max(found.at(-1)?.end ?? 0, behind - longestLabel - 6)
    const before = text.slice(from, behind)
    const label = longestLabelAtEnd(before) ?? longestLabelAtEnd(before + (match[1] ?? ''))
    if (!label) continue
    const start = from + label.at
    found.push({ start, end: match.index + match[0].length, text: text.slice(start, behind), name: label.name })
  }
  return found
}

function longestLabelAtEnd(before: string): { at: number; name: FieldName } | undefined {
  for (const word of before.matchAll(/(?<![\p{L}\d'’])[\p{L}\d]/gu)) {
    const name = nameOf.get(before.slice(word.index).toLowerCase().replace(/\s+/g, ' ').trimEnd())
    if (name) return { at: word.index, name }
  }
  return undefined
}

/** The field that a text names when it is a label and nothing else (a table's heading cell, a line of its own). */
export function fieldNamed(text: string): FieldName | undefined {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/\([^()]{0,60}\)\s*$/u, '')
    .replace(/^[\s\d.•*–-]+|[\s:：*]+$/gu, '')
    .toLowerCase()
  return (
    nameOf.get(plain) ??
    nameOf.get(plain.replace(/\s*\/\s*/g, '/')) ??
    nameOf.get(plain.replace(/^(?:the|total|main|le|la|les|el|los|las) /, ''))
  )
}

/** The labelled fields of a text, in order; offsets are the text's own. */
export function fieldsOf(whole: string): Field[] {
  const text = whole.slice(0, mostRead)
  const labels = labelsOf(text).filter((label) => mayOpen(text, label))
  return labels.map(({ start, end, name }, index) => {
    const next = labels[index + 1]?.start ?? text.length
    return { name, label: { start, end }, value: valueSpan(text, { start: end, end: next }, name) }
  })
}

/** A label opens a line, a sentence or a cell; one with a capital may also follow a value directly. */
function mayOpen(text: string, label: LabelMatch): boolean {
  const before = text.slice(Math.max(0, label.start - 4), label.start)
  if (before.trim() === '' && (before.includes('\n') || before.length < 4)) return true
  if (/[\n\t.;|•·▪*)\]–—:]\s*$/u.test(before)) return true
  if (!/^\p{Lu}/u.test(label.text)) return false
  // "…, Djibouti Project type: …": lines that were joined to one.
  return (
    label.text.includes(' ') ||
    label.text === label.text.toUpperCase() ||
    /[\d,]\s$/u.test(before) ||
    /^(?:Donors?|Budget|Partners?|Countr|Period|Duration|Bailleur|Durée|Pays|Donante|País|Presupuesto|Per[íi]odo|Période|Partenaire|Socios?|Monto|Montant|Importe|Coût|Costo|Financ|Objecti|Objeti|Duración|Implement|Funder|Theme|Status)/u.test(
      label.text,
    )
  )
}

/** Fields whose value is one phrase: it ends with the sentence. */
const phrases = new Set<FieldName>([
  'title',
  'acronym',
  'donor',
  'partner',
  'period',
  'start',
  'end',
  'amount',
  'countries',
  'region',
  'theme',
  'code',
])

/** The end of a sentence, but not the point of "U.S. " or "St. "; a blank line; a bullet or bar. */
const valueEnd = /(?<![.\s]\p{Lu})(?<!\b(?:St|Dr|Mr|No|Inc|Ltd|approx))\.\s+(?=[“"«]?[\p{Lu}\d€$£])|\n\s*\n|\s[•▪·|]\s/u

function valueSpan(text: string, { start, end }: Span, name: FieldName): Span {
  let to = end
  if (phrases.has(name)) {
    const value = text.slice(start, end)
    const lead = value.length - value.trimStart().length
    const stop = valueEnd.exec(value.slice(lead))
    if (stop) to = start + lead + stop.index
    to = start + closedBracket(value.slice(0, to - start))
  }
  return trim(text, { start, end: to })
}

/** Where a bracket closes that was opened before the text: "(2022–2025; donor: X) helps …"; the text's length where none does. */
export function closedBracket(text: string): number {
  let open = 0
  for (const { 0: bracket, index } of text.matchAll(/[()]/g)) {
    open += bracket === '(' ? 1 : -1
    if (open < 0) return index
  }
  return text.length
}

/** A span without the blanks, bullets and closing point around it. */
export function trim(text: string, { start, end }: Span): Span {
  let from = start
  let to = end
  while (from < to && /[\s•▪·|*\t]/.test(text[from]!)) from++
  while (to > from && /[\s•▪·|*;,]/.test(text[to - 1]!)) to--
  if (text[to - 1] === '.' && !/\b\p{Lu}\.\p{Lu}\.$|\.\p{Lu}\.$/u.test(text.slice(Math.max(from, to - 6), to))) to--
  while (to > from && /\s/.test(text[to - 1]!)) to--
  return { start: from, end: to }
}
