import { currencyCodes, currencyNames, currencySymbols } from '../../gazetteers/currencies.ts'
import { type FigureReading, figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { type Numeral, precise } from '../figures/numerals.ts'
import { anyOf, blank } from '../figures/pattern.ts'
import { rangeFrom } from '../figures/range.ts'
import { type FigureView, textAfter, textBefore } from '../figures/view.ts'

const signs = anyOf([...currencySymbols.keys(), ...currencyCodes])
/** `US$`, `EUR `, `$` right before the number. */
const signBefore = new RegExp(`(?<![\\p{L}])(${signs})${blank}?$`, 'u')
/** `US$ mn `, `USD million `, `EUR bn `: the scale before the number. */
const scaledSignBefore = new RegExp(
  `(?<![\\p{L}])(${signs})${blank}?(mn|mln|mill?ions?|m|bn|billions?|thousands?)\\.?${blank}$`,
  'u',
)
/** What is quick to see: most numbers have no scale before them. */
const endsWithScale = /[nmsd]\.?[ \u00a0]$/
/** ` €`, ` USD`, `FCFA` behind it. */
const signBehind = new RegExp(`^${blank}?(${signs})(?![\\p{L}\\d])`, 'u')
/** ` dollars`, ` de dólares`, ` d’euros`, ` million US dollars`. */
const nameBehind = new RegExp(`^(?:${blank}|-)(?:of |de |d['’])?(${anyOf(currencyNames.keys())})(?![\\p{L}])`, 'iu')
/** Scales that only an amount has so short: `$5m`, `€20k`, `US$ 3 MM`. */
const letterScale = /^[ \u00a0]?(k|K|m|M|MM|mm|B|b|Bn)(?![\p{L}\d])/u
const letterFactors: Record<string, number> = {
  k: 1e3,
  K: 1e3,
  m: 1e6,
  M: 1e6,
  MM: 1e6,
  mm: 1e6,
  B: 1e9,
  b: 1e9,
  Bn: 1e9,
}

type Amount = {
  start: number
  end: number
  value: number
  scale: number
  currency: string | undefined
  marked: boolean
}

/** The amount at a number: with its currency before or behind it, if any stands there. */
function amountAt(numeral: Numeral, { text, currencyOf }: FigureView): Amount {
  const scaledSign = endsWithScale.test(textBefore(text, numeral.start, 4))
    ? scaledSignBefore.exec(textBefore(text, numeral.start, 24))
    : null
  const sign = scaledSign ?? signBefore.exec(textBefore(text, numeral.start, 16))
  const prefix = sign && isNoCurrency(sign[1]!, numeral, currencyOf) ? null : sign
  const letter = numeral.scale === 1 ? letterScale.exec(textAfter(text, numeral.end, 8)) : null
  const plain = behind(text, numeral.end)
  const lettered = letter ? behind(text, numeral.end + letter[0].length) : undefined
  // A lone letter is a scale only beside a currency.
  const scaled = letter && (prefix || lettered?.currency) ? letter : null
  const suffix = scaled ? lettered! : plain
  const own = numeral.scale === 1 && suffix.factor ? suffix.factor : 1
  const factor = scaled ? letterFactors[scaled[1]!]! : scaledSign ? signFactor(scaledSign[2]!) : own
  const before = prefix && (currencySymbols.get(prefix[1]!.replace(/\s/g, ' ')) ?? prefix[1]!)
  // "€730.000": no amount has three decimals, but in the currencies that count in thousandths.
  const isThousands =
    numeral.inThousands !== undefined &&
    numeral.scale === 1 &&
    factor === 1 &&
    !inMils.has(before ?? suffix.currency ?? '')
  return {
    start: prefix ? numeral.start - prefix[0].length : numeral.start,
    end: numeral.end + (scaled?.[0].length ?? 0) + suffix.length,
    value: precise((isThousands ? numeral.inThousands! : numeral.value) * factor),
    scale: numeral.scale * factor,
    // `US$25 million dollars` says it twice: the one that tells more counts.
    currency: before && before !== '$' ? before : (suffix.currency ?? before ?? undefined),
    marked: Boolean(prefix) || suffix.currency !== undefined,
  }
}

/** "SDG 10" is a goal, "D", "L" and "Q" are letters but where their country is named, and "Q4" is a quarter of a year. */
function isNoCurrency(sign: string, { value }: Numeral, currencyOf: FigureView['currencyOf']): boolean {
  if (sign === 'SDG') return value < 100
  const isLetter = /^[DLQ]\.?$/.test(sign)
  return isLetter && (value < 5 || currencyOf(currencySymbols.get(sign)!) === undefined)
}

/** Currencies of a thousand parts: "KWD 1.250" is one and a quarter. */
const inMils = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])
const signFactor = (scale: string): number => (/^[bB]/.test(scale) ? 1e9 : /^th|^k/i.test(scale) ? 1e3 : 1e6)
/** Amounts whose currency and scale are one word: "58,497 mdd". */
const millionsOf = /^[ \u00a0](mdd|mdp)(?![\p{L}])/u

