import type { FigureMention } from '../contracts/extracted-document.ts'
import { foldedWords, fingerprint, keyOf } from './fold.ts'

/** Words that bind nouns and change nothing about what is counted. */
const binding = new Set(
  'of the a an in de des du d l la le les un une el los las y et and en del their all other total'.split(' '),
)
/** Money without a noun behind it is mostly told of by one before it: "remittances reached US$ 4 billion". */
const subjects: readonly (readonly [subject: string, words: ReadonlySet<string>])[] = [
  ['remittances', new Set(['remittance', 'remittances', 'remesa', 'remesas'])],
]

/** What a figure measures, as a key that the same measure has in every document, and as a person reads it. */
export type Measure = { key: string; label: string }
type Where = { sentence: string; documentId: string }

/**
 * The measure of a figure: its kind, what is counted, where and when. Only where both the thing and the time are said can
 * two documents speak of the same measure: otherwise the value is part of the key, and unlike values never meet. Where
 * not even the thing is said, the document is part of it as well: "two years" here are not "two years" there.
 */
export function measureOf(figure: FigureMention, { sentence, documentId }: Where): Measure {
  const isTime = figure.figureKind === 'duration' || figure.figureKind === 'age'
  const subject = figure.unit ?? subjectOf(figure, sentence)
  const counted = unitWords(subject ?? '')
  const { from, to } = figure.period ?? {}
  const years = from === undefined && to === undefined ? '' : from === to ? String(from) : `${from ?? ''}..${to ?? ''}`
  const places = [...new Set(figure.places)].toSorted()
  const comparable = counted.length > 0 && years !== ''
  const value = comparable ? '' : [figure.value].flat().join('..')
  const tells = counted.length > 0 && !isTime && (years !== '' || !isSmall(figure))
  const parts = [
    figure.figureKind,
    figure.currency ?? '',
    counted.join(' '),
    foldedWords(figure.per ?? '').join(' '),
    places.join(' '),
    years,
    value,
    tells ? '' : documentId,
  ]
  const readable = [figure.figureKind, ...counted.slice(0, 6), ...places.slice(0, 4), years.replace('..', '-')]
  const words = readable.flatMap((part) => foldedWords(part))
  return {
    key: `${keyOf(words, 80)}-${fingerprint(parts.join('|'))}`,
    label: labelOf(figure, { subject: isTime ? undefined : subject, places, years: years.replace('..', '–') }),
  }
}

/** "Three countries" are others in every document; "67 million domestic workers" are hardly told twice by chance. */
const isSmall = ({ figureKind, value }: FigureMention): boolean =>
  figureKind === 'count' && [value].flat().every((one) => Math.abs(one) < 100)

/** Singular or plural, in any order of words that bind: one unit. */
function unitWords(unit: string): string[] {
  return foldedWords(unit)
    .filter((word) => !binding.has(word))
    .map((word) => (word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word))
}

function subjectOf({ figureKind }: FigureMention, sentence: string): string | undefined {
  if (figureKind !== 'money') return undefined
  const words = new Set(foldedWords(sentence))
  return subjects.find(([, names]) => [...names].some((name) => words.has(name)))?.[0]
}

/** As printed, with the unit where it is printed elsewhere: "18" of "aged 18" are years. */
function printedOf({ quote, unit, figureKind }: FigureMention): string {
  return figureKind === 'age' && unit !== undefined && /^[\d\s.,–-]+$/.test(quote) ? `${quote} ${unit}` : quote
}

function labelOf(
  figure: FigureMention,
  { subject, places, years }: { subject: string | undefined; places: string[]; years: string },
): string {
  const what = subject ?? (figure.figureKind === 'money' ? 'money' : printedOf(figure))
  const share = figure.figureKind === 'percent' ? '% of ' : ''
  const currency = figure.currency === undefined ? '' : ` in ${figure.currency}`
  const per = figure.per === undefined ? '' : ` per ${figure.per}`
  const named = `${subject === undefined ? '' : share}${what}${currency}${per}`
  return [named, places.join(', '), years].filter((part) => part !== '').join(', ')
}
