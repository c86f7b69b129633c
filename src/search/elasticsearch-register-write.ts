import type { RegisterRow } from '../contracts/registers.ts'
import type { IndexedDocument } from '../contracts/search.ts'
import type { Bulker, Item } from './elasticsearch-bulk.ts'
import { type NumberedPlace, removeNumbered, replaceNumbered } from './elasticsearch-numbered.ts'
import { noteUngrouped } from './elasticsearch-register-groups.ts'
import { comparableName, searchedWords } from './register-filters.ts'
import { storable, storableJson } from './words.ts'

/** `index` is an alias, or an index in the making. */
export type RowWriter = Bulker & { index: string }

/** Puts the rows in the place of all that the document had; returns those that the engine refused. */
export async function writeRows(
  writer: RowWriter,
  documentId: string,
  { rows, signal }: { rows: readonly RegisterRow[]; signal?: AbortSignal },
): Promise<IndexedDocument['refused']> {
  const items = rows.map((row, ordinal) => itemOf(writer, row, ordinal))
  const recordOf = (rowCount: number) => ({ documentId, rowCount })
  const refused = await replaceNumbered(writer, placeOf(writer, documentId), { items, recordOf }, signal)
  await noteUngrouped(writer, signal)
  return refused
}

/** Removes the document's rows. */
export async function removeRows(writer: RowWriter, documentId: string): Promise<void> {
  await removeNumbered(writer, placeOf(writer, documentId))
  await noteUngrouped(writer)
}

const placeOf = ({ index }: RowWriter, documentId: string): NumberedPlace => ({
  index,
  idOf: (number) => `${documentId}-${number}`,
  record: `/${index}/_doc/${documentId}`,
  count: 'rowCount',
})

function itemOf({ index }: RowWriter, row: RegisterRow, ordinal: number): Item {
  const { documentId, register, low, high, currency, kind, from, to, receivedAt } = row
  const id = `${documentId}-${ordinal}`
  const key = storable(row.key)
  const source = {
    documentId,
    ordinal,
    register,
    key,
    entry: key,
    label: storable(row.label).slice(0, longestLabel).toWellFormed(),
    ...(from === undefined ? {} : { firstYear: from }),
    ...(to === undefined ? {} : { lastYear: to }),
    ...(to === undefined && from === undefined ? {} : { latestYear: to ?? from }),
    low,
    high,
    currency,
    kind,
    countries: row.countries,
    conventions: row.conventions.map(storable),
    donors: row.donors.map(comparableName).map(storable),
    words: searchedWords(row),
    receivedAt,
    body: storableJson(row),
  }
  return { id, action: JSON.stringify({ index: { _index: index, _id: id } }), source: JSON.stringify(source) }
}

/** Labels are compared by so many characters. */
const longestLabel = 300
