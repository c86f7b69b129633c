import { expect, test } from 'vitest'
import { Throughput } from '../../src/contracts/ops.ts'
import { watchThroughput } from '../../src/operations/throughput.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { temporaryStore } from '../ingest/store-kit.ts'
import { eventually } from '../eventually.ts'

const hour = 3_600_000

test.for<[string, number]>([
  ['back', -5 * hour],
  ['ahead', 5 * hour],
])('a clock that jumps %s gives no pace that was never there', async ([, jump]) => {
  let now = Date.now()
  const { store } = await temporaryStore()
  const throughput = watchThroughput(store, () => now)
  const through = async (name: string) => {
    const { document } = await store.add({ name, bytes: bytesOf(pdfOf(name)) })
    await store.update(document.documentId, { state: 'indexed', stateAt: new Date(now).toISOString() })
  }
  await through('one.pdf')
  await eventually(() => expect(throughput.look(1).finishedLastMinute).toBe(1))
  now += jump
  const { finishedLastMinute, secondsLeft, stages } = Throughput.parse(throughput.look(1))
  expect([finishedLastMinute, secondsLeft, stages.index.lastHour]).toEqual([0, undefined, 0])
  await through('two.pdf')
  await eventually(() => expect(throughput.look(1).finishedLastMinute).toBe(1))
  expect(Throughput.parse(throughput.look(1)).secondsLeft).toBeGreaterThan(0)
})