/** Names of money that are names of a people as well ("7.000 bolivianos"): money where the sentence speaks of some. */
const alsoPeople = /^bolivianos$/iu
const speaksOfMoney =
  /(?<!\p{L})(?:salarios?|sueldos?|ingresos?|jornal(?:es)?|pag\p{L}+|cobr\p{L}+|gan\p{L}+|cuest\p{L}+|cost\p{L}+|precios?|mont[oa]s?|sumas?|multas?|bonos?|valor\p{L}*|equivale\p{L}*|presupuestos?|wages?|earn\p{L}*|pa(?:y|id)\p{L}*|costs?|salaires?|gagn\p{L}+)(?!\p{L})(?:[^.;]|\.\d)*$/iu

function behind(text: string, at: number): { currency?: string; length: number; factor?: number } {
  const after = textAfter(text, at, 48)
  const millions = millionsOf.exec(after)
  if (millions) return { currency: millions[1] === 'mdd' ? 'USD' : 'MXN', length: millions[0].length, factor: 1e6 }
  const name = nameBehind.exec(after)
  if (name && alsoPeople.test(name[1]!) && !speaksOfMoney.test(textBefore(text, at))) return { length: 0 }
  if (name) return { currency: currencyNames.get(name[1]!.toLowerCase().replace(/\s+/g, ' '))!, length: name[0].length }
  const sign = signBehind.exec(after)
  if (!sign) return { length: 0 }
  // A sign that belongs to the next amount (5 $10) is none of this one.
  if (/^\s?\d/.test(after.slice(sign[0].length))) return { length: 0 }
  return { currency: currencySymbols.get(sign[1]!.replace(/\s/g, ' ')) ?? sign[1]!, length: sign[0].length }
}

