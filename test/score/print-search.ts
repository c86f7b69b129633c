import { openDatabase } from '../../src/database/pglite.ts'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { removeIndices } from '../servers/cluster.ts'
import { findElasticsearch } from '../services/find.ts'
import { newQuestions } from './questions.ts'
import { scoreSearch, searchedDocuments, type SearchScore } from './search.ts'

/** Prints where the right passage of every question stands, on both indexes. */
export async function printSearchScores(args: readonly string[]): Promise<void> {
  const documents = await searchedDocuments()
  const scores: Record<string, SearchScore> = {}
  const unseen: Record<string, SearchScore> = {}
  const score = async (name: string, index: SearchIndex) => {
    for (const document of documents) await index.write(document)
    await index.refresh()
    scores[name] = await scoreSearch(index)
    unseen[name] = await scoreSearch(index, newQuestions())
    await index.close()
  }
  const database = await openDatabase()
  await score('embedded', await openEmbeddedIndex(database))
  await database.close()
  const service = await findElasticsearch()
  if (service) {
    const prefix = `rihla-score-${process.pid}`
    await score('elasticsearch', await openElasticsearchIndex({ url: service.url, prefix }))
    await removeIndices(service.url, prefix)
    await service.stop()
  }
  if (args.includes('--json')) console.log(JSON.stringify({ scores, unseen }))
  else for (const each of [scores, unseen]) print(each)
}

function print(scores: Record<string, SearchScore>): void {
  const [some] = Object.values(scores)
  const rows = some!.ranked.map(({ query }, at) => ({
    query: query.slice(0, 70),
    ...Object.fromEntries(Object.entries(scores).map(([name, { ranked }]) => [name, ranked[at]!.rank ?? '-'])),
  }))
  console.table(rows)
  for (const [name, { ranked, first, topFive, ndcg }] of Object.entries(scores))
    console.log(
      `${name}: ${ranked.length} questions, ${first} first, ${topFive} in the first five, nDCG@5 ${ndcg.toFixed(3)}`,
    )
}
