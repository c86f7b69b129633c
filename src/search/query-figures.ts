import type { FigureKind } from '../contracts/extracted-document.ts'
import type { QueryNode } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import type { FieldValue } from './query-tokens.ts'

type FigureNode = Extract<QueryNode, { type: 'figure' }>

/** `>100e9USD`, `40..50%`, `"> 1.5 billion euros"`, `percent`, `1,000,000` as what the figure must be. */
export function figureNode(value: FieldValue): FigureNode {
  const text = value.text.trim().replaceAll('−', '-')
  const kind = kinds[text.toLowerCase()]
  if (kind) return { type: 'figure', kinds: [kind] }
  const [left, right, ...more] = text.split(/\.\.\.?|…|–/)
  if (right !== undefined && more.length === 0) return rangeNode(left!, right, value)
  const sign = /^(?:>=|<=|[<>=≥≤])/.exec(text)?.[0] ?? ''
  return comparedNode(sign, text.slice(sign.length), value)
}

function comparedNode(sign: string, text: string, value: FieldValue): FigureNode {
  const amount = amountOf(text) ?? fault(value)
  const node = unitOf(amount)
  if (sign.startsWith('>') || sign === '≥')
    return { ...node, low: amount.value, ...(sign === '>' ? { openLow: true } : {}) }
  if (sign.startsWith('<') || sign === '≤')
    return { ...node, high: amount.value, ...(sign === '<' ? { openHigh: true } : {}) }
  return { ...node, low: amount.value, high: amount.value }
}

/** The unit may stand at either end: "40..50%", "$1..2 million". A scale at the end alone counts for both. */
function rangeNode(left: string, right: string, value: FieldValue): FigureNode {
  const from = left.trim() === '' ? undefined : (amountOf(left) ?? fault(value))
  const to = right.trim() === '' ? undefined : (amountOf(right) ?? fault(value))
  if (!from && !to) return fault(value)
  const scale = from && to && from.scale === 1 && from.value < to.scale ? to.scale : 1
  const node = unitOf({ ...from, ...definedOf(to) })
  const ends = [from && from.value * scale, to?.value]
    .filter((end) => end !== undefined)
    .toSorted((one, other) => one - other)
  if (from && to) return { ...node, low: ends[0]!, high: ends[1]! }
  return from ? { ...node, low: ends[0]! } : { ...node, high: ends[0]! }
}

/** True where the text is a figure as `figureNode` takes it. */
export function isFigure(text: string): boolean {
  const amount = text
    .replace(/^[<>=≥≤]+/, '')
    .split(/\.\.\.?|…|–/)
    .at(-1)!
  return amountOf(amount) !== undefined
}

type Amount = { value: number; scale: number; currency?: string; kind?: FigureKind }

function amountOf(text: string): Amount | undefined {
  const parts = amountPattern.exec(text.trim())?.groups
  if (!parts) return undefined
  const scale = scales[(parts['scale'] ?? '').toLowerCase()] ?? 1
  const value = numberOf(parts['number']!) * scale
  const unit = unitNamed((parts['before'] ?? '').trim()) ?? unitNamed((parts['after'] ?? '').trim())
  if (!Number.isFinite(value) || !unit) return undefined
  return { value, scale, ...unitNamed((parts['before'] ?? '').trim()), ...unitNamed((parts['after'] ?? '').trim()) }
}

const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  mille: 1e3,
  mil: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millon: 1e6,
  millones: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  mrd: 1e9,
  tn: 1e12,
  trillion: 1e12,
}

/** "US$", "USD", "$", "€", "£", "%", "per cent", "euros", or nothing. */
const unit = String.raw`[$€£¥%‰]|[a-z]{2}\$|\p{L}{3,8}(?:\s\p{L}{4})?`
/** "100", "1,000,000", "1.5", "100e9"; the exponent ends before a unit such as EUR. */
const number = String.raw`-?\d[\d,. ]*(?:e\+?\d{1,3})?`
const amountPattern = new RegExp(
  `^(?<before>${unit})?\\s*(?<number>${number})\\s*(?<scale>${longestFirst(Object.keys(scales)).join('|')})?\\s*(?<after>${unit})?$`,
  'iu',
)

function longestFirst(names: string[]): string[] {
  return names.toSorted((one, other) => other.length - one.length)
}

/** A comma before exactly three digits groups them, any other is a decimal mark. */
function numberOf(printed: string): number {
  const text = printed.trim().replace(/\.$/, '')
  const grouped = /^-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/.test(text) || /^-?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/.test(text)
  if (!grouped) return Number(text.replace(',', '.'))
  return Number(
    text.includes(',') && /\.\d{3}[.,]/.test(text)
      ? text.replaceAll('.', '').replace(',', '.')
      : text.replace(/[, ]/g, ''),
  )
}

function unitNamed(name: string): Pick<Amount, 'currency' | 'kind'> | undefined {
  if (name === '') return {}
  const word = name.toLowerCase().replace(/\s/g, '')
  if (['%', 'percent', 'pourcent', 'pct'].includes(word)) return { kind: 'percent' }
  const currency = currencyNames[word] ?? (/^[a-z]{3}$/.test(word) ? word.toUpperCase() : undefined)
  return currency ? { currency, kind: 'money' } : undefined
}

const currencyNames: Record<string, string> = {
  $: '$',
  dollar: '$',
  dollars: '$',
  us$: 'USD',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
}

const kinds: Record<string, FigureKind> = {
  money: 'money',
  percent: 'percent',
  ratio: 'ratio',
  count: 'count',
  rate: 'rate',
  duration: 'duration',
  age: 'age',
}

function unitOf(amount: Partial<Amount>): FigureNode {
  return {
    type: 'figure',
    ...(amount.kind ? { kinds: [amount.kind] } : {}),
    ...(amount.currency ? { currency: amount.currency } : {}),
  }
}

function definedOf(amount: Amount | undefined): Partial<Amount> {
  return amount
    ? { ...(amount.kind && { kind: amount.kind }), ...(amount.currency && { currency: amount.currency }) }
    : {}
}

function fault(value: FieldValue): never {
  const message = `"${value.text}" is no figure: write >100e9USD, 40..50%, <=1.5m or a kind such as money`
  throw new RihlaError('query-invalid', message, { offset: value.offset })
}
