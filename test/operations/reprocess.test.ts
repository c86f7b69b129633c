import { expect, test } from 'vitest'
import type { Reading } from '../../src/contracts/reading.ts'
import { reprocessOutdated } from '../../src/operations/reprocess.ts'
import { eventually } from '../eventually.ts'
import { extractedOf, parsedOf, pipelineOf } from '../queue/runner-kit.ts'

/** Two documents that were read; `reading` is what reads from then on. */
async function archive(reading: Reading) {
  const before = { parserVersion: 'p1', rulesVersion: 'r1' }
  let { parserVersion, rulesVersion } = before
  const runs: string[] = []
  const pipeline = await pipelineOf({
    parse: async (documentId) => {
      runs.push('parse')
      return parsedOf(documentId, { parserVersion })
    },
    extract: async (parsed) => {
      runs.push('extract')
      return extractedOf(parsed, { rulesVersion })
    },
  })
  const documents = [await pipeline.add('one.pdf'), await pipeline.add('two.pdf')]
  await pipeline.start()
  const allDone = () => eventually(async () => expect((await pipeline.store.counts()).byOutcome.done).toBe(2))
  await allDone()
  runs.length = 0
  ;({ parserVersion, rulesVersion } = reading)
  const again = () => Array.fromAsync(reprocessOutdated({ ...pipeline, reading }))
  return { ...pipeline, documents, runs, again, allDone, outdated: () => pipeline.store.countOutdated(reading) }
}

test.for([
  ['rules', { parserVersion: 'p1', rulesVersion: 'r2' }, ['extract']],
  ['a parser', { parserVersion: 'p2', rulesVersion: 'r1' }, ['extract', 'parse']],
] as const)(
  'new %s read again what the old ones have read, once, and no more than they must',
  async ([, reading, stages]) => {
    const { again, outdated, allDone, current, documents, runs } = await archive(reading)
    expect(await outdated()).toBe(2)
    expect((await again()).at(-1)).toEqual({ kind: 'report', documents: 2, changed: 2, refused: 0 })
    // what is on its way is no more outdated
    expect((await again()).at(-1)).toEqual({ kind: 'report', documents: 0, changed: 0, refused: 0 })
    await allDone()
    expect(await current(documents[0]!)).toMatchObject({ ...reading, generation: 1, outcome: 'done' })
    expect(await outdated()).toBe(0)
    expect(runs.toSorted()).toEqual(stages.flatMap((stage) => [stage, stage]))
  },
)

test('what the same rules have read is left alone', async () => {
  const { again, outdated, runs } = await archive({ parserVersion: 'p1', rulesVersion: 'r1' })
  expect(await outdated()).toBe(0)
  expect(await again()).toEqual([
    { kind: 'progress', done: 0, total: 0 },
    { kind: 'report', documents: 0, changed: 0, refused: 0 },
  ])
  expect(runs).toEqual([])
})
