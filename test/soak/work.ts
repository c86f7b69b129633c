import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../src/http/client.ts'
import { makeLibrary, sharedWord } from '../faults/library.ts'
import { seeded } from '../faults/random.ts'
import { sendOnce } from '../faults/sending.ts'
import { startClients, type Asked } from '../load/clients.ts'
import { wordOf } from '../servers/notes.ts'

/** So many documents are kept: for each that comes the oldest is forgotten, so that whatever grows is no archive. */
export const population = 100
const mostOnTheirWay = 20
const readers = 4

export type Work = {
  /** Documents that came in so far, requests that readers sent, and what went wrong, in words. */
  done(): { added: number; asked: number; faults: string[] }
  stop(): Promise<void>
}

/** Adds, forgets, searches, lists and exports, all at once, until it is stopped. */
export function startWork(client: Client): Work {
  const faults: string[] = []
  let added = 0
  const stopped = new AbortController()
  const readersAt = startClients(readers, {
    url: client.url,
    pathOf: (number) => pathOf(number, added),
    pauseMilliseconds: 50,
  })
  const adding = (async () => {
    const kept: string[] = []
    while (!stopped.signal.aborted) {
      for (const file of await makeLibrary(10, seeded(added), added)) {
        kept.push((await sendOnce(client, file)).documentId)
        added++
        await whileBusy(client, stopped.signal)
        if (kept.length > population) await client.forget(kept.shift()!, 'the soak goes on')
      }
    }
  })()
  adding.catch((error: unknown) => faults.push(`adding failed: ${String(error)}`))
  return {
    done: () => ({
      added,
      asked: readersAt.asked.length,
      faults: [...faults, ...readersAt.asked.filter(isFault).map(inWords)],
    }),
    async stop() {
      stopped.abort()
      await Promise.allSettled([adding, readersAt.stop()])
    },
  }
}

async function whileBusy(client: Client, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted && (await client.status()).documents.byOutcome.working >= mostOnTheirWay) await wait(50)
}

/** A search mostly; now and then what else a reader asks for. */
function pathOf(number: number, added: number): string {
  const q = (text: string) => `/search?${new URLSearchParams({ q: text }).toString()}`
  const addresses = [
    q('"domestic workers" country:LBN'),
    q('travailleurs migrants'),
    q('convention:C143 trabajadores'),
    q(wordOf(added)),
    q(sharedWord),
    '/countries?size=20',
    '/documents?size=50',
    '/suggest?q=leb',
    '/projects',
    `/export/search.csv?${new URLSearchParams({ q: 'remittances' }).toString()}`,
    '/status',
  ]
  return addresses[number % addresses.length]!
}

const isFault = ({ status }: Asked): boolean => status !== 200
const inWords = ({ path, status, failure }: Asked): string => `${path}: ${status ?? failure}`
