import type { DocumentEntry } from '../../src/contracts/http.ts'
import type { Client } from '../../src/http/client.ts'
import { wordOf } from '../servers/notes.ts'
import { sharedWord, type SentFile } from './library.ts'

/** What became of the files, and everything about it that is not as it must be, in words. */
export type Account = { searchable: number; parked: Record<string, number>; faults: string[] }

/**
 * Holds the archive against what was sent: every file is one document; an honest one is done and found once by its own
 * word, in one passage; any other is parked with a reason that it may have.
 */
export async function accountOf(client: Client, files: readonly SentFile[]): Promise<Account> {
  const faults: string[] = []
  const documents = Map.groupBy(await everyDocument(client), ({ names }) => names.join(' + '))
  const parked: Record<string, number> = {}
  let searchable = 0
  for (const { name, parkedAs } of files) {
    const [document, ...others] = documents.get(name) ?? []
    documents.delete(name)
    if (!document) faults.push(`${name} is lost`)
    else if (others.length > 0) faults.push(`${name} is there ${1 + others.length} times`)
    else if (!parkedAs) {
      if (document.outcome !== 'done') faults.push(`${name} is ${describe(document)}`)
      else if (await isFoundOnce(client, name)) searchable++
      else faults.push(`${name} is not found once`)
    } else if (document.outcome !== 'parked' || !parkedAs.includes(document.failure?.code ?? ''))
      faults.push(`${name} is ${describe(document)}`)
    else parked[document.failure!.code] = (parked[document.failure!.code] ?? 0) + 1
  }
  for (const name of documents.keys()) faults.push(`nobody sent ${name}`)
  const { documentCount } = await client.search({ q: sharedWord, size: 1 })
  if (documentCount !== searchable) faults.push(`the word of all is found in ${documentCount} of ${searchable}`)
  return { searchable, parked, faults }
}

async function everyDocument(client: Client): Promise<DocumentEntry[]> {
  const all: DocumentEntry[] = []
  let cursor: string | undefined
  do {
    const answer = await client.documents({ size: 200, ...(cursor !== undefined && { cursor }) })
    all.push(...answer.documents)
    cursor = answer.cursor
  } while (cursor !== undefined)
  return all
}

async function isFoundOnce(client: Client, name: string): Promise<boolean> {
  const { documentCount, passageCount } = await client.search({ q: wordOf(Number(/\d+/.exec(name)![0])) })
  return documentCount === 1 && passageCount === 1
}

const describe = ({ outcome, failure }: DocumentEntry): string =>
  failure ? `${outcome}: ${failure.code}: ${failure.message}` : outcome
