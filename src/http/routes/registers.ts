import { EntryParameters, EntryQuery, RegisterQuery } from '../../contracts/register-queries.ts'
import { RegisterEntryAnswer, RegisterName, RegisterPage } from '../../contracts/registers.ts'
import { RihlaError } from '../../errors.ts'
import { registerFilters } from '../register-query.ts'
import { defineRoute, noValues, type Route } from '../route.ts'

/** What one entry of each register is called. */
const entryNames: Record<RegisterName, string> = {
  projects: 'Project',
  figures: 'Figure',
  conventions: 'Convention',
  countries: 'Country',
  corridors: 'Corridor',
  organisations: 'Organisation',
}

const filtering = 'Counts and values are those of the evidence that matches the filters.'

const listOf = (register: RegisterName): Route =>
  defineRoute({
    method: 'GET',
    role: 'read',
    path: `/${register}`,
    operationId: `list${capital(register)}`,
    summary: `The ${register} of all documents, each once, with what documents say differently of it`,
    description: filtering,
    parameters: noValues,
    query: RegisterQuery,
    answers: { 200: 'the entries that match, and how many there are' },
    answer: RegisterPage,
    errors: ['index-unavailable'],
    async handle({ query }, parts) {
      const { sort, size, cursor, ...asked } = query
      const filters = await registerFilters(asked, parts)
      return parts.registers.list({ register, filters, sort, size, ...(cursor && { cursor }) })
    },
  })

const entryOf = (register: RegisterName): Route =>
  defineRoute({
    method: 'GET',
    role: 'read',
    path: `/${register}/{key}`,
    operationId: `show${entryNames[register]}`,
    summary: `One ${entryNames[register].toLowerCase()} with its evidence, by document and place`,
    description: filtering,
    parameters: EntryParameters,
    query: EntryQuery,
    answers: { 200: 'the entry with a page of its evidence' },
    answer: RegisterEntryAnswer,
    errors: ['entry-unknown', 'index-unavailable'],
    async handle({ parameters: { key }, query }, parts) {
      const { size, cursor, ...asked } = query
      const filters = await registerFilters(asked, parts)
      const entry = await parts.registers.entry({ register, key, filters, size, ...(cursor && { cursor }) })
      if (entry) return entry
      throw new RihlaError('entry-unknown', `the ${register} have no ${JSON.stringify(key)} that matches`)
    },
  })

const capital = (word: string): string => `${word[0]!.toUpperCase()}${word.slice(1)}`

/** Two addresses for each register: the list, and one entry of it. */
export const registerRoutes: readonly Route[] = RegisterName.options.flatMap((register) => [
  listOf(register),
  entryOf(register),
])
