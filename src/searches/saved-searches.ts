import { randomBytes, randomUUID } from 'node:crypto'
import { access, link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import {
  Delivery,
  SavedSearch,
  type NewSearch,
  type SavedSearches,
  type SearchEntry,
  type SearchRequest,
} from '../contracts/searches.ts'
import { DocumentId } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { replaceFile, syncFolder, systemCode, writeSynced, writing } from '../ingest/durable-files.ts'
import { ownerMark } from '../ingest/owner.ts'
import { refuseLiteral } from './public-address.ts'
import { sendWebhook, type WebhookLimits } from './send-webhook.ts'

/** Where a message stands; each is a file in the folder of its search, named by its document. */
export type DeliveryState = 'waiting' | 'sent' | 'failed'
const states: readonly DeliveryState[] = ['waiting', 'sent', 'failed']

/** The saved searches with the messages that are to be sent for them. */
export type SearchFiles = SavedSearches & {
  all(): Promise<SavedSearch[]>
  /** False where this search has told of this document, or is about to: each is told once. */
  begin(searchId: string, delivery: Delivery): Promise<boolean>
  waiting(searchId: string): Promise<Delivery[]>
  /** Puts off a message that could not be sent. */
  postpone(searchId: string, delivery: Delivery): Promise<void>
  end(searchId: string, delivery: Delivery, state: 'sent' | 'failed'): Promise<void>
  /** Removes every message about this document, sent or not: each quotes it. */
  forget(documentId: string): Promise<void>
  /** The time up to which every new document was held against the searches; undefined before the first. */
  checkedUntil(): Promise<string | undefined>
  setCheckedUntil(time: string): Promise<void>
}

/** Opens the saved searches of a store's folder. Every change is a file that is replaced in one step. */
export async function openSearchFiles({
  folder: storeFolder,
  maxSearches,
  ...limits
}: {
  folder: string
  maxSearches: number
} & WebhookLimits): Promise<SearchFiles> {
  const folder = join(storeFolder, 'searches')
  const incoming = join(storeFolder, 'incoming')
  const place = (searchId: string, ...parts: string[]) => join(folder, searchId, ...parts)
  const fileOf = (searchId: string, state: DeliveryState, { message }: Delivery) =>
    place(searchId, state, `${message.document.documentId}.json`)
  await writing(folder, async () => {
    await mkdir(incoming, { recursive: true })
    await mkdir(folder, { recursive: true })
  })

  async function all(): Promise<SavedSearch[]> {
    const ids = (await namesIn(folder)).filter((name) => /^[0-9a-f-]{36}$/.test(name))
    const found = await Promise.all(ids.map((searchId) => read(SavedSearch, place(searchId, 'search.json'))))
    return found.flatMap((search) => search ?? []).toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1))
  }

  async function deliveriesOf(searchId: string, state: DeliveryState): Promise<Delivery[]> {
    const names = await namesIn(place(searchId, state))
    const found = await Promise.all(names.map((name) => read(Delivery, place(searchId, state, name))))
    return found.flatMap((delivery) => delivery ?? [])
  }

  async function entryOf({ schema: _schema, secret: _secret, ...search }: SavedSearch): Promise<SearchEntry> {
    const { searchId } = search
    const counted = await Promise.all(states.map(async (state) => (await namesIn(place(searchId, state))).length))
    const [waiting = 0, sent = 0, failed = 0] = counted
    const troubled = [...(await deliveriesOf(searchId, 'waiting')), ...(await deliveriesOf(searchId, 'failed'))]
    const last = troubled.toSorted((one, other) => (one.nextAt < other.nextAt ? 1 : -1)).find(({ fault }) => fault)
    return {
      ...search,
      deliveries: { waiting, sent, failed },
      ...(last?.fault !== undefined && { fault: last.fault }),
    }
  }

  return {
    all,
    list: async () => Promise.all((await all()).map(entryOf)),
    async add(request: SearchRequest): Promise<NewSearch> {
      refuseLiteral(new URL(request.webhook).hostname, limits)
      if ((await all()).length >= maxSearches)
        throw new RihlaError('too-many-searches', `${maxSearches} searches are saved already`)
      const searchId = randomUUID()
      const secret = randomBytes(32).toString('base64url')
      const search = SavedSearch.parse({ schema: 1, searchId, ...request, secret, createdAt: new Date().toISOString() })
      await writing(place(searchId), async () => {
        for (const state of states) await mkdir(place(searchId, state), { recursive: true })
        await syncFolder(folder)
      })
      await replaceFile(place(searchId, 'search.json'), JSON.stringify(search), incoming)
      return { ...(await entryOf(search)), secret }
    },
    async remove(searchId) {
      // In one step it is none any more, whatever becomes of the rest.
      const away = join(incoming, `${ownerMark}.${randomUUID()}`)
      try {
        await rename(place(searchId), away)
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return false
        throw new RihlaError('store-unwritable', `store cannot remove a search: ${messageOf(error)}`, { cause: error })
      }
      await rm(away, { recursive: true, force: true })
      return true
    },
    async tryWebhook(searchId, found) {
      const search = (await all()).find((one) => one.searchId === searchId)
      if (!search) return undefined
      const { name, query, webhook: url, secret } = search
      const message = { deliveryId: randomUUID(), test: true as const, search: { searchId, name, query }, ...found }
      try {
        await sendWebhook({ url, secret, message }, limits)
        return { ...found, told: true }
      } catch (error) {
        if (error instanceof RihlaError) return { ...found, told: false, fault: error.message }
        throw error
      }
    },
    async begin(searchId, delivery) {
      for (const state of ['sent', 'failed'] as const) if (await exists(fileOf(searchId, state, delivery))) return false
      const temporary = join(incoming, `${ownerMark}.${randomUUID()}`)
      return writing(place(searchId), async () => {
        await writeSynced(temporary, JSON.stringify(Delivery.parse(delivery)))
        try {
          // Of several processes that found it one wins; who saved the search may have removed it meanwhile.
          await link(temporary, fileOf(searchId, 'waiting', delivery))
          await syncFolder(place(searchId, 'waiting'))
          return true
        } catch (error) {
          if (systemCode(error) === 'EEXIST' || systemCode(error) === 'ENOENT') return false
          throw error
        } finally {
          await rm(temporary, { force: true })
        }
      })
    },
    waiting: (searchId) => deliveriesOf(searchId, 'waiting'),
    postpone: (searchId, delivery) => unlessRemoved(() => replace('waiting', searchId, delivery)),
    end: (searchId, delivery, state) =>
      unlessRemoved(async () => {
        await replace(state, searchId, delivery)
        await rm(fileOf(searchId, 'waiting', delivery), { force: true })
      }),
    async forget(documentId) {
      const name = `${DocumentId.parse(documentId)}.json`
      for (const { searchId } of await all())
        await writing(place(searchId), async () => {
          for (const state of states) await rm(place(searchId, state, name), { force: true })
        })
    },
    checkedUntil: async () => (await read(Checked, join(folder, 'checked.json')))?.until,
    setCheckedUntil: (until) => replaceFile(join(folder, 'checked.json'), JSON.stringify({ until }), incoming),
  }

  async function replace(state: DeliveryState, searchId: string, delivery: Delivery): Promise<void> {
    const text = JSON.stringify(Delivery.parse(delivery))
    await replaceFile(fileOf(searchId, state, delivery), text, incoming)
  }
}

/** Whoever removes a search while its message is on the way is not told of it. */
async function unlessRemoved(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof RihlaError && systemCode(error.cause) === 'ENOENT') return
    throw error
  }
}

const Checked = z.strictObject({ until: z.iso.datetime() })

/** Nothing where the file is gone; a damaged one says which. */
async function read<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema> | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw new RihlaError('store-damaged', `cannot read ${path}: ${messageOf(error)}`, { cause: error })
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new RihlaError('store-damaged', `${path} holds what nobody wrote: ${messageOf(error)}`, { cause: error })
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
