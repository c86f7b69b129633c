import { FilterField, type SearchResponse } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { withArchive } from './archive.ts'
import { hitLines } from './hit-lines.ts'
import { columns, faint, print, printJson, strong } from './output.ts'
import { plain } from './plain.ts'
import { caretError, counted } from './query-text.ts'
import { tableLines } from './table.ts'

type Options = {
  size: number
  passages: number
  facets?: string[]
  cursor?: string
  full?: true
  json?: true
}

/** `rihla search`: the passages that answer, with their pages. */
export async function search(query: string, options: Options): Promise<void> {
  const { size, passages, cursor } = options
  const facets = (options.facets ?? []).map(facetField)
  const answer = await withArchive((client) =>
    client.search({ q: query, size, passages, facets, ...(cursor && { cursor }) }),
  ).catch((error: unknown) => {
    throw caretError(error, query)
  })
  if (options.json) printJson(answer)
  else printAnswer(answer, options.full === true)
}

function printAnswer(answer: SearchResponse, full: boolean): void {
  const { documentCount, passageCount, hits, relaxed, corrections = [], facets, cursor } = answer
  if (hits.length === 0) print('nothing found')
  else print(`${counted(passageCount, 'passage')} in ${counted(documentCount, 'document')}`)
  if (relaxed) print(faint('nothing holds all of the words: these passages hold some of them'))
  for (const { typed, meant } of corrections) print(`nothing holds “${plain(typed)}”: did you mean “${plain(meant)}”?`)
  for (const [index, hit] of hits.entries()) {
    print()
    for (const line of hitLines(hit, { number: index + 1, width: columns(), full })) print(line)
  }
  for (const { field, values } of facets) {
    print(`\n${strong(field)}`)
    const rows = values.map(({ value, count }) => [value, String(count)])
    for (const line of tableLines(['value', 'documents'], rows)) print(line)
  }
  if (cursor) print(faint(`\nmore: --cursor ${cursor}`))
}

function facetField(name: string): FilterField {
  const field = FilterField.safeParse(name)
  if (field.success) return field.data
  throw new RihlaError(
    'request-invalid',
    `no facet is called ${JSON.stringify(name)}: there are ${FilterField.options.join(', ')}`,
  )
}
