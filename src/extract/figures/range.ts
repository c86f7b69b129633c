import { type Numeral, precise } from './numerals.ts'
import { type FigureView, textBefore } from './view.ts'

/** Two numbers that bound a range; `between` where the words say so. */
export type RangePair = { low: Numeral; high: Numeral; value: [number, number]; between: boolean }

/** A currency as it stands between the two numbers of a range. */
const money = '(?:[A-Z]{0,3} ?[$€£₱₦₹]|[A-Z]{2,3})'
/** What may stand behind the first number: a per cent sign or a currency. */
const signBehind = `(?:[ \\u00a0]?(?:%|per cent|percent|pour cent|por ciento|${money}))?`
const signBefore = `(?: ?${money})?[ \\u00a0]?`
/** A dash, `to`, `à`, `a`, and `and` behind `between`. */
const dash = new RegExp(`^${signBehind}[ \\u00a0]?[-–—‑]${signBefore}$`, 'u')
const upTo = new RegExp(`^${signBehind} (?:to|à|a|al)${signBefore}$`, 'u')
const and = new RegExp(`^${signBehind} (?:and|et|y)${signBefore}$`, 'u')
const hedge = '(?: (?:some|about|around|only|environ|unos))?'
const betweenBefore = new RegExp(`(?<![\\p{L}])(?:between|entre)${hedge}${signBefore}$`, 'iu')
/** A change from one value to another is two figures, not one range. */
const fromBefore = new RegExp(`(?<![\\p{L}])(?:from|de|desde|du)${hedge}${signBefore}$`, 'iu')
const changing = new RegExp(
  '(?<![\\p{L}])(?:' +
    'increas|rais(?:e|ed|es|ing)|tripl|doubl|quadrupl|halv|upgrad|expand|extend|lower|cut|c[ao]me (?:down|up)|ris(?:e|en|ing)|rose|grew|grow|fell|fall|drop|declin|decreas|reduc|jump|climb|went|gone|chang|mov|shift|improv|' +
    'pass(?:e|é|ant)|relev|port(?:er|é)|divis|augment|progress|bais|diminu|recul|chut|' +
    'duplic|triplic|cuadruplic|elev|ampli|aument|subi|pas(?:ó|ar|ando)|baj|disminu|creci|reduj|incremen)[\\p{L}]*(?: [^.;]{0,90})?$',
  'iu',
)

/** The range that the number at `index` opens with the next one, if it does. */
export function rangeFrom(view: FigureView, index: number): RangePair | undefined {
  const low = view.numerals[index]!
  const high = view.numerals[index + 1]
  if (!high || high.start - low.end > 24 || low.odd || high.odd || low.form !== high.form) return undefined
  if (isYear(low) && isYear(high)) return undefined
  // A chain (1-2-3) is a name or a code.
  if (
    /\d[-–]$/.test(view.text.slice(low.start - 2, low.start)) ||
    /^[-–]\d/.test(view.text.slice(high.end, high.end + 2))
  )
    return undefined
  const link = view.text.slice(low.end, high.start)
  // "18 percent to $18.1 billion": a share and an amount.
  if (/[%％]|ent/u.test(link) && /[$€£]|[A-Z]{3}/u.test(link)) return undefined
  const before = textBefore(view.text, low.start)
  // "from 125 in 2017 to 98": the year is when the first was, not the bound.
  if (isYear(low) && /(?<!\p{L})(?:in|en|of|de) $/iu.test(before)) return undefined
  const between = and.test(link) && betweenBefore.test(before)
  if (!between && !dash.test(link) && !upTo.test(link)) return undefined
  if (upTo.test(link)) {
    const from = fromBefore.exec(before)
    if (from && changing.test(before.slice(0, from.index))) return undefined
    // "rose by 20 to 120"
    if (/(?<![\p{L}])(?:by|of) $/iu.test(before) && changing.test(before.replace(/(?:by|of) $/i, ''))) return undefined
  }
  const scale = low.scale === 1 && low.value < 1000 ? high.scale : 1
  const bottom = low.form === 'words' ? low.value : precise(low.value * scale)
  if (bottom >= high.value) return undefined
  return { low, high, value: [bottom, high.value], between }
}

const isYear = ({ form, grouped, value, start, end }: Numeral): boolean =>
  form === 'digits' && !grouped && end - start === 4 && value >= 1800 && value < 2100
