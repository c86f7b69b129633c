import type { RegisterName, RegisterRow } from '../contracts/registers.ts'
import type { Cell } from './csv.ts'

/** A row with the key of the entry that it belongs to. */
export type ExportedRow = RegisterRow & { entryKey: string }

type Column = readonly [name: string, read: (row: ExportedRow) => Cell]

/** The columns of a register's table: what the entry is, what the document says, where it stands. */
export function columnsOf(register: RegisterName): readonly Column[] {
  return [...entryColumns, ...(register === 'projects' ? projectColumns : []), ...valueColumns, ...placeColumns]
}

const entryColumns: readonly Column[] = [
  ['register', (row) => row.register],
  ['entry', (row) => row.entryKey],
  ['label', (row) => row.label],
  ['kind', (row) => row.kind],
]

const projectColumns: readonly Column[] = [
  ['acronym', (row) => projectOf(row)?.acronym],
  ['other titles', (row) => projectOf(row)?.alternativeTitles],
  ['donor names', (row) => projectOf(row)?.donors.map(({ name }) => name)],
  ['partner names', (row) => projectOf(row)?.partners.map(({ name }) => name)],
  ['amounts', (row) => projectOf(row)?.amounts.map(({ value, currency }) => `${value} ${currency}`)],
  ['themes', (row) => projectOf(row)?.themes],
]

const valueColumns: readonly Column[] = [
  ['from', (row) => row.from],
  ['to', (row) => row.to],
  ['low', (row) => row.low],
  ['high', (row) => row.high],
  ['currency', (row) => row.currency],
  ['unit', (row) => row.unit],
  ['hedge', ({ details }) => (details.kind === 'figure' ? details.modifier : undefined)],
  ['per', ({ details }) => (details.kind === 'figure' ? details.per : undefined)],
  ['countries', (row) => row.countries],
  ['conventions', (row) => row.conventions],
  ['donors', (row) => row.donors],
]

const placeColumns: readonly Column[] = [
  ['quote', (row) => row.quote],
  ['page', (row) => row.page],
  ['start', (row) => row.start],
  ['end', (row) => row.end],
  ['document', (row) => row.documentTitle],
  ['date', (row) => row.documentDate],
  ['publisher', (row) => row.publisher],
  ['document id', (row) => row.documentId],
  ['rule', (row) => row.rule],
  ['correction', (row) => row.correction?.action],
  ['corrected by', (row) => row.correction?.who],
  ['row id', (row) => row.rowId],
]

const projectOf = ({ details }: ExportedRow) => (details.kind === 'project' ? details : undefined)
