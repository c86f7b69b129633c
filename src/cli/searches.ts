import type { SearchEntry, SearchesAnswer } from '../contracts/searches.ts'
import { RihlaError } from '../errors.ts'
import { caretError, counted } from './query-text.ts'
import { withArchive } from './archive.ts'
import { faint, print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'

type Options = { json?: true }

/** `rihla searches list`: the saved searches, with what became of their messages. */
export async function listSearches({ json }: Options): Promise<void> {
  printSearches(await withArchive((client) => client.searches()), json)
}

/** `rihla searches remove`: tells those that are left. */
export async function removeSearch(id: string, { json }: Options): Promise<void> {
  printSearches(await withArchive((client) => client.removeSearch(id)), json)
}

/** `rihla searches add`: the secret of the new one is shown once. */
export async function addSearch(
  query: string,
  { name = query, webhook, json }: Options & { name?: string; webhook: string },
): Promise<void> {
  const search = await withArchive((client) => client.saveSearch({ name, query: { q: query }, webhook })).catch(
    (error: unknown) => {
      throw caretError(error, query)
    },
  )
  if (json) return printJson(search)
  printSearch(search)
  print('\nits messages are signed with this secret, which is not shown again:')
  print(`\n${search.secret}`)
}

/** `rihla searches test`: what it finds at present; fails where the webhook did not take the message. */
export async function testSearch(id: string, { json }: Options): Promise<void> {
  const answer = await withArchive((client) => client.testSearch(id))
  const { documentCount, passageCount, told, fault = '' } = answer
  if (json) printJson(answer)
  else print(`it finds ${counted(passageCount, 'passage')} in ${counted(documentCount, 'document')}`)
  if (!told) throw new RihlaError('webhook-failed', `the webhook did not take the message: ${fault}`)
  if (!json) print('the webhook took the message')
}

function printSearches({ searches }: SearchesAnswer, json: true | undefined): void {
  if (json) return printJson({ searches })
  if (searches.length === 0) print('no search is saved')
  for (const search of searches) printSearch(search)
}

function printSearch({ searchId, name, query, webhook, deliveries, fault }: SearchEntry): void {
  const { waiting, sent, failed } = deliveries
  print(`${strong(plain(name))}  ${faint(searchId)}`)
  if (query.q !== name && query.q !== '') print(`  ${plain(query.q)}`)
  print(`  ${plain(webhook)}: ${sent} told, ${waiting} waiting, ${failed} failed`)
  if (fault !== undefined) print(warning(`  ${plain(fault)}`))
}
