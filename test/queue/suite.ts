import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { JobGivenBack, JobPostponed, type StageHandler, type StageQueues } from '../../src/contracts/queue.ts'
import type { Log } from '../../src/contracts/stage-context.ts'
import type { StageJob } from '../../src/contracts/stored-document.ts'
import type { WorkerSeen } from '../../src/contracts/workers.ts'
import { RihlaError } from '../../src/errors.ts'
import { idOf } from '../../src/queue/queues.ts'
import { eventually } from '../eventually.ts'
import { listeningLog } from './listening-log.ts'

/** One place that keeps queues, which may be opened again and again, as processes do. */
export type QueuePlace = {
  /** Queues on the place: what an earlier opening left is still there. */
  open(log: Log): Promise<StageQueues>
  /** Takes every job away. */
  clear(): Promise<void>
  /** The ids of all jobs of which the place keeps anything, in whatever state. */
  kept(): Promise<string[]>
  close(): Promise<void>
}

const job = (name: string, generation = 0): StageJob => ({
  documentId: createHash('sha256').update(name).digest('hex'),
  generation,
})
const options = { concurrency: 2, attempts: 3, backoffSeconds: 0.05, timeLimitSeconds: 20 }

const BoardQueues = z.object({
  queues: z.array(
    z.object({
      name: z.string(),
      readOnlyMode: z.boolean(),
      counts: z.record(z.string(), z.number()),
      jobs: z.array(z.object({ data: z.unknown() })),
    }),
  ),
})

