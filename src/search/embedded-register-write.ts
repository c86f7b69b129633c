import type { RegisterRow } from '../contracts/registers.ts'
import { rowTable, setGrouped } from './embedded-register-schema.ts'
import type { Sql } from './embedded-schema.ts'
import { comparableName, searchedWords } from './register-filters.ts'
import { storable, storableJson } from './words.ts'

const perStatement = 500

/** Puts the rows in the place of all that the document had; to be run in a transaction. */
export async function replaceRows(sql: Sql, documentId: string, rows: readonly RegisterRow[]): Promise<void> {
  await eraseRows(sql, documentId)
  if (rows.some(({ register }) => register === 'projects')) await setGrouped(sql, false)
  for (let at = 0; at < rows.length; at += perStatement) {
    const batch = rows.slice(at, at + perStatement).map((row, index) => columnsOf(row, at + index))
    await sql.query(
      `insert into ${rowTable}
         (row_id, document_id, register, key, entry, label, ordinal, first_year, last_year, low, high, currency, kind,
          countries, conventions, donors, words, received_at, body)
       select row_id, document_id, register, key, key, label, ordinal, first_year, last_year, low, high, currency, kind,
          countries, conventions, donors, words, received_at, body
       from json_to_recordset($1::json) as row (row_id text, document_id text, register text, key text, label text,
          ordinal int, first_year int, last_year int, low float8, high float8, currency text, kind text,
          countries text[], conventions text[], donors text[], words text, received_at text, body text)`,
      [JSON.stringify(batch)],
    )
  }
}

/** Removes the document's rows; to be run in a transaction. */
export async function eraseRows(sql: Sql, documentId: string): Promise<void> {
  const { rows } = await sql.query<{ register: string }>(
    `delete from ${rowTable} where document_id = $1 returning register`,
    [documentId],
  )
  if (rows.some(({ register }) => register === 'projects')) await setGrouped(sql, false)
}

function columnsOf(row: RegisterRow, ordinal: number): object {
  const { rowId, documentId, register, low, high, currency, kind } = row
  return {
    row_id: rowId,
    document_id: documentId,
    register,
    key: storable(row.key),
    label: storable(row.label),
    ordinal,
    first_year: row.from,
    last_year: row.to,
    low,
    high,
    currency,
    kind,
    countries: row.countries,
    conventions: row.conventions.map(storable),
    donors: row.donors.map(comparableName),
    words: ` ${searchedWords(row).join(' ')}`,
    received_at: row.receivedAt,
    body: storableJson(row),
  }
}
