import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { IndexedDocument } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { type Engine, EngineError, type EngineRequest } from './elasticsearch-engine.ts'

export type Bulker = { engine: Engine; limits: BulkLimits }

/** One bulk at a time, of so many bytes; what is refused for being too much is tried again, each time later. */
export type BulkLimits = { bytes: number; attempts: number; backoffMilliseconds: number }

/** What is done with one thing, as the lines of a bulk. */
export type Item = { id: string; action: string; source?: string }

/** The items in their order, so many together as the limit of bytes allows, at least one. */
export function* inBulks(items: readonly Item[], bytes: number): Generator<Item[]> {
  let batch: Item[] = []
  let size = 0
  for (const item of items) {
    const own = Buffer.byteLength(item.source ?? '') + item.action.length + 2
    if (batch.length > 0 && size + own > bytes) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(item)
    size += own
  }
  if (batch.length > 0) yield batch
}

/** What was to be removed is not there; what was to be changed as it was read is another by now. */
const settled = new Set([404, 409])

const Outcome = z.object({
  status: z.int(),
  error: z.object({ type: z.string(), reason: z.string().nullish() }).optional(),
})
type Outcome = z.infer<typeof Outcome>
const BulkAnswer = z.object({ items: z.array(z.record(z.string(), Outcome)) })

/** Sends the items until each is confirmed or refused for good; returns the refused with the engine's reason. */
export async function sendBulk(
  { engine, limits }: Bulker,
  items: readonly Item[],
  signal?: AbortSignal,
): Promise<IndexedDocument['refused']> {
  const refused: IndexedDocument['refused'] = []
  let left = items
  for (let attempt = 1; left.length > 0; attempt++) {
    const lines = left.flatMap((item) => (item.source === undefined ? [item.action] : [item.action, item.source]))
    const answer = BulkAnswer.parse(
      await passing({ engine, limits }, { method: 'POST', path: '/_bulk', lines }, signal),
    )
    const again: Item[] = []
    for (const [index, item] of left.entries()) {
      const outcome = Object.values(answer.items[index] ?? {})[0]
      if (outcome && isBarred(outcome)) throw new EngineError(outcome.status, reasonOf(outcome))
      if (!outcome || outcome.status === 429 || outcome.status >= 500) again.push(item)
      else if (outcome.status >= 400 && !settled.has(outcome.status))
        refused.push({ passageId: item.id, reason: outcome.error?.reason ?? reasonOf(outcome) })
    }
    if (again.length > 0 && attempt >= limits.attempts)
      throw new RihlaError(
        'index-unavailable',
        `the index is too busy for ${again.length} items after ${attempt} attempts`,
      )
    if (again.length > 0) await pause(limits, attempt, signal)
    left = again
  }
  return refused
}

/** Nothing is taken at all, whatever it is: the disk is full, an operator has locked the index, or we may not write. */
const isBarred = ({ status, error }: Outcome): boolean =>
  status === 401 || status === 403 || error?.type === 'cluster_block_exception'

const reasonOf = ({ status, error }: Outcome): string =>
  [error?.type ?? `status ${status}`, ...(error?.reason ? [error.reason] : [])].join(': ')

/** The answer, asked for again for as long as what is wrong may pass; undefined at a status that is `expected`. */
export async function passing(
  { engine, limits }: Bulker,
  request: EngineRequest,
  signal?: AbortSignal,
  expected: readonly number[] = [],
): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await engine.request(request, signal)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      if (expected.includes(error.status)) return undefined
      if (!error.passing || attempt >= limits.attempts) throw error
      await pause(limits, attempt, signal)
    }
  }
}

/** Twice as long each time, and not all at the same moment. */
async function pause({ backoffMilliseconds }: BulkLimits, attempt: number, signal?: AbortSignal): Promise<void> {
  const milliseconds = backoffMilliseconds * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)
  await wait(Math.min(milliseconds, 30_000), undefined, signal ? { signal } : {})
}
