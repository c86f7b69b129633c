import { RihlaError } from '../errors.ts'
import { foldedText } from './words.ts'

/** Every field of the query language with the names that people may type for it, in English, French and Spanish. */
const fieldNames = [
  ['country', 'country countries pays pais'],
  ['region', 'region regions grouping'],
  ['convention', 'convention conventions instrument instruments convenio'],
  ['organisation', 'organisation organization organisations organizations org organizacion'],
  ['donor', 'donor donors donateur bailleur donante'],
  ['project', 'project projects projet proyecto'],
  ['corridor', 'corridor corridors couloir corredor'],
  ['origin', 'origin from origine origen'],
  ['destination', 'destination to destino'],
  ['kind', 'kind kinds type tipo'],
  ['lang', 'lang language langue idioma lengua'],
  ['year', 'year years annee ano'],
  ['active', 'active period periode periodo'],
  ['date', 'date dates fecha'],
  ['figure', 'figure figures chiffre cifra'],
  ['publisher', 'publisher editeur editor'],
  ['document', 'document documents doc id'],
  ['is', 'is completeness'],
  ['implied', 'implied'],
] as const

export type FieldName = (typeof fieldNames)[number][0]

const known = new Map<string, FieldName>(
  fieldNames.flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)),
)

/**
 * The field that is meant by what stands before a colon; undefined where it is no field ("http://…", "Note:").
 * Throws where it is all but the name of one, since the filter would silently become words.
 */
export function fieldNamed(typed: string, offset: number): FieldName | undefined {
  if (typed.length > 20 || !/^\p{L}+$/u.test(typed)) return undefined
  const name = foldedText(typed)
  const field = known.get(name)
  if (field || name.length < 5) return field
  const near = fieldNames.map(([field]) => field).find((other) => other.length >= 5 && differsByOneEdit(name, other))
  if (!near) return undefined
  throw new RihlaError('query-invalid', `no field is called "${typed}": did you mean ${near}?`, { offset })
}

/** One letter too many, too few, wrong, or two changed about. */
function differsByOneEdit(one: string, other: string): boolean {
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const left = one.slice(start, one.length - end)
  const right = other.slice(start, other.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
