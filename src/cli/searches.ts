import type { SearchEntry } from '../contracts/searches.ts'
import { RihlaError } from '../errors.ts'
import { withArchive } from './archive.ts'
import { faint, print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'

type Options = { save?: string; name?: string; webhook?: string; remove?: string; json?: true }

/** `rihla searches`: the saved searches; with `--save` a new one, whose secret is shown once; with `--remove` one less. */
export async function searches({ save, name, webhook, remove, json }: Options): Promise<void> {
  if (save !== undefined) return saved({ query: save, name, webhook, json })
  if (name !== undefined || webhook !== undefined)
    throw new RihlaError('request-invalid', '--name and --webhook go with --save')
  const answer = await withArchive((client) => (remove === undefined ? client.searches() : client.removeSearch(remove)))
  if (json) return printJson(answer)
  if (answer.searches.length === 0) print('no search is saved')
  for (const search of answer.searches) printSearch(search)
}

async function saved({
  query,
  name = query,
  webhook,
  json,
}: {
  query: string
  name: string | undefined
  webhook: string | undefined
  json: true | undefined
}): Promise<void> {
  if (webhook === undefined)
    throw new RihlaError('request-invalid', 'say with --webhook where to tell of what it finds')
  const search = await withArchive((client) => client.saveSearch({ name, query: { q: query }, webhook }))
  if (json) return printJson(search)
  printSearch(search)
  print('\nits messages are signed with this secret, which is not shown again:')
  print(`\n${search.secret}`)
}

function printSearch({ searchId, name, query, webhook, deliveries, fault }: SearchEntry): void {
  const { waiting, sent, failed } = deliveries
  print(`${strong(plain(name))}  ${faint(searchId)}`)
  if (query.q !== name && query.q !== '') print(`  ${plain(query.q)}`)
  print(`  ${plain(webhook)}: ${sent} told, ${waiting} waiting, ${failed} failed`)
  if (fault !== undefined) print(warning(`  ${plain(fault)}`))
}