/** What every adapter of the queue port promises. */
export function queueSuite(name: string, openPlace: () => Promise<QueuePlace>): void {
  describe(name, () => {
    let place: QueuePlace
    let queues: StageQueues
    let heard: ReturnType<typeof listeningLog>
    beforeAll(async () => {
      place = await openPlace()
    })
    afterAll(() => place.close())
    beforeEach(async () => {
      heard = listeningLog()
      queues = await place.open(heard.log)
    })
    afterEach(async () => {
      await queues.close()
      await place.clear()
      // a warning here is an error of BullMQ or of its backend that nothing else would show
      expect(heard.warnings()).toEqual([])
    })

    const settled = (counts = { waiting: 0, active: 0, delayed: 0, failed: 0 }) =>
      eventually(async () => expect((await queues.counts()).parse).toEqual(counts))

    test('hands each job to a worker once, and keeps nothing of what is done', async () => {
      const seen: string[] = []
      const jobs = Array.from({ length: 30 }, (_, index) => job(`document ${index}`))
      for (const each of jobs) await queues.add('parse', each)
      await queues.work('parse', options, async ({ documentId }) => void seen.push(documentId))
      await settled()
      expect(seen.toSorted()).toEqual(jobs.map(({ documentId }) => documentId).toSorted())
      expect(await queues.holds('parse', jobs[0]!)).toBe(false)
    })

    test('ages out what is done, and nothing else', async () => {
      await queues.work('parse', options, async ({ documentId }) => {
        if (documentId === job('damaged').documentId) throw new RihlaError('pdf-damaged', 'the file is cut off')
        if (documentId === job('put off').documentId) throw new JobPostponed('the index is down')
        if (documentId === job('retried').documentId) throw new Error('perhaps next time')
      })
      await queues.add('parse', job('retried'))
      await eventually(async () => expect(await queues.holds('parse', job('retried'))).toBe(true))
      const rest = [job('damaged'), job('put off'), job('waits')]
      for (let index = 0; index < 40; index++) await queues.add('parse', job(`done ${index}`))
      await queues.add('parse', rest[0]!)
      await queues.add('parse', rest[1]!)
      await queues.add('index', rest[2]!)
      await eventually(async () =>
        expect((await queues.counts()).parse).toMatchObject({ waiting: 0, active: 0, delayed: 1, failed: 2 }),
      )
      expect((await place.kept()).toSorted()).toEqual([job('retried'), ...rest].map(idOf).toSorted())
    })

    test('removes what waits and what failed, and lets go on what a worker is at', async () => {
      const begun = Promise.withResolvers<void>()
      const goOn = Promise.withResolvers<void>()
      await queues.add('parse', job('at work'))
      const worker = await queues.work('parse', { ...options, concurrency: 1 }, async () => {
        begun.resolve()
        await goOn.promise
      })
      await begun.promise
      await queues.add('parse', job('waiting'))
      await queues.remove(job('waiting'))
      await queues.remove(job('at work'))
      await queues.remove(job('never there'))
      expect((await queues.counts()).parse).toMatchObject({ waiting: 0, active: 1 })
      goOn.resolve()
      await settled()
      await worker.close(5)
    })

    test('keeps stages apart', async () => {
      await queues.add('parse', job('one'))
      await queues.add('index', job('two'))
      const counts = await queues.counts()
      expect([counts.parse.waiting, counts.extract.waiting, counts.index.waiting]).toEqual([1, 0, 1])
      expect(await queues.holds('index', job('one'))).toBe(false)
      expect(await queues.holds('index', job('two'))).toBe(true)
    })

    test('lets the same document and generation wait once, and another generation beside it', async () => {
      for (let time = 0; time < 3; time++) await queues.add('parse', job('same'))
      expect((await queues.counts()).parse.waiting).toBe(1)
      await queues.add('parse', job('same', 7))
      expect((await queues.counts()).parse.waiting).toBe(2)
    })

    test('takes a document again that was done before', async () => {
      const seen: number[] = []
      await queues.work('parse', options, async ({ generation }) => void seen.push(generation))
      await queues.add('parse', job('again'))
      await eventually(() => expect(seen).toEqual([0]))
      await settled()
      await queues.add('parse', job('again'))
      await eventually(() => expect(seen).toEqual([0, 0]))
    })

    test('tries again what fails, after growing waits, and says which attempt it is', async () => {
      const attempts: number[] = []
      const times: number[] = []
      await queues.work('parse', options, async (_job, { attempt, attempts: last }) => {
        attempts.push(attempt)
        times.push(performance.now())
        expect(last).toBe(3)
        if (attempt < 3) throw new Error('not yet')
      })
      await queues.add('parse', job('weak'))
      await eventually(() => expect(attempts).toEqual([1, 2, 3]))
      await settled()
      expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(45)
      expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(95)
    })

    test('keeps as failed what failed at its last attempt, and never tries it again', async () => {
      let runs = 0
      await queues.work('parse', options, async () => {
        runs++
        throw new Error('never')
      })
      await queues.add('parse', job('hopeless'))
      await settled({ waiting: 0, active: 0, delayed: 0, failed: 1 })
      expect(runs).toBe(3)
      expect(await queues.holds('parse', job('hopeless'))).toBe(true)
    })

    test('gives up at once on a permanent error', async () => {
      let runs = 0
      await queues.work('parse', options, async () => {
        runs++
        throw new RihlaError('pdf-encrypted', 'pdf is encrypted: a.pdf')
      })
      await queues.add('parse', job('encrypted'))
      await settled({ waiting: 0, active: 0, delayed: 0, failed: 1 })
      expect(runs).toBe(1)
    })

    test('begins a failed job anew when it is added again, with all its attempts', async () => {
      let fails = true
      const attempts: number[] = []
      await queues.work('parse', { ...options, attempts: 1 }, async (_job, { attempt }) => {
        attempts.push(attempt)
        if (fails) throw new Error('no')
      })
      await queues.add('parse', job('revived'))
      await settled({ waiting: 0, active: 0, delayed: 0, failed: 1 })
      fails = false
      await queues.add('parse', job('revived'))
      await settled()
      expect(attempts).toEqual([1, 1])
    })

    test('forgets the failed job of a generation when the next one comes', async () => {
      await queues.work('parse', { ...options, attempts: 1 }, async ({ generation }) => {
        if (generation === 0) throw new Error('no')
      })
      await queues.add('parse', job('renewed'))
      await settled({ waiting: 0, active: 0, delayed: 0, failed: 1 })
      await queues.add('parse', job('renewed', 1))
      await settled()
    })

    test('does not let a failing document hold up the others', async () => {
      const done: string[] = []
      await queues.work('parse', { ...options, concurrency: 1 }, async ({ documentId }) => {
        if (documentId === job('bad').documentId) throw new Error('bad')
        done.push(documentId)
      })
      await queues.add('parse', job('bad'))
      for (let index = 0; index < 5; index++) await queues.add('parse', job(`good ${index}`))
      await settled({ waiting: 0, active: 0, delayed: 0, failed: 1 })
      expect(done).toHaveLength(5)
    })

    test('comes back to a postponed job, and counts no attempt', async () => {
      const attempts: number[] = []
      await queues.work('parse', options, async (_job, { attempt, interruptions }) => {
        attempts.push(attempt)
        expect(interruptions).toBe(0)
        if (attempts.length < 5) throw new JobPostponed('the index is down')
      })
      await queues.add('parse', job('postponed'))
      await eventually(() => expect(attempts).toEqual([1, 1, 1, 1, 1]))
      await settled()
    })

    test('hands out nothing of a paused stage, and all that came meanwhile once it is resumed', async () => {
      const seen: string[] = []
      const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      await queues.work('parse', { ...options, concurrency: 1 }, async ({ documentId }) => {
        begun.resolve()
        await goOn.promise
        seen.push(documentId)
      })
      await queues.work('index', options, async ({ documentId }) => void seen.push(documentId))
      await queues.add('parse', job('at work'))
      await begun.promise
      await queues.pause('parse')
      await queues.pause('parse')
      await queues.add('parse', job('meanwhile'))
      await queues.add('index', job('of another stage'))
      goOn.resolve()
      await eventually(() =>
        expect(seen.toSorted()).toEqual(
          [job('at work'), job('of another stage')].map(({ documentId }) => documentId).toSorted(),
        ),
      )
      await eventually(async () => expect((await queues.counts()).parse).toMatchObject({ waiting: 1, active: 0 }))
      expect([await queues.paused(), await queues.waits('parse')]).toEqual([['parse'], false])
      expect(await queues.holds('parse', job('meanwhile'))).toBe(true)
      expect(Object.keys(await queues.oldestWaiting())).toEqual(['parse'])
      await queues.resume('parse')
      await settled()
      expect([seen.at(-1), await queues.paused()]).toEqual([job('meanwhile').documentId, []])
    })

    test('runs no more jobs at once than it is told', async () => {
      let running = 0
      let most = 0
      await queues.work('parse', { ...options, concurrency: 3 }, async () => {
        most = Math.max(most, ++running)
        await eventually(() => expect(most).toBeGreaterThanOrEqual(3))
        await wait(20)
        running--
      })
      for (let index = 0; index < 12; index++) await queues.add('parse', job(`document ${index}`))
      await settled()
      expect(most).toBe(3)
    })

    test('tells a handler by its signal that the time is over', async () => {
      const reasons: unknown[] = []
      await queues.work('parse', { ...options, timeLimitSeconds: 0.05, attempts: 2 }, async (_job, { signal }) => {
        await untilAborted(signal)
        reasons.push(signal.reason)
        throw signal.reason
      })
      await queues.add('parse', job('slow'))
      await settled({ waiting: 0, active: 0, delayed: 0, failed: 1 })
      expect(reasons).toMatchObject([{ code: 'stage-time-limit' }, { code: 'stage-time-limit' }])
    })

    test('lets a running job finish when the worker closes within the grace', async () => {
      let finished = false
      const worker = await queues.work('parse', options, async () => {
        await wait(100)
        finished = true
      })
      await queues.add('parse', job('nearly'))
      await eventually(async () => expect((await queues.counts()).parse.active).toBe(1))
      await worker.close(10)
      expect(finished).toBe(true)
      await settled()
    })

    test('gives a running job back when the grace is over, and another worker has it at the same attempt', async () => {
      const worker = await queues.work('parse', options, hangs)
      await queues.add('parse', job('long'))
      await eventually(async () => expect((await queues.counts()).parse.active).toBe(1))
      await worker.close(0)
      await settled({ waiting: 1, active: 0, delayed: 0, failed: 0 })
      const runs: { attempt: number; interruptions: number }[] = []
      await queues.work('parse', options, async (_job, { attempt, interruptions }) => {
        runs.push({ attempt, interruptions })
      })
      await settled()
      expect(runs).toEqual([{ attempt: 1, interruptions: 0 }])
    })

    test('closes in time although a handler never ends', async () => {
      const worker = await queues.work('parse', options, () => new Promise(() => undefined))
      await queues.add('parse', job('deaf'))
      await eventually(async () => expect((await queues.counts()).parse.active).toBe(1))
      const began = performance.now()
      await worker.close(0)
      expect(performance.now() - began).toBeLessThan(4000)
    })

    test('keeps what waits, what is delayed and what failed when it is closed and opened again', async () => {
      const worker = await queues.work('parse', { ...options, backoffSeconds: 60 }, async ({ documentId }) => {
        if (documentId === job('delayed').documentId) throw new Error('later')
        throw new RihlaError('pdf-damaged', 'pdf is damaged: a.pdf')
      })
      await queues.add('parse', job('delayed'))
      await queues.add('parse', job('failed'))
      await settled({ waiting: 0, active: 0, delayed: 1, failed: 1 })
      await worker.close(1)
      await queues.add('parse', job('waiting'))
      await queues.close()
      queues = await place.open(heard.log)
      await settled({ waiting: 1, active: 0, delayed: 1, failed: 1 })
    })

    test('tells what a worker holds and when it last took a job', async () => {
      let finish = () => {}
      const finished = new Promise<void>((resolve) => (finish = resolve))
      const worker = await queues.work('parse', options, () => finished)
      expect(worker.look()).toEqual({ stage: 'parse', concurrency: 2, consumedTick: 0, holds: [] })
      await queues.add('parse', job('held'))
      await eventually(() => expect(worker.look().holds).toEqual([job('held').documentId]))
      expect(worker.look().consumedTick).toBeGreaterThan(0)
      expect(Date.parse(worker.look().consumedAt!)).toBeLessThanOrEqual(Date.now())
      finish()
      await settled()
      await eventually(() => expect(worker.look().holds).toEqual([]))
    })

    test('goes on by another connection, and begins again what it held', async () => {
      const seen: string[] = []
      let mended = false
      const worker = await queues.work('parse', { ...options, concurrency: 1 }, async ({ documentId }, run) => {
        if (!mended) return hangs({ documentId, generation: 0 }, run)
        seen.push(documentId)
      })
      await queues.add('parse', job('held'))
      await eventually(() => expect(worker.look().holds).toHaveLength(1))
      mended = true
      await worker.reopen()
      await queues.add('parse', job('next'))
      await eventually(() => expect(seen).toContain(job('next').documentId))
    })

    test('knows whether a job waits that could be taken, and since when the oldest waits', async () => {
      expect(await queues.waits('parse')).toBe(false)
      expect(await queues.oldestWaiting()).toEqual({})
      const first = Date.now()
      vi.useFakeTimers({ toFake: ['Date'], now: first })
      onTestFinished(() => void vi.useRealTimers())
      await queues.add('parse', job('first'))
      vi.setSystemTime(first + 1000)
      await queues.add('parse', job('second'))
      vi.useRealTimers()
      expect(await queues.waits('parse')).toBe(true)
      expect(await queues.waits('index')).toBe(false)
      expect(await queues.oldestWaiting()).toEqual({ parse: new Date(first).toISOString() })
    })

    test('counts what is put off among what waits', async () => {
      await queues.work('parse', { ...options, backoffSeconds: 60 }, async () => {
        throw new JobPostponed('the index is down')
      })
      await queues.add('parse', job('put off'))
      await settled({ waiting: 0, active: 0, delayed: 1, failed: 0 })
      expect(Object.keys(await queues.oldestWaiting())).toEqual(['parse'])
      expect(await queues.waits('parse')).toBe(false)
    })

    test('remembers the processes that tell of themselves, and forgets them in time', async () => {
      const told = (workerId: string, program: string): WorkerSeen => ({
        workerId,
        program,
        host: 'here',
        processId: 1,
        startedAt: '2026-11-28T10:00:00.000Z',
        seenAt: '2026-11-28T10:00:05.000Z',
        stages: [{ stage: 'parse', holds: [job('held').documentId], stalled: false }],
      })
      const [parser, api, brief] = [told('1', 'parser'), told('2', 'api'), told('3', 'brief')]
      for (const worker of [parser, api]) await queues.tellOfWorker(worker, { keepSeconds: 60 })
      await queues.tellOfWorker(brief, { keepSeconds: 0.05 })
      await eventually(async () => expect(await queues.workersSeen()).toEqual([api, parser]))
      await queues.forgetWorker('2')
      expect(await queues.workersSeen()).toEqual([parser])
      await queues.forgetWorker('1')
    })

    test('has a board that shows each queue with its jobs, and changes none', async () => {
      await queues.work('extract', options, async () => {
        throw new RihlaError('parser-crashed', 'it cannot be read', { cause: new Error('inside') })
      })
      await queues.add('parse', job('shown'))
      await queues.add('extract', job('failing'))
      await eventually(async () => expect((await queues.counts()).extract.failed).toBe(1), { timeoutSeconds: 60 })
      const board = await queues.board('/ops/queues/')
      const shown = async (path: string, query = {}) => {
        const answer = await board.answer(path, query)
        expect(answer?.status, path).toBe(200)
        return BoardQueues.parse(answer!.body).queues
      }
      const all = await shown('api/queues')
      expect(all.map(({ name }) => name)).toEqual(['parse', 'recognise', 'extract', 'index'])
      expect(all.every(({ readOnlyMode }) => readOnlyMode)).toBe(true)
      expect(all.map(({ counts }) => [counts['waiting'], counts['failed']])).toEqual([
        [1, 0],
        [0, 0],
        [0, 1],
        [0, 0],
      ])
      const [parse] = (await shown('api/queues', { activeQueue: 'parse', status: 'waiting', page: '1' })).filter(
        ({ name }) => name === 'parse',
      )
      expect(parse!.jobs.map(({ data }) => data)).toEqual([job('shown')])
      expect(await board.answer('api/nothing', {})).toBeUndefined()
      // what a strict policy of contents refuses is not in it
      expect(board.page).not.toMatch(/<style| style=|https?:\/\/(?!www\.w3\.org)|<%/)
    })

    test('is ready', async () => {
      await expect(queues.ready()).resolves.toBeUndefined()
    })
  })
}

const hangs: StageHandler = async (_job, { signal }) => {
  await untilAborted(signal)
  expect(signal.reason).toBeInstanceOf(JobGivenBack)
  throw signal.reason
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
