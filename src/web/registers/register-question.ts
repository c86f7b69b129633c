import type { RegisterFilterQuery, RegisterQuery } from '../../contracts/register-queries.ts'
import { RegisterSort } from '../../contracts/registers.ts'
import { withParameters, type Address } from '../router.tsx'

export const pageSize = 50

/** Filters of which several values are alternatives. */
export const listFilters = ['country', 'convention', 'donor', 'document', 'kind', 'currency'] as const
/** Filters of one value. */
export const singleFilters = ['q', 'from', 'to', 'min', 'max'] as const
export type FilterName = (typeof listFilters)[number] | (typeof singleFilters)[number]

const isList = (name: FilterName): boolean => listFilters.some((one) => one === name)

/** What of a register is asked for, as the address says it. */
export type RegisterQuestion = {
  filters: { name: FilterName; value: string }[]
  sort: RegisterSort
  /** Where the answer before ended, and how many entries there are up to it. */
  cursor?: string
  before: number
}

export function registerQuestionIn({ query }: Pick<Address, 'query'>): RegisterQuestion {
  const filters = [...singleFilters, ...listFilters].flatMap((name) =>
    (isList(name) ? query.getAll(name) : query.getAll(name).slice(0, 1)).map((value) => ({ name, value })),
  )
  const cursor = query.get('cursor')
  return {
    filters,
    sort: RegisterSort.catch('documents').parse(query.get('sort')),
    ...(cursor && { cursor }),
    before: cursor ? Math.max(0, Math.trunc(Number(query.get('before')) || 0)) : 0,
  }
}

/** The question as the API takes it. */
export const registerQueryOf = ({ filters, sort, cursor }: RegisterQuestion): RegisterQuery => ({
  ...filterQueryOf(filters),
  sort,
  size: pageSize,
  ...(cursor && { cursor }),
})

/** As many as one answer may hold, for those that show them all at once. */
export const pictureQueryOf = ({ filters }: Pick<RegisterQuestion, 'filters'>): RegisterQuery => ({
  ...filterQueryOf(filters),
  size: 500,
})

/** Filters alone, as exports and feeds take them too. What is no number where one is due is left for the server to refuse. */
function filterQueryOf(filters: RegisterQuestion['filters']): RegisterFilterQuery {
  const valuesOf = (name: FilterName) => filters.filter((one) => one.name === name).map(({ value }) => value)
  const entries = [...Map.groupBy(filters, ({ name }) => name).keys()].map((name) => {
    const values = valuesOf(name)
    if (isList(name)) return [name, values] as const
    return [name, name === 'from' || name === 'to' ? Number(values[0]) : values[0]] as const
  })
  return Object.fromEntries(entries)
}

/** The filters as the end of an address, with the question mark; nothing where there are none. */
export function filterParameters(filters: RegisterQuestion['filters']): string {
  const text = new URLSearchParams(filters.map(({ name, value }): [string, string] => [name, value])).toString()
  return text && `?${text}`
}

const fromTheStart = { cursor: undefined, before: undefined }

/** The address with what was filled in: added to the names that are alternatives, in the place of anything else. */
export function withFilled(address: Address, filled: ReadonlyMap<FilterName, string>): string {
  const changes = [...filled].map(([name, value]) => {
    const known = isList(name) && name !== 'kind' ? address.query.getAll(name) : []
    return [name, [...new Set([...known, value])]] as const
  })
  return withParameters(address, { ...Object.fromEntries(changes), ...fromTheStart })
}

/** The address without this value of this filter. */
export const withoutFilter = (address: Address, { name, value }: { name: FilterName; value: string }): string =>
  withParameters(address, { [name]: address.query.getAll(name).filter((one) => one !== value), ...fromTheStart })

export const withoutFilters = (address: Address): string =>
  withParameters(address, {
    ...Object.fromEntries([...singleFilters, ...listFilters].map((name) => [name, undefined])),
    ...fromTheStart,
  })

export const withSort = (address: Address, sort: RegisterSort): string =>
  withParameters(address, { sort: sort === 'documents' ? undefined : sort, ...fromTheStart })

/** The address with another way to show the entries; the table where none is named. */
export const withPicture = (address: Address, picture: string | undefined): string =>
  withParameters(address, { view: picture, by: undefined, ...fromTheStart })

export const withCursor = (address: Address, cursor: string, before: number): string =>
  withParameters(address, { cursor, before: String(before) })

export const firstPage = (address: Address): string => withParameters(address, fromTheStart)
