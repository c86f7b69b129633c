import type { Sql, SqlDatabase } from './embedded-schema.ts'

/** Grows with every change of the table or of what is written into it; an older one is dropped and built anew. */
const registerVersion = 2

export const rowTable = 'rihla.register_row'

/** Makes the tables of the registers where they are missing; those of another version are dropped, for all is in the store. */
export async function openRegisterTables(database: SqlDatabase): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.exec('create schema if not exists rihla')
    await sql.exec(
      'create table if not exists rihla.register_state (version int not null, rebuilt bool not null, grouped bool not null)',
    )
    const [state] = (await sql.query<{ version: number }>('select version from rihla.register_state')).rows
    if (state?.version === registerVersion) return
    await sql.exec(`drop table if exists ${rowTable}`)
    await sql.exec(createStatements)
    await sql.exec('delete from rihla.register_state')
    await sql.query('insert into rihla.register_state values ($1, false, true)', [registerVersion])
  })
}

export async function registersNeedRebuild(sql: Pick<Sql, 'query'>): Promise<boolean> {
  const { rows } = await sql.query<{ rebuilt: boolean }>('select rebuilt from rihla.register_state')
  return rows[0]?.rebuilt !== true
}

export async function markRegistersRebuilt(sql: Pick<Sql, 'query'>): Promise<void> {
  await sql.query('update rihla.register_state set rebuilt = true')
}

/** False from a change of projects until `groupRows` has found anew which of them are one. */
export async function isGrouped(sql: Pick<Sql, 'query'>): Promise<boolean> {
  const { rows } = await sql.query<{ grouped: boolean }>('select grouped from rihla.register_state')
  return rows[0]?.grouped === true
}

export async function setGrouped(sql: Pick<Sql, 'query'>, grouped: boolean): Promise<void> {
  await sql.query('update rihla.register_state set grouped = $1', [grouped])
}

/** `key` is the row's own, `entry` that of the entry it belongs to; `body` is the row as it was written. */
const createStatements = `
  create table ${rowTable} (
    row_id text collate "C" primary key,
    document_id text collate "C" not null,
    register text not null,
    key text collate "C" not null,
    entry text collate "C" not null,
    label text collate "C" not null,
    ordinal int not null,
    first_year int,
    last_year int,
    low float8,
    high float8,
    currency text,
    kind text,
    countries text[] not null,
    conventions text[] not null,
    donors text[] not null,
    words text not null,
    received_at text collate "C" not null,
    body text not null
  );
  create index on ${rowTable} (register, entry, document_id, ordinal);
  create index on ${rowTable} (register, key);
  create index on ${rowTable} (document_id);
`
