import { currencyCodes, currencyNames, currencySymbols } from '../../gazetteers/currencies.ts'
import type { CurrencyOf } from './currency-of.ts'
import { anyOf, wordsIn } from './pattern.ts'

/** What a heading, a caption or a row label says about the numbers under it. */
export type Hint = {
  kind?: 'money' | 'percent' | 'rate' | 'count' | 'none'
  currency?: string
  factor: number
  per?: string
  /** Only a word that often goes with shares (rate, share): large numbers prove it wrong. */
  weak?: boolean
}

const sign = new RegExp(
  `(?<![\\p{L}])(${anyOf([...currencySymbols.keys(), ...currencyCodes])})(?![\\p{L}])(?! ?(?!000)\\d)`,
  'u',
)
const name = new RegExp(`(?<![\\p{L}])(${anyOf(currencyNames.keys())})(?![\\p{L}])`, 'iu')
const certainPercent = /%|per ?cent|percentage|pourcentage|porcentaje|pour cent|por ciento/iu
/** Words that go with shares, though not always. */
const ofRate = new RegExp(wordsIn('rates? taux tasas? shares?'), 'iu')
const ofShare = new RegExp(wordsIn('proportions? proporción part_(?:de|des|du|dans) rates? taux tasas? shares?'), 'iu')
/** `per 1,000 births`, `pour 100 000 habitants`: a power of ten, and what it counts. */
const base = '1(?:0{0,2}[., \\u00a0]?000){1,2}|mille|mil'
const rate = new RegExp(`(?:per|pour|por cada|por) (${base})(?!\\d)([^();,]{0,24})`, 'iu')
/** Measures that are no share, whatever the table's title says. */
const otherMeasure = new RegExp(
  wordsIn(
    'index indice índice gini coefficients? mean median average moyen(?:ne)? médiane? promedio media mediana ' +
      'numbers? nombre número population población persons? people workers effectifs? hours? heures? horas? ' +
      'years? âge ages? edad days? households? cases? log ln var exchange_rate N',
  ),
  'iu',
)
const counting = new RegExp(
  wordsIn('numbers? nombre número persons? people population población effectifs? headcount cases households N'),
  'iu',
)
/** `'000`, `(000s)`, `(1 000 …)`, or the word. */
const thousandSigns = "['’]000|\\(000s?\\)|\\(1[ \\u00a0.,]?000 |\\b000s\\b"
const thousandWords = `${wordsIn('thousands? milliers? en_miles miles_de mille in_1[,._]?000')}|\\(miles\\)`
const thousands = new RegExp(`${thousandSigns}|${thousandWords}`, 'iu')
const millions = new RegExp(wordsIn('millions? millones mn mln mio mill'), 'iu')
const billions = new RegExp(wordsIn('billions? bn milliards? mil_millones mds?'), 'iu')

/** Reads the hint in the words over or beside a number. */
export function hintIn(text: string, currencyOf: CurrencyOf): Hint {
  const factor = billions.test(text) ? 1e9 : millions.test(text) ? 1e6 : thousands.test(text) ? 1e3 : 1
  const per = rate.exec(text)
  if (per) return { kind: 'rate', factor: 1, per: (per[1]! + per[2]!).trim() }
  const currency = currencyIn(text, currencyOf)
  // "Share of aid (%)" beside a currency in the same heading is still a share.
  const certain = certainPercent.test(text)
  if (certain || (ofShare.test(text) && !currency)) {
    if (certain || !otherMeasure.test(text) || ofRate.test(text)) return { kind: 'percent', factor: 1, weak: !certain }
  }
  if (currency) return { kind: 'money', currency, factor }
  if (counting.test(text)) return { kind: 'count', factor }
  if (otherMeasure.test(text)) return { kind: 'none', factor }
  return { factor }
}

function currencyIn(text: string, currencyOf: CurrencyOf): string | undefined {
  const named = name.exec(text)
  const signed = sign.exec(text)
  const code = named
    ? currencyNames.get(named[1]!.toLowerCase().replace(/\s+/g, ' '))
    : signed && (currencySymbols.get(signed[1]!) ?? signed[1]!)
  return code ? currencyOf(code) : undefined
}

/** "Values are in USD millions", "montants en millions d’euros": a sentence that says what the numbers are in. */
const valueWords = wordsIn(
  'values? figures? amounts? data prices? expressed chiffres? montants? valeurs? données exprimée?s? ' +
    'valore?s? cifras? importes? montos? datos? expresad[oa]s?',
)
const declaring = new RegExp(`${valueWords}[^.\\n]{0,60}?${wordsIn('in en')}([^.\\n]{2,48})`, 'giu')

export type Declaration = { at: number; currency: string; factor: number }

/** Every place where a document says which currency its values are in. */
export function declarationsIn(text: string, currencyOf: CurrencyOf): Declaration[] {
  const found: Declaration[] = []
  for (const match of text.matchAll(declaring)) {
    const currency = currencyIn(match[1]!, currencyOf)
    if (currency) found.push({ at: match.index, currency, factor: hintIn(match[1]!, currencyOf).factor })
  }
  return found
}

/** Headings whose numbers may be in a currency that is declared elsewhere. */
export const valueHeading = new RegExp(
  `^$|${wordsIn(
    'values? amounts? budget total commitments? disbursements? aid oda expenditure cost funding contributions? grants? ' +
      'loans? remittances? montants? valeurs? dépenses? coûts? financements? valor(?:es)? montos? importes? ' +
      'presupuesto gastos? costo financiamiento remesas',
  )}`,
  'iu',
)
