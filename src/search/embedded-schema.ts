/** As much of PGlite as the index uses. */
export type Sql = {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>
  exec(text: string): Promise<unknown>
}

export type SqlDatabase = Sql & { transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> }

/** Grows with every change of the tables or of what is written into them; an older index is dropped and built anew. */
export const schemaVersion = 1

/** Names of one generation of tables; never made of anything but a whole number. */
export type Tables = Record<'document' | 'passage' | 'body' | 'figure' | 'term' | 'passageKey', string>

export function tablesOf(generation: number): Tables {
  const name = (table: string) => `rihla.${table}_${Math.trunc(generation)}`
  return {
    document: name('document'),
    passage: name('passage'),
    body: name('body'),
    figure: name('figure'),
    term: name('term'),
    passageKey: name('passage_key'),
  }
}

/**
 * Makes the tables where they are missing. `emptied` is true where those of another version were dropped: then the
 * documents of the store must be indexed again.
 */
export async function openTables(database: SqlDatabase): Promise<{ tables: Tables; emptied: boolean }> {
  return database.transaction(async (sql) => {
    await sql.exec('create schema if not exists rihla')
    await sql.exec('create table if not exists rihla.index_state (version int not null, generation int not null)')
    const [state] = (await sql.query<State>('select version, generation from rihla.index_state')).rows
    if (state?.version === schemaVersion) return { tables: tablesOf(state.generation), emptied: false }
    const generation = (state?.generation ?? 0) + 1
    if (state) await sql.exec(dropStatements(tablesOf(state.generation)))
    await sql.exec(createStatements(tablesOf(generation)))
    await sql.exec('delete from rihla.index_state')
    await sql.query('insert into rihla.index_state (version, generation) values ($1, $2)', [schemaVersion, generation])
    return { tables: tablesOf(generation), emptied: state !== undefined }
  })
}

type State = { version: number; generation: number }

/**
 * Bodies stand apart, so that finding and ranking read small rows only. Vectors are stored plain (no compression to undo
 * for each rank). The inverted index is kept up at once: PGlite has no process that would tidy a list of pending changes.
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
      words tsvector not null
    );
    alter table ${tables.passage} alter column words set storage external;
    create index on ${tables.passage} (document_key);
    create index on ${tables.passage} using gin (words) with (fastupdate = off);
    create table ${tables.body} (passage_key int primary key, body text not null);
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
  const { passageKey, ...others } = tables
  return `drop table if exists ${Object.values(others).join(', ')}; drop sequence if exists ${passageKey}`
}
