import { RegisterFilterQuery } from '../../contracts/register-queries.ts'
import { type RegisterFilters, RegisterName } from '../../contracts/registers.ts'
import { csvOf } from '../../export/csv.ts'
import { followTheMoneyOf } from '../../export/follow-the-money.ts'
import { iatiOf } from '../../export/iati.ts'
import { jsonLinesOf } from '../../export/json-lines.ts'
import { columnsOf } from '../../export/register-columns.ts'
import { registerFilters } from '../register-query.ts'
import { defineRoute, noValues, type Route } from '../route.ts'
import type { ServerParts } from '../server-parts.ts'
import { streamed } from '../streamed.ts'

type Format = {
  ending: string
  type: string
  /** Part of the operation's name. */
  as: string
  summary: (register: RegisterName) => string
  of: readonly RegisterName[]
  write(register: RegisterName, filters: RegisterFilters, registers: ServerParts['registers']): AsyncIterable<string>
}

const formats: readonly Format[] = [
  {
    ending: 'csv',
    type: 'text/csv',
    as: 'Csv',
    summary: (register) => `Every piece of evidence of the ${register} as a table, safe to open in a spreadsheet`,
    of: RegisterName.options,
    write: (register, filters, registers) => csvOf(columnsOf(register), registers.rows(register, filters)),
  },
  {
    ending: 'jsonl',
    type: 'application/x-ndjson',
    as: 'JsonLines',
    summary: (register) => `Every piece of evidence of the ${register} as JSON Lines`,
    of: RegisterName.options,
    write: (register, filters, registers) => jsonLinesOf(registers.rows(register, filters)),
  },
  {
    ending: 'iati.xml',
    type: 'application/xml',
    as: 'Iati',
    summary: () => 'Projects of which a year is known as activities of IATI 2.03',
    of: ['projects'],
    write: (register, filters, registers) => iatiOf(registers.entries(register, filters), { now: new Date() }),
  },
  {
    ending: 'ftm.jsonl',
    type: 'application/x-ndjson',
    as: 'FollowTheMoney',
    summary: (register) => `The ${register} as entities of FollowTheMoney, one a line`,
    of: ['projects', 'organisations'],
    write: (register, filters, registers) => jsonLinesOf(followTheMoneyOf(registers.entries(register, filters))),
  },
]

const exportOf = (register: RegisterName, format: Format): Route =>
  defineRoute({
    method: 'GET',
    role: 'read',
    path: `/export/${register}.${format.ending}`,
    operationId: `export${register[0]!.toUpperCase()}${register.slice(1)}As${format.as}`,
    summary: format.summary(register),
    description: 'Streamed, without a limit of count; sent to be saved.',
    parameters: noValues,
    query: RegisterFilterQuery,
    answers: { 200: 'the file' },
    content: format.type,
    errors: ['index-unavailable'],
    async handle({ query, reply }, parts) {
      const filters = await registerFilters(query, parts)
      const name = `${register}.${format.ending}`
      return streamed(reply, format.write(register, filters, parts.registers), { name, type: format.type })
    },
  })

/** Each register in each format that it can be written in. */
export const registerExports: readonly Route[] = formats.flatMap((format) =>
  format.of.map((register) => exportOf(register, format)),
)