/** "in constant 2015 US dollars": the year whose prices are meant. */
function isPriceYear({ start, end, grouped, form, value, scale }: Numeral, { text }: FigureView): boolean {
  if (form !== 'digits' || grouped || scale !== 1 || value < 1950 || value >= 2100) return false
  // "2022 US$'000": the heading of a column.
  if (
    /^ (?:US\$|[A-Z]{3}|[$€£]) ?(?:['’]000|\(?000s?\)?|thousand|m(?:illion|n)?(?![\p{L}]))/u.test(
      textAfter(text, end, 16),
    )
  )
    return true
  return /(?:in|constant|real|current|constants?|constantes) $/i.test(textBefore(text, start, 16))
}

function moneyOf(amount: Amount, value: number | [number, number], view: FigureView): FigureReading {
  const currency = amount.currency && view.currencyOf(amount.currency, amount.start)
  return { start: amount.start, end: amount.end, figureKind: 'money', value, ...(currency ? { currency } : {}) }
}

const range = figureRule({
  id: 'money/range',
  accept: [
    ['between US$2 million and US$3 million', 'US$2 million and US$3 million = 2000000..3000000 USD'],
    ['some €10–15 million', '€10–15 million = 10000000..15000000 EUR'],
    ['entre 4 y 5 millones de euros', '4 y 5 millones de euros = 4000000..5000000 EUR'],
    ['500 to 600 dollars', '500 to 600 dollars = 500..600 $'],
  ],
  reject: ['it rose from $2 million to $3 million', '€10 and then 15 men'],
  read: ({ index, numeral }, view) => {
    const pair = rangeFrom(view, index)
    if (!pair) return undefined
    const low = amountAt(numeral, view)
    const high = amountAt(pair.high, view)
    if (!low.marked && !high.marked) return undefined
    const scale = low.scale === 1 && low.value < 1000 ? high.scale : 1
    const value: [number, number] = [precise(low.value * scale), high.value]
    if (value[0] >= value[1]) return undefined
    return moneyOf({ ...high, start: low.start, currency: low.currency ?? high.currency }, value, view)
  },
})

const marked = figureRule({
  id: 'money/with-currency',
  accept: [
    [
      'US$44 billion and 400 billion dollars',
      'US$44 billion = 44000000000 USD',
      '400 billion dollars = 400000000000 USD',
    ],
    ['EUR 20 000 000, then €5.95 million', 'EUR 20 000 000 = 20000000 EUR', '€5.95 million = 5950000 EUR'],
    ['$25 million and 12 dollars', '$25 million = 25000000 $', '12 dollars = 12 $'],
    ['£3m, 20 k€ and 3,5 M€', '£3m = 3000000 GBP', '20 k€ = 20000 EUR', '3,5 M€ = 3500000 EUR'],
    [
      'QR 300, 85 000 ouguiyas and Tk 4.2 lakh',
      'QR 300 = 300 QAR',
      '85 000 ouguiyas = 85000 MRU',
      'Tk 4.2 lakh = 420000 BDT',
    ],
    ['5 000 FCFA and Rs. 200', '5 000 FCFA = 5000 XOF', 'Rs. 200 = 200 INR'],
    ['US$ mn 5,969.6 and USD million 2.5', 'US$ mn 5,969.6 = 5969600000 USD', 'USD million 2.5 = 2500000 USD'],
    ['Budget: € 730.000; KWD 1.250', '€ 730.000 = 730000 EUR', 'KWD 1.250 = 1.25 KWD'],
    ['EUR 0.9 mio and a wage of SR1,500', 'EUR 0.9 mio = 900000 EUR', 'SR1,500 = 1500 SAR'],
    ['un salario de 2.300 bolivianos', '2.300 bolivianos = 2300 BOB'],
  ],
  reject: [
    'SDG 10.c and SDG 8',
    'Unos 300 bolivianos cruzaron.',
    '12 men',
    'M 5',
    'over 5 m high',
    'in constant 2015 US dollars',
    'values in 2017 INR',
  ],
  read: ({ numeral }, view) => {
    const amount = amountAt(numeral, view)
    if (!amount.marked || isPriceYear(numeral, view)) return undefined
    return moneyOf(amount, amount.value, view)
  },
})

const declared = figureRule({
  id: 'money/currency-declared-before',
  accept: [
    ['Values are in USD millions. It rose to 5 bn.', '5 bn = 5000000000 USD'],
    ['Amounts are in EUR. Spent: 1.5 million (all).', '1.5 million = 1500000 EUR'],
    ['All figures are in CHF million. 3 bn, then 4 bn', '3 bn = 3000000000 CHF', '4 bn = 4000000000 CHF'],
  ],
  reject: [
    'Values are in USD millions. 5 million people left.',
    'It rose to 5 bn.',
    'Amounts are in EUR. 12, then 15.',
  ],
  read: ({ numeral, after }, view) => {
    if (numeral.form === 'words' || numeral.scale < 1e6 || /^ \p{L}{4}/u.test(after)) return undefined
    const declaration = view.declarationBefore(numeral.start)
    if (!declaration) return undefined
    return {
      start: numeral.start,
      end: numeral.end,
      figureKind: 'money',
      value: numeral.value,
      currency: declaration.currency,
    }
  },
})

/** "of which 20 billion", "dont 20,1 milliards": a part of the amount before it. */
const partBefore =
  /(?<!\p{L})(?:of which|including|up from|down from|compared (?:with|to)|dont|contre|y compris|de los cuales|frente a|incluidos) $/iu
/** Nothing is counted behind it: the sentence goes on, or ends. */
const nothingCounted =
  /^(?:[.,;)]|$| (?:a year|one year|the year|un an|une année|un año)(?![\p{L}])| l['’]an|(?: (?:el|l['’])) ?(?:año|année)| (?:in|for|to|from|went|was|is|pour|en|au|aux|vers|à|para|al|por)(?!\p{L}))/iu

const shared = figureRule({
  id: 'money/part-of-an-amount',
  accept: [
    ['They sent US$33 billion, of which 20.1 billion to the north.', '20.1 billion = 20100000000 USD'],
    ['33,5 milliards de dollars É.-U. en 2022, dont 20,1 milliards pour le nord', '20,1 milliards = 20100000000 $'],
    ['It gave €5 million in 2020, up from 2 million in 2019.', '2 million = 2000000 EUR'],
  ],
  reject: ['They spent US$3 million; of which 2 million people heard.', 'Of 5 million, of which 2 million in towns'],
  read: ({ index, numeral, before, after }, view) => {
    if (numeral.scale < 1e6 || !partBefore.test(before) || !nothingCounted.test(after)) return undefined
    for (let at = index - 1; at >= 0 && numeral.start - view.numerals[at]!.end < 160; at--) {
      const whole = view.numerals[at]!
      const amount = amountAt(whole, view)
      if (whole.scale < 1e6 && !amount.marked) continue
      if (
        !amount.marked ||
        amount.value < numeral.value ||
        /(?<!\p{Lu})[.;]\s|\n/u.test(view.text.slice(whole.end, numeral.start))
      )
        return undefined
      return moneyOf({ ...amount, start: numeral.start, end: numeral.end }, numeral.value, view)
    }
    return undefined
  },
})

