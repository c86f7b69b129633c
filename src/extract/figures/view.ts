import type { Span } from '../../contracts/position.ts'
import { type ExtractionInput, indexBefore, spanAt } from '../extraction-input.ts'
import { type LanguageStretch, languageStretches } from '../language-of.ts'
import type { Found } from '../rule.ts'
import { type CurrencyOf, currencyReader } from './currency-of.ts'
import { type DecimalSign, decimalSignOf, mayGroupByDecimalSign } from './number-style.ts'
import { type Numeral, numeralsOf } from './numerals.ts'
import { type DatedSpan, datesIn } from './periods.ts'
import { type Declaration, declarationsIn } from './table-hints.ts'
import { type TableView, tableViewOf } from './table-view.ts'

/** How much text around a number the rules look at. */
const windowLength = 80

/** A number with the text of its line before and behind it, cut to a window. */
export type Site = { index: number; numeral: Numeral; before: string; after: string }

/** What the rules for figures are given: the document, its numbers, and what it says about its own notation. */
export type FigureView = {
  input: ExtractionInput
  text: string
  sign: DecimalSign
  numerals: readonly Numeral[]
  currencyOf: CurrencyOf
  /** Whether it says "million" behind any number, so that "16m" may be one. */
  countsInMillions: boolean
  site(index: number): Site
  languageAt(offset: number): string
  /** Codes of the countries and regions named in a span, each once. */
  placesIn(span: Span): string[]
  /** What dates a sentence; kept for the next figure in it. */
  datesOf(sentence: Span): readonly DatedSpan[]
  /** The table around an offset. */
  tableAt(offset: number): TableView | undefined
  /** The last sentence before an offset that says which currency the values are in. */
  declarationBefore(offset: number): Declaration | undefined
  /** The same, right below a table that ends at an offset: "Amounts in thousands of francs." */
  declarationBelow(end: number): Declaration | undefined
}

/** Makes what the rules for figures see; `found` holds the countries and regions, sorted by start. */
export function makeFigureView(input: ExtractionInput, found: readonly Found[] = []): FigureView {
  const { text } = input
  const stretches = languageStretches(text, input.paragraphs, input.language)
  const sign = decimalSignOf(text, mostly(stretches))
  const groups = mayGroupByDecimalSign(text, { sign, language: mostly(stretches) })
  const numerals = stretches.flatMap(({ start, end, language }) =>
    numeralsOf(text.slice(start, end), { language, sign, groups }).map((numeral) => moved(numeral, start)),
  )
  const places = found.filter((mention) => mention.kind === 'country' || mention.kind === 'region')
  let last: Site | undefined
  const currencyOf = currencyReader(text, dollarOf(text), places)
  const declarations = declarationsIn(text, currencyOf)
  const tables = new Map<number, TableView>()
  let dated: { start: number; dates: DatedSpan[] } | undefined
  return {
    input,
    text,
    sign,
    numerals,
    currencyOf,
    countsInMillions: /\d ?millions?(?!\p{L})/u.test(text),
    site(index) {
      if (last?.index === index) return last
      const numeral = numerals[index]!
      last = { index, numeral, before: textBefore(text, numeral.start), after: textAfter(text, numeral.end) }
      return last
    },
    languageAt: (offset) => spanAt(stretches, offset)?.language ?? input.language,
    placesIn({ start, end }) {
      const codes = new Set<string>()
      for (let index = indexBefore(places, start - 1) + 1; index < places.length; index++) {
        const place = places[index]!
        if (place.start >= end) break
        codes.add(place.kind === 'country' ? place.country : place.region)
      }
      return [...codes]
    },
    datesOf(sentence) {
      if (dated?.start !== sentence.start) dated = { start: sentence.start, dates: datesIn(text, sentence) }
      return dated.dates
    },
    tableAt(offset) {
      const index = indexBefore(input.paragraphs, offset)
      const paragraph = input.paragraphs[index]
      if (!paragraph?.rows || offset >= paragraph.end) return undefined
      const table = tables.get(index) ?? tableViewOf(input, paragraph)
      tables.set(index, table)
      return table
    },
    declarationBefore: (offset) => declarations.findLast(({ at }) => at < offset),
    declarationBelow: (end) => declarations.find(({ at }) => at >= end && at < end + reachBelow),
  }
}

function moved(numeral: Numeral, by: number): Numeral {
  numeral.start += by
  numeral.end += by
  numeral.plainEnd += by
  return numeral
}

/** The language that most of the text is in. */
function mostly(stretches: readonly LanguageStretch[]): string {
  const lengths = new Map<string, number>()
  for (const { start, end, language } of stretches) lengths.set(language, (lengths.get(language) ?? 0) + end - start)
  return [...lengths].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 'und'
}

/** The text of the same line before an offset, at most a window's length. */
export function textBefore(text: string, offset: number, length = windowLength): string {
  const before = text.slice(Math.max(0, offset - length), offset)
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\t')) + 1)
}

/** The text of the same line behind an offset, at most a window's length. */
export function textAfter(text: string, offset: number, length = windowLength): string {
  const after = text.slice(offset, offset + length)
  const end = after.search(/[\n\t]/)
  return end < 0 ? after : after.slice(0, end)
}

/** How far below a table its note may say what it is in. */
const reachBelow = 200

const usDollar =
  /US ?\$|\$ ?US\b|\bUSD\b|U\.S\.\$|\bUS dollars?\b|\bU\.S\. dollars?\b|dollars américains|dólares estadounidenses/
/** Other dollars: the sign or code at an amount, and the name. */
const otherDollars: readonly { code: string; sign: RegExp; name?: RegExp }[] = [
  { code: 'AUD', sign: /\bAU?\$|\bAUD\b/, name: /Australian dollars?/g },
  { code: 'CAD', sign: /\bC(?:an|A)?\$|\bCAD\b/, name: /Canadian dollars?|dollars canadiens|dólares canadienses/g },
  { code: 'NZD', sign: /\bNZ\$|\bNZD\b/, name: /New Zealand dollars?/g },
  { code: 'HKD', sign: /\bHK\$|\bHKD\b/ },
  { code: 'SGD', sign: /\bSG?\$|\bSGD\b/, name: /Singapore dollars?/g },
]
const bareDollar = /(?<![A-Za-z.])\$/g

/**
 * What a bare dollar is: the US dollar of a document that names no other, or another that it names as often as it leaves
 * the dollar bare. One other sign among many bare dollars tells them apart instead: the dollar stays a dollar.
 */
function dollarOf(text: string): string {
  const others = otherDollars.filter(({ sign, name }) => sign.test(text) || (name && text.search(name) >= 0))
  if (usDollar.test(text)) return others.length === 0 ? 'USD' : '$'
  const [only] = others
  if (others.length !== 1 || !only?.name) return '$'
  const named = text.match(only.name)?.length ?? 0
  return named >= (text.match(bareDollar)?.length ?? 0) / 3 ? only.code : '$'
}

/** Indexes of the notes whose marks stand in the span or right behind it. */
export function notesOf({ references }: ExtractionInput, span: Span): number[] {
  const notes: number[] = []
  for (let index = firstReferenceFrom(references, span.start); index < references.length; index++) {
    const reference = references[index]!
    if (reference.at > span.end) break
    if (reference.note !== undefined && !notes.includes(reference.note)) notes.push(reference.note)
  }
  return notes
}

function firstReferenceFrom(references: ExtractionInput['references'], offset: number): number {
  let low = 0
  let high = references.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (references[middle]!.at < offset) low = middle + 1
    else high = middle
  }
  return low
}
