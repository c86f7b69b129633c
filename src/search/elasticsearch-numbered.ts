import { z } from 'zod'
import type { IndexedDocument } from '../contracts/search.ts'
import { type Bulker, inBulks, type Item, passing, sendBulk } from './elasticsearch-bulk.ts'

/** Where things of one document are kept, numbered from 0, and the record that says how many there are. */
export type NumberedPlace = {
  index: string
  idOf: (number: number) => string
  /** The path of the record, and its field with the count. */
  record: string
  count: string
}

/**
 * Puts the items in the place of all that there are. The record is written first, with the larger of both counts, so
 * that whatever a killed writer leaves behind is known and goes with the next write. Returns the items that were refused.
 */
export async function replaceNumbered(
  bulker: Bulker,
  place: NumberedPlace,
  { items, recordOf }: { items: readonly Item[]; recordOf: (count: number) => object },
  signal?: AbortSignal,
): Promise<IndexedDocument['refused']> {
  const held = await countHeld(bulker, place, signal)
  const putRecord = (count: number) =>
    passing(bulker, { method: 'PUT', path: place.record, body: recordOf(count) }, signal)
  await putRecord(Math.max(held, items.length))
  const refused: IndexedDocument['refused'] = []
  for (const batch of inBulks(items, bulker.limits.bytes)) refused.push(...(await sendBulk(bulker, batch, signal)))
  await removeFrom(bulker, place, { from: items.length, to: held }, signal)
  await putRecord(items.length)
  return refused
}

/** Removes all items, then the record. */
export async function removeNumbered(bulker: Bulker, place: NumberedPlace): Promise<void> {
  await removeFrom(bulker, place, { from: 0, to: await countHeld(bulker, place) })
  await passing(bulker, { method: 'DELETE', path: place.record }, undefined, [404])
}

const Held = z.object({ _source: z.record(z.string(), z.int()) })

async function countHeld(bulker: Bulker, { record, count }: NumberedPlace, signal?: AbortSignal): Promise<number> {
  const request = { method: 'GET', path: record, query: { _source_includes: count } } as const
  return Held.safeParse(await passing(bulker, request, signal, [404])).data?._source[count] ?? 0
}

async function removeFrom(
  bulker: Bulker,
  { index, idOf }: NumberedPlace,
  { from, to }: { from: number; to: number },
  signal?: AbortSignal,
) {
  const items = Array.from({ length: Math.max(0, to - from) }, (_, at): Item => {
    const id = idOf(from + at)
    return { id, action: JSON.stringify({ delete: { _index: index, _id: id } }) }
  })
  for (const batch of inBulks(items, bulker.limits.bytes)) await sendBulk(bulker, batch, signal)
}
