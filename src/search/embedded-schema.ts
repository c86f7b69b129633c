/** As much of PGlite as the index uses. */
export type Sql = {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the shape of a row is known to whoever asks
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>
  exec(text: string): Promise<unknown>
}

export type SqlDatabase = Sql & { transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> }

/** Numbers as one value for `$n::text::int[]`; of a JSON list, Postgres would make a row each first. */
export function arrayOf(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`
}

/** Grows with every change of the tables or of what is written into them; an older index is dropped and built anew. */
export const schemaVersion = 4

/** Names of one generation of tables; never made of anything but a whole number. */
export type Tables = Record<'document' | 'passage' | 'figure' | 'term' | 'passageKey' | 'words', string>

export function tablesOf(generation: number): Tables {
  const name = (table: string) => `rihla.${table}_${Math.trunc(generation)}`
  return {
    document: name('document'),
    passage: name('passage'),
    figure: name('figure'),
    term: name('term'),
    passageKey: name('passage_key'),
    words: name('passage_words'),
  }
}

/** Makes the tables where they are missing; those of another version are dropped, for all is in the store. */
export async function openTables(database: SqlDatabase): Promise<Tables> {
  return database.transaction(async (sql) => {
    await sql.exec('create schema if not exists rihla')
    await sql.exec(
      'create table if not exists rihla.index_state (version int not null, generation int not null, rebuilt bool not null)',
    )
    const [state] = (await sql.query<State>('select version, generation from rihla.index_state')).rows
    if (state?.version === schemaVersion) return tablesOf(state.generation)
    const tables = tablesOf((state?.generation ?? 0) + 1)
    if (state) await sql.exec(dropStatements(tablesOf(state.generation)))
    await sql.exec(createStatements(tables))
    await sql.exec('delete from rihla.index_state')
    await sql.query('insert into rihla.index_state values ($1, $2, false)', [
      schemaVersion,
      (state?.generation ?? 0) + 1,
    ])
    return tables
  })
}

/** True from the making of the tables until `markRebuilt`, also over a crash between the two. */
export async function needsRebuild(sql: Pick<Sql, 'query'>): Promise<boolean> {
  const { rows } = await sql.query<{ rebuilt: boolean }>('select rebuilt from rihla.index_state')
  return rows[0]?.rebuilt !== true
}

export async function markRebuilt(sql: Pick<Sql, 'query'>): Promise<void> {
  await sql.query('update rihla.index_state set rebuilt = true')
}

type State = { version: number; generation: number }

/**
 * Finding reads rows, so they must be small: a vector and a body together are long enough for Postgres to keep both
 * apart from their row (by `toast_tuple_target`), and a word of every third passage is found without reading either.
 * Vectors are stored plain: no compression to undo for each rank. The inverted index collects what a write brings, and
 * the write itself has it sorted in at its end: several times faster than word by word, and PGlite has no process that
 * would do it later. There are no statistics of the vectors: knowing that a word is common, Postgres would read every
 * vector rather than the index, ten times slower.
 */
function createStatements(tables: Tables): string {
  return `
    create table ${tables.document} (
      document_key int generated always as identity primary key,
      document_id text not null unique,
      first_day int,
      last_day int,
      first_key int not null,
      passage_count int not null,
      facets text not null,
      record text not null
    );
    create index on ${tables.document} (first_day, last_day);
    create sequence ${tables.passageKey} as int;
    create table ${tables.passage} (
      passage_key int primary key,
      document_key int not null,
      word_count int not null,
      pairs bytea not null,
      words tsvector not null,
      body text not null
    ) with (toast_tuple_target = 128);
    alter table ${tables.passage} alter column words set storage external, alter column words set statistics 0,
      alter column pairs set storage plain;
    create index on ${tables.passage} (document_key);
    create index ${tables.words.split('.')[1]} on ${tables.passage} using gin (words) with (fastupdate = on);
    create table ${tables.figure} (
      passage_key int not null,
      kind text not null,
      low float8 not null,
      high float8 not null,
      currency text
    );
    create index on ${tables.figure} (passage_key);
    create index on ${tables.figure} (kind, low, high);
    create table ${tables.term} (term text collate "C" primary key, passages int not null) with (fillfactor = 70);
  `
}

function dropStatements(tables: Tables): string {
  const { passageKey, words: _, ...others } = tables
  return `drop table if exists ${Object.values(others).join(', ')}; drop sequence if exists ${passageKey}`
}
