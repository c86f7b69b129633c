import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { StageName } from '../../src/contracts/stored-document.ts'
import { RihlaError } from '../../src/errors.ts'
import { recoverDocuments } from '../../src/queue/recovery.ts'
import { sendOn } from '../../src/queue/send-on.ts'
import { eventually } from '../eventually.ts'
import { extractedOf, parsedOf, pipelineOf } from './runner-kit.ts'

const builtIndex = { needsRebuild: async () => false, markRebuilt: async () => undefined }

test('a document passes all stages, and its record tells of each', async () => {
  const pipeline = await pipelineOf()
  const document = await pipeline.add('note.pdf')
  await pipeline.start()
  const done = await eventually(async () => {
    const now = await pipeline.current(document)
    expect(now.state).toBe('indexed')
    return now
  })
  expect(done).toMatchObject({
    outcome: 'done',
    parserVersion: 'parser-7',
    rulesVersion: 'rules-3',
    title: 'A title',
    language: 'en',
    pageCount: 1,
    passageCount: 1,
    incomplete: [],
  })
  expect(pipeline.indexed.map(({ documentId }) => documentId)).toEqual([document.documentId])
  const told = () => pipeline.lines.filter(({ level }) => level === 'info')
  // the last line comes after the record
  await eventually(() =>
    expect(told().map(({ message, stage, attempt, documentId }) => [message, stage, attempt, documentId])).toEqual([
      ['document parsed', 'parse', 1, document.documentId],
      ['document extracted', 'extract', 1, document.documentId],
      ['document indexed', 'index', 1, document.documentId],
    ]),
  )
  expect(pipeline.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
})

test('what any stage could not do makes the document partial', async () => {
  const pipeline = await pipelineOf({
    parse: async (id) => parsedOf(id, { incomplete: [{ code: 'page-without-text', message: 'page 2', pages: [2] }] }),
    extract: async (parsed) => extractedOf(parsed, { incomplete: [{ code: 'extraction-limit', message: 'too many' }] }),
    write: async ({ documentId }) => ({
      documentId,
      passageCount: 2,
      refused: [{ passageId: `${documentId}-1`, reason: 'too long' }],
    }),
  })
  const document = await pipeline.add('partial.pdf')
  await pipeline.start()
  await eventually(async () => expect(await pipeline.current(document)).toMatchObject({ outcome: 'partial' }))
  const { incomplete } = await pipeline.current(document)
  expect(incomplete.map(({ code }) => code)).toEqual(['page-without-text', 'extraction-limit', 'passage-refused'])
  expect(incomplete[2]!.message).toBe('a passage refused by the index: too long')
})

test('a permanent error parks the document at once, with code, sentence, name and page', async () => {
  let runs = 0
  const pipeline = await pipelineOf({
    parse: async () => {
      runs++
      throw new RihlaError('pdf-damaged', 'pdf is damaged', { page: 3 })
    },
  })
  const document = await pipeline.add('broken.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
  expect((await pipeline.current(document)).failure).toMatchObject({
    code: 'pdf-damaged',
    message: 'pdf is damaged (broken.pdf)',
    stage: 'parse',
    attempts: 1,
    page: 3,
  })
  expect(runs).toBe(1)
  await eventually(async () => expect((await pipeline.queues.counts()).parse.failed).toBe(1))
})

test('a transient error is tried again, and parks the document with its last attempt', async () => {
  let runs = 0
  const pipeline = await pipelineOf({
    extract: async () => {
      runs++
      throw new TypeError('of unknown cause')
    },
  })
  const document = await pipeline.add('unlucky.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
  expect((await pipeline.current(document)).failure).toMatchObject({
    code: 'stage-failed',
    message: `stage extract failed: ${document.documentId}: of unknown cause (unlucky.pdf)`,
    stage: 'extract',
    attempts: 3,
  })
  expect(runs).toBe(3)
})

test('a document that works at its second attempt is done, and nothing of the first is left', async () => {
  let runs = 0
  const pipeline = await pipelineOf({
    parse: async (id) => {
      if (++runs === 1) throw new RihlaError('parser-crashed', 'parser process ended')
      return parsedOf(id)
    },
  })
  const document = await pipeline.add('second.pdf')
  await pipeline.start()
  await eventually(async () => expect(await pipeline.current(document)).toMatchObject({ outcome: 'done' }))
  expect((await pipeline.current(document)).failure).toBeUndefined()
})

test('a stage that breaks its contract parks the document and passes nothing on', async () => {
  const pipeline = await pipelineOf({
    parse: async (id) => ({ ...parsedOf(id), pageCount: -1 }),
  })
  const document = await pipeline.add('contract.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
  expect((await pipeline.current(document)).failure).toMatchObject({ code: 'contract-broken', attempts: 1 })
  expect((await pipeline.current(document)).failure!.message).toContain('pageCount')
  await expect(pipeline.store.readParsed(document.documentId)).rejects.toMatchObject({ code: 'store-damaged' })
})

test('a stage that does not end is given up at its time limit, whether or not it listens', async () => {
  const signals: AbortSignal[] = []
  const pipeline = await pipelineOf(
    {
      parse: (_id, signal) => {
        signals.push(signal)
        return new Promise(() => undefined)
      },
    },
    { timeLimitSeconds: 0.05, attempts: 2 },
  )
  const document = await pipeline.add('endless.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
  expect((await pipeline.current(document)).failure).toMatchObject({ code: 'stage-time-limit', attempts: 2 })
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
})

test('a failing document does not keep the others', async () => {
  const pipeline = await pipelineOf({
    extract: async (parsed) => {
      if (parsed.documentId.startsWith(bad.slice(0, 12))) throw new Error('bad')
      return extractedOf(parsed)
    },
  })
  const documents = []
  for (let index = 0; index < 8; index++) documents.push(await pipeline.add(`document ${index}.pdf`))
  const bad = documents[3]!.documentId
  await pipeline.start()
  await eventually(async () =>
    expect(await pipeline.store.counts()).toMatchObject({ byOutcome: { done: 7, parked: 1 } }),
  )
})

test('while the index is down documents wait, however long, and go on when it is back', async () => {
  let down = true
  let refusals = 0
  const refuse = (): never => {
    throw new RihlaError('index-unavailable', 'the index is down')
  }
  const pipeline = await pipelineOf({
    write: async ({ documentId }) => {
      if (!down) return { documentId, passageCount: 1, refused: [] }
      refusals++
      return refuse()
    },
    indexReady: async () => void (down && refuse()),
  })
  const document = await pipeline.add('patient.pdf')
  await pipeline.start()
  await eventually(() => expect(refusals).toBeGreaterThan(4))
  expect((await pipeline.current(document)).state).toBe('extracted')
  down = false
  await eventually(async () => expect((await pipeline.current(document)).state).toBe('indexed'))
})

test.for(['disk-full', 'index-unusable', 'queue-unavailable'] as const)(
  'no document is to blame for %s: it waits, and goes on with no attempt spent',
  async (code) => {
    let refusals = 0
    const pipeline = await pipelineOf(
      {
        write: async ({ documentId }) => {
          if (refusals++ < 4) throw new RihlaError(code, 'no writes are taken')
          return { documentId, passageCount: 1, refused: [] }
        },
      },
      { attempts: 1 },
    )
    const document = await pipeline.add('patient.pdf')
    await pipeline.start()
    await eventually(async () => expect((await pipeline.current(document)).state).toBe('indexed'))
    expect(refusals).toBe(5)
  },
)

test('a document that the index refuses while it is up is parked, not tried for ever', async () => {
  const pipeline = await pipelineOf({
    write: async () => {
      throw new RihlaError('index-unavailable', 'the index failed')
    },
  })
  const document = await pipeline.add('refused.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
  expect((await pipeline.current(document)).failure).toMatchObject({ code: 'index-unavailable', attempts: 3 })
})

test('a job that comes twice does its work once', async () => {
  let runs = 0
  const pipeline = await pipelineOf({
    parse: async (id) => {
      runs++
      return parsedOf(id)
    },
  })
  const document = await pipeline.add('twice.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).state).toBe('indexed'))
  for (const stage of StageName.options) await pipeline.queues.add(stage, document)
  await eventually(async () =>
    expect(Object.values(await pipeline.queues.counts()).flatMap((counts) => Object.values(counts))).toEqual(
      Array.from({ length: 4 * StageName.options.length }, () => 0),
    ),
  )
  expect(runs).toBe(1)
  expect(pipeline.indexed).toHaveLength(1)
})

test('a job of an earlier generation, of a parked or of an unknown document does nothing', async () => {
  let runs = 0
  const pipeline = await pipelineOf({
    parse: async (id) => {
      runs++
      return parsedOf(id)
    },
  })
  const renewed = await pipeline.add('renewed.pdf')
  await pipeline.store.update(renewed.documentId, { generation: 5 })
  const parked = await pipeline.add('parked.pdf')
  const failure = {
    code: 'pdf-damaged',
    message: 'no',
    stage: 'parse',
    attempts: 1,
    at: new Date().toISOString(),
  } as const
  await pipeline.store.park(parked.documentId, failure)
  await pipeline.queues.add('parse', { documentId: 'f'.repeat(64), generation: 0 })
  await pipeline.start()
  await eventually(async () =>
    expect((await pipeline.queues.counts()).parse).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
  )
  expect(runs).toBe(0)
  expect((await pipeline.current(parked)).failure).toMatchObject({ code: 'pdf-damaged' })
})

test('what a stage made is dropped where the document was sent through anew meanwhile', async () => {
  const pipeline = await pipelineOf({
    parse: async (id) => {
      await pipeline.store.update(id, { generation: 1 })
      return parsedOf(id)
    },
  })
  const document = await pipeline.add('overtaken.pdf')
  await pipeline.start()
  await eventually(async () =>
    expect((await pipeline.queues.counts()).parse).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
  )
  expect(await pipeline.current(document)).toMatchObject({ state: 'stored', generation: 1 })
})

test('at a stop, running stages are given back and nothing is parked', async () => {
  let begun = 0
  const pipeline = await pipelineOf(
    {
      parse: () => {
        begun++
        return new Promise(() => undefined)
      },
    },
    { attempts: 1 },
  )
  const document = await pipeline.add('stopped.pdf')
  const running = await pipeline.start()
  await eventually(() => expect(begun).toBe(1))
  await running.close(0)
  expect((await pipeline.queues.counts()).parse).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 })
  expect((await pipeline.current(document)).state).toBe('stored')
})

test('a stop waits for what finishes within the grace', async () => {
  const pipeline = await pipelineOf({
    parse: async (id) => {
      await wait(50)
      return parsedOf(id)
    },
  })
  const document = await pipeline.add('finishing.pdf')
  const running = await pipeline.start()
  await eventually(async () => expect((await pipeline.queues.counts()).parse.active).toBe(1))
  await running.close(10)
  expect((await pipeline.current(document)).state).toBe('recognised')
})

test('a document with pages without text waits to be read from their images, others do not', async () => {
  const scan = (documentId: string): ParsedDocument => ({
    ...parsedOf(documentId),
    pages: [{ number: 1, width: 595, height: 842, status: 'empty' }],
    incomplete: [{ code: 'page-without-text', message: 'a page has no text', pages: [1] }],
  })
  const recognised: string[] = []
  const pipeline = await pipelineOf({
    parse: async (id) => (id === scanned.documentId ? scan(id) : parsedOf(id)),
    recognise: async (id) => {
      recognised.push(id)
      return parsedOf(id)
    },
  })
  const scanned = await pipeline.add('scanned.pdf')
  const printed = await pipeline.add('printed.pdf')
  await pipeline.start()
  await eventually(async () => expect(await pipeline.store.counts()).toMatchObject({ byOutcome: { done: 2 } }))
  expect(recognised).toEqual([scanned.documentId])
  expect((await pipeline.current(printed)).incomplete).toEqual([])
})

test('a document whose images nobody reads says so', async () => {
  const pipeline = await pipelineOf({
    parse: async (id) => ({ ...parsedOf(id), pages: [{ number: 1, width: 595, height: 842, status: 'empty' }] }),
  })
  const document = await pipeline.add('scanned.pdf')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('partial'))
  expect((await pipeline.current(document)).incomplete).toMatchObject([{ code: 'recognition-skipped', pages: [1] }])
})

test('every unfinished document that no queue holds goes on at the stage that it waits for', async () => {
  const pipeline = await pipelineOf()
  const stored = await pipeline.add('stored.pdf')
  const parsed = await pipeline.add('parsed.pdf')
  const extracted = await pipeline.add('extracted.pdf')
  await pipeline.store.writeParsed(parsedOf(parsed.documentId))
  await pipeline.store.update(parsed.documentId, { state: 'parsed', generation: 1 })
  await pipeline.store.writeParsed(parsedOf(extracted.documentId))
  await pipeline.store.writeExtracted(extractedOf(parsedOf(extracted.documentId)))
  await pipeline.store.update(extracted.documentId, { state: 'extracted', generation: 1 })
  const { queued } = await recoverDocuments({ ...pipeline, index: builtIndex })
  expect(queued).toBe(3)
  expect(await pipeline.queues.counts()).toMatchObject({
    parse: { waiting: 3 },
    recognise: { waiting: 1 },
    index: { waiting: 1 },
  })
  await pipeline.start()
  await eventually(async () => expect(await pipeline.store.counts()).toMatchObject({ byOutcome: { done: 3 } }))
  expect(pipeline.indexed.map(({ documentId }) => documentId).toSorted()).toEqual(
    [stored, parsed, extracted].map(({ documentId }) => documentId).toSorted(),
  )
})

test('a new index gets every document again, from what was extracted', async () => {
  let parsings = 0
  const pipeline = await pipelineOf({
    parse: async (id) => {
      parsings++
      return parsedOf(id)
    },
  })
  for (let index = 0; index < 5; index++) await pipeline.add(`document ${index}.pdf`)
  await pipeline.start()
  await eventually(async () => expect(await pipeline.store.counts()).toMatchObject({ byOutcome: { done: 5 } }))
  let rebuilt = false
  const index = {
    needsRebuild: async () => !rebuilt,
    markRebuilt: async () => void (rebuilt = true),
  }
  pipeline.indexed.length = 0
  expect(await recoverDocuments({ ...pipeline, index })).toEqual({ queued: 5 })
  await eventually(async () => expect(await pipeline.store.counts()).toMatchObject({ byOutcome: { done: 5 } }))
  expect(new Set(pipeline.indexed.map(({ documentId }) => documentId)).size).toBe(5)
  expect(pipeline.indexed).toHaveLength(5)
  expect([rebuilt, parsings]).toEqual([true, 5])
})

test('a failed job is begun anew where the record does not say that the document is parked', async () => {
  const pipeline = await pipelineOf()
  const document = await pipeline.add('forgotten.pdf')
  const worker = await pipeline.queues.work(
    'parse',
    { attempts: 1, backoffSeconds: 0, concurrency: 1, timeLimitSeconds: 1 },
    async () => {
      throw new Error('the process could not even park it')
    },
  )
  await eventually(async () => expect((await pipeline.queues.counts()).parse.failed).toBe(1))
  await worker.close(1)
  await sendOn(pipeline.queues, document)
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).state).toBe('indexed'))
})

test('a document in the middle of which the process ended again and again is parked', async () => {
  const pipeline = await pipelineOf()
  const document = await pipeline.add('deadly.pdf')
  await pipeline.database.pglite.exec('UPDATE bullmq.job SET attempts_started = 11')
  await pipeline.start()
  await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
  expect((await pipeline.current(document)).failure).toMatchObject({
    code: 'stage-interrupted',
    message: `the process ended 11 times in the middle of stage parse: ${document.documentId} (deadly.pdf)`,
  })
})
