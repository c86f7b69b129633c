import { setTimeout as wait } from 'node:timers/promises'
import type { ParkedEvent } from '../contracts/operations.ts'
import { RihlaError } from '../errors.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'
import { openProgress } from './progress.ts'

type Action = 'retry' | 'dismiss'
type Options = { code?: string; all?: true; json?: true }
type Handled = { documentId: string; name?: string; outcome?: string; refused?: { code: string; message: string } }

/** `rihla reprocess --outdated`: ends when each can be searched again. Exit code 1 where one failed. */
export async function reprocess({ outdated, json }: { outdated?: true; json?: true }): Promise<void> {
  if (!outdated) throw new RihlaError('request-invalid', 'say which documents are meant: --outdated')
  const handled = await withArchive(async (client) => ended(client, await eachOf(client.reprocessOutdated(), 'retry')))
  if (json) printJson({ documents: handled })
  else printHandled('read again', handled)
  if (handled.some(({ outcome }) => outcome === 'parked')) process.exitCode = 1
}

/** `rihla retry` and `rihla dismiss`: one parked document, those with a code, or all. Exit code 1 where one is left that failed. */
export async function parked(action: Action, id: string | undefined, { code, all, json }: Options): Promise<void> {
  if ([id, code, all].filter((one) => one !== undefined).length !== 1)
    throw new RihlaError('request-invalid', 'say which documents are meant: an id, --code or --all')
  const handled = await withArchive(async (client) => {
    const documents =
      id === undefined ? await eachOf(client.parked(action, { code }), action) : [await single(client, action, id)]
    return action === 'retry' ? ended(client, documents) : documents
  })
  if (json) printJson({ documents: handled })
  else printHandled(action === 'retry' ? 'retried' : 'dismissed', handled)
  if (handled.some(({ refused, outcome }) => refused || outcome === 'parked')) process.exitCode = 1
}

async function single(client: Client, action: Action, id: string): Promise<Handled> {
  const { documentId, names, outcome } = await (action === 'retry' ? client.retry(id) : client.dismiss(id))
  return { documentId, ...(names[0] !== undefined && { name: names[0] }), outcome }
}

async function eachOf(events: AsyncIterable<ParkedEvent>, action: Action): Promise<Handled[]> {
  const handled: Handled[] = []
  let progress: ReturnType<typeof openProgress> | undefined
  try {
    for await (const event of events) {
      if (event.kind === 'document') handled.push(handledOf(event, action))
      if (event.kind === 'progress') (progress ??= openProgress(event.total, 'sent on')).done(event.done)
      if (event.kind === 'report') return handled
    }
  } finally {
    progress?.close()
  }
  throw new RihlaError('server-unreachable', 'the server ended before everything was done')
}

function handledOf({ kind: _kind, ...document }: Extract<ParkedEvent, { kind: 'document' }>, action: Action): Handled {
  const { documentId, name, refused } = document
  if (refused) return { documentId, ...(name !== undefined && { name }), refused }
  return { documentId, ...(name !== undefined && { name }), ...(action === 'dismiss' && { outcome: 'dismissed' }) }
}

/** Waits until each that was sent on has come through, or has failed again. */
async function ended(client: Client, documents: Handled[]): Promise<Handled[]> {
  const progress = openProgress(documents.length)
  const all: Handled[] = []
  for (const document of documents) {
    all.push(document.refused ? document : { ...document, outcome: await outcomeOf(client, document.documentId) })
    progress.done(all.length)
  }
  progress.close()
  return all
}

async function outcomeOf(client: Client, documentId: string): Promise<string> {
  for (;;) {
    const { outcome } = await client.document(documentId)
    if (outcome !== 'working') return outcome
    await wait(200)
  }
}

function printHandled(what: string, handled: readonly Handled[]): void {
  for (const { documentId, name, outcome, refused } of handled) {
    const line = `${documentId.slice(0, 8)}  ${plain(name ?? '')}`
    if (refused) print(warning(`${line}: ${plain(refused.message)} (${refused.code})`))
    else print(`${line}: ${outcome}`)
  }
  const refused = handled.filter((one) => one.refused).length
  print(strong(`${handled.length - refused} documents ${what}${refused > 0 ? `, ${refused} could not be` : ''}`))
}
