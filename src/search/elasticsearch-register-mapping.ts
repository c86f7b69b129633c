import { type IndexOptions, keyword, metaOf, unsearched } from './elasticsearch-mapping.ts'

/**
 * The index of rows of evidence; unknown fields are refused. Beside them it holds a record of each document (`rowCount`)
 * and one of the groups of projects (`grouped`): neither has a `register`, so that no question finds them. Kept in the
 * order in which entries are read, which lets the engine stop where a page of them is full.
 */
export function rowsIndex({ shards, replicas, refreshSeconds }: IndexOptions) {
  return {
    settings: {
      number_of_shards: shards,
      number_of_replicas: replicas,
      refresh_interval: `${refreshSeconds}s`,
      'index.sort.field': ['register', 'entry', 'documentId', 'ordinal'],
    },
    mappings: {
      dynamic: 'strict',
      _meta: metaOf(false),
      properties: {
        documentId: keyword,
        ordinal: { type: 'integer' },
        register: keyword,
        /** The row's own key, and that of the entry it belongs to. */
        key: keyword,
        entry: keyword,
        label: keyword,
        firstYear: { type: 'integer' },
        lastYear: { type: 'integer' },
        latestYear: { type: 'integer' },
        low: { type: 'double' },
        high: { type: 'double' },
        currency: keyword,
        kind: keyword,
        countries: keyword,
        conventions: keyword,
        donors: keyword,
        /** Words of label and quote, of which beginnings are looked for. */
        words: { ...keyword, doc_values: false },
        receivedAt: { type: 'date', format: 'strict_date_optional_time' },
        body: unsearched,
        rowCount: { type: 'integer' },
        grouped: { type: 'boolean' },
        /** Changes with each write, so that who writes it can tell whether another did meanwhile. */
        by: unsearched,
      },
    },
  }
}