/** "They had been 187 billion": the next sentence goes on about the amount before it. */
const goesOnAbout =
  /^[^.;\n]*[.;]\s(?:(?:In|En) (?:19|20)\d\d,? )?(?:it|they|this|that|the (?:figure|sum|total|amount)|ils?|elles?|ce(?:la| montant| chiffre)|c['’]|la (?:cifra|suma)|el (?:monto|total)|eran?|fueron|fue)(?!\p{L})[^.;,\n]{0,50}$/iu

const continued = figureRule({
  id: 'money/goes-on-about-an-amount',
  accept: [
    ['Remittances were US$4.5 billion in 2020. They had been 3 billion in 2016.', '3 billion = 3000000000 USD'],
    ['Les envois ont atteint 4 milliards d’euros. Ils étaient de 3 milliards en 2016.', '3 milliards = 3000000000 EUR'],
    ['Las remesas sumaron US$ 5 mil millones. En 2016 eran 4 mil millones.', '4 mil millones = 4000000000 USD'],
  ],
  reject: [
    'They sent US$4 billion. In 2016 a tax of 3 billion was due.',
    'They sent US$4 million. They were 3 million in 2016.',
    'They sent US$4 billion. It reached 3 billion people.',
  ],
  read: ({ index, numeral, after }, view) => {
    if (numeral.scale < 1e9 || !nothingCounted.test(after)) return undefined
    const whole = view.numerals.slice(Math.max(0, index - 3), index).findLast(({ scale }) => scale === numeral.scale)
    if (!whole || numeral.start - whole.end > 160) return undefined
    const amount = amountAt(whole, view)
    if (!amount.marked || !goesOnAbout.test(view.text.slice(whole.end, numeral.start))) return undefined
    return moneyOf({ ...amount, start: numeral.start, end: numeral.end }, numeral.value, view)
  },
})

/** Between the two ends of a change or a bound: the second alone bears the currency, and perhaps the scale. */
const changeLink =
  /^(?: (?:in|en|de|a year|per year|un mes|par mois))?(?: (?:19|20)\d\d)?,? (?:to|à|a|and|et|y)(?: (?:not more than|no more than|at most|up to|a maximum of|over|about|some|nearly|almost|plus de|más de|casi|hasta))? ?$/u
const changeBefore =
  /(?<![\p{L}])(?:from|de|desde|du|not less than|at least|no menos de|pas moins de)(?: (?:some|about|around|environ|unos))? $/iu

const changed = figureRule({
  id: 'money/changed',
  accept: [
    ['El envío creció de 6.000 millones en 2014 a 67.000 millones de dólares.', '6.000 millones = 6000000000 $'],
    ['Le budget est passé de 14,2 à 21 M€.', '14,2 = 14200000 EUR'],
    ['fined not less than 2,000 and not more than 5,000 euros', '2,000 = 2000 EUR'],
  ],
  reject: ['It rose from 40 towns to $3 million.', 'He went from 2 jobs to 300 euros.', 'from 2014 to 5,000 euros'],
  read: ({ index, numeral, before }, view) => {
    if (numeral.form === 'words' || numeral.odd || !changeBefore.test(before)) return undefined
    const own = amountAt(numeral, view)
    let next = index + 1
    // "en 2014": the year that the first holds for.
    if (view.numerals[next] && /^\d{4}$/.test(view.text.slice(view.numerals[next]!.start, view.numerals[next]!.end)))
      next++
    const other = view.numerals[next]
    if (own.marked || !other || other.start - numeral.end > 44 || isPriceYear(other, view)) return undefined
    const high = amountAt(other, view)
    if (!high.marked || !changeLink.test(view.text.slice(numeral.end, high.start))) return undefined
    if (numeral.scale === 1 && numeral.value >= 1900 && numeral.value < 2100 && !numeral.grouped) return undefined
    const scale = numeral.scale === 1 && numeral.value < 1000 && high.scale > 1 ? high.scale : 1
    return moneyOf({ ...high, start: numeral.start, end: numeral.end }, precise(numeral.value * scale), view)
  },
})

/** Rules for amounts of money, first to last. */
export const moneyRules: readonly FigureRule[] = [range, changed, marked, shared, continued, declared]
