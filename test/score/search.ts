import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { IndexDocument } from '../../src/contracts/search.ts'
import type { DocumentSummary } from '../../src/contracts/stored-document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { queryNames } from '../../src/query-names.ts'
import { toIndexDocument } from '../../src/search/index-document.ts'
import { parseQuery } from '../../src/search/query.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { questions, searchedFiles, type Question } from './questions.ts'

/** Where the right passage stands among those shown, from 1; undefined where it is not among the first ten. */
export type Ranked = { query: string; rank: number | undefined }
export type SearchScore = { ranked: Ranked[]; first: number; topFive: number; ndcg: number }

/** Every file read and extracted, as the index takes it. */
export async function searchedDocuments(): Promise<IndexDocument[]> {
  const documents: IndexDocument[] = []
  for (const file of searchedFiles()) {
    const bytes = new Uint8Array(readFileSync(file))
    const documentId = createHash('sha256').update(bytes).digest('hex')
    const parsed = await parsePdf({ documentId, bytes, limits: standardLimits })
    documents.push(toIndexDocument(summaryOf(documentId, basename(file)), parsed, extractDocument(parsed)))
  }
  return documents
}

/** Asks every question as GET /search does, and looks for the right passage in what a reader is shown, from the top. */
export async function scoreSearch(index: SearchIndex, asked: readonly Question[] = questions()): Promise<SearchScore> {
  const names = queryNames()
  const ranked: Ranked[] = []
  for (const question of asked) {
    const { query } = question
    const { hits } = await index.search({
      query: parseQuery(query, names),
      size: 10,
      passagesPerDocument: 3,
      facets: [],
    })
    const shown = hits.flatMap((hit) => hit.passages.map(({ text }) => ({ file: hit.names[0]!, text })))
    ranked.push({ query, rank: rankOf(question, shown) })
  }
  const ranks = ranked.map(({ rank }) => rank ?? Infinity)
  return {
    ranked,
    first: ranks.filter((rank) => rank === 1).length,
    topFive: ranks.filter((rank) => rank <= 5).length,
    ndcg: ranks.reduce((sum, rank) => sum + (rank <= 5 ? 1 / Math.log2(rank + 1) : 0), 0) / ranks.length,
  }
}

function rankOf({ isRight }: Question, shown: readonly { file: string; text: string }[]): number | undefined {
  const at = shown.findIndex(({ file, text }) => isRight(file, text))
  return at === -1 || at >= 10 ? undefined : at + 1
}

function summaryOf(documentId: string, name: string): DocumentSummary {
  const at = '2026-01-01T00:00:00.000Z'
  return {
    schema: 1,
    documentId,
    sizeBytes: 1,
    mediaType: 'application/pdf',
    receivedAt: at,
    state: 'extracted',
    stateAt: at,
    generation: 0,
    incomplete: [],
    names: [name],
    outcome: 'working',
  }
}
