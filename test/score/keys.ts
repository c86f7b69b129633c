import type { Item } from './gold.ts'

/** The kinds that are scored, with what two things of a kind must agree on; undefined for what is not to be compared. */
export const keyOf: Record<string, (item: Item) => string | undefined> = {
  countries: (item) => text(item.iso3166 ?? item.iso3),
  regions: (item) => text(item.code),
  conventions: (item) => instrumentKey(text(item.id) ?? ''),
  corridors: (item) => `${text(item.from)}>${text(item.to)}`,
  figures: figureKey,
  projects: (item) => text(item.title),
  footnotes: (item) => text(item.mark),
}

/** Things that careful readers may see differently: neither asked for nor held against. */
export function isNeutral(kind: string, item: Item): boolean {
  if (item.optional === true || item.inName === true || item.weak === true) return true
  if (kind === 'figures') return item.kind === 'duration' || item.kind === 'age'
  if (kind === 'conventions' && 'scope' in item)
    return item.soft === true || !['ILO', 'UN'].includes(String(item.scope))
  return false
}

/** Whether a prediction may be matched with this gold: the same key, another right code, or nearly the same title. */
export function agrees(kind: string, gold: Item, predicted: Item): boolean {
  if (kind === 'projects') {
    const titles = [gold.title, gold.titleAsPrinted, ...list(gold.alt_titles), ...list(gold.altTitles)]
    const read = [predicted.title, predicted.titleAsPrinted, ...list(predicted.altTitles)]
    return titles.some((one) => read.some((other) => titleLikeness(text(one) ?? '', text(other) ?? '') >= 0.7))
  }
  const key = keyOf[kind]!
  if (key(gold) !== undefined && key(gold) === key(predicted)) return true
  if (kind === 'regions') {
    const codes = [gold.code, ...list(gold.alt)]
    return [predicted.code, ...list(predicted.alt)].some((code) => codes.includes(code))
  }
  if (kind === 'corridors' && gold.directed === false)
    return key(gold) === `${text(predicted.to)}>${text(predicted.from)}`
  return false
}

function instrumentKey(id: string): string {
  const ilo = /^(?:ILO[-:]?)?([CRP])[-:]?0*(\d{1,3})$/.exec(id.toUpperCase())
  if (ilo) return ilo[1]! + ilo[2]!.padStart(3, '0')
  const plain = id
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/(?<=[A-Z])(?:19|20)\d\d$/, '')
  return plain === 'ILCPOA' ? 'ILOPOA' : plain
}

/** Shares as fractions, money with its currency, everything else as a count; six digits count. */
function figureKey({ kind, value, currency }: Item): string | undefined {
  const values = [value].flat().map(Number)
  if (values.length === 0 || values.some(Number.isNaN)) return undefined
  const share = kind === 'percent' || (kind === 'ratio' && values.every((one) => one <= 1))
  const scaled = values.map((one) => Number((kind === 'percent' ? one / 100 : one).toPrecision(6)))
  if (kind === 'money') return `money ${scaled.join('..')} ${text(currency) ?? 'USD'}`
  return `${share ? 'share' : 'count'} ${scaled.join('..')}`
}

/** The share of words that two titles have in common. */
function titleLikeness(one: string, other: string): number {
  const words = (title: string): string[] => title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const rest = words(other)
  const all = words(one).length + rest.length
  let common = 0
  for (const word of words(one)) {
    const at = rest.indexOf(word)
    if (at < 0) continue
    rest.splice(at, 1)
    common++
  }
  return all === 0 ? 0 : (2 * common) / all
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
