import type { SearchRequest, SearchResponse } from '../../src/contracts/search.ts'
import { parseQuery } from '../../src/search/query.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { documentOf, type DocumentSketch } from './document-builder.ts'

/** What a backend may lack; a test of a lacking capability is skipped by its name. */
export type Capability = 'completes words'

export type Adapter = {
  name: string
  lacks: readonly Capability[]
  open(): Promise<{ index: SearchIndex; close(): Promise<void> }>
}

export type Kit = ReturnType<typeof kitOf>

/** What the tests of an index say: write these, ask this. `index` is asked for each time, for it opens after the tests are made. */
export function kitOf(adapter: Adapter, index: () => SearchIndex) {
  const ask = (text: string, options: Partial<SearchRequest> = {}): Promise<SearchResponse> =>
    index().search({ query: parseQuery(text), size: 10, passagesPerDocument: 3, facets: [], ...options })
  return {
    adapter,
    index,
    ask,
    write: async (...sketches: DocumentSketch[]): Promise<void> => {
      for (const sketch of sketches) await index().write(documentOf(sketch))
    },
    /** Names of the documents of which a passage holds all that is asked for, best first. */
    found: async (text: string, options: Partial<SearchRequest> = {}): Promise<string[]> =>
      (await ask(text, { relax: false, ...options })).hits.map((hit) => hit.title),
    /** The highlighted pieces of the first passage found. */
    marked: async (text: string): Promise<string[] | undefined> => {
      const passage = (await ask(text)).hits[0]?.passages[0]
      return passage?.highlights.map(({ start, end }) => passage.text.slice(start, end))
    },
    empty: async (): Promise<void> => {
      for await (const { documentId } of index().documents()) await index().remove(documentId)
      await index().refresh()
    },
  }
}
