import { HealthAnswer, ReadyAnswer, StatusAnswer, type ReadyChecks } from '../../contracts/http.ts'
import { remedyOf } from '../../errors.ts'
import { oldestWaiting } from '../oldest-waiting.ts'
import { ProblemError } from '../problem.ts'
import { readingStatus } from '../reading-status.ts'
import { check } from '../ready-check.ts'
import { defineRoute, noValues } from '../route.ts'
import { sizesNow } from '../sizes.ts'
import { checkWorkers } from '../workers-check.ts'

export const status = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/status',
  operationId: 'status',
  summary: 'How many documents there are, what failed and why, and what waits',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'the state of the archive' },
  answer: StatusAnswer,
  errors: ['queue-unavailable'],
  async handle(_input, { store, queues, index, reading, version }) {
    const [counts, queueCounts, oldest] = await Promise.all([store.counts(), queues.counts(), oldestWaiting(store)])
    const failures = Object.entries(counts.byCode)
      .map(([code, count]) => ({ code, count, remedy: remedyOf(code) }))
      .toSorted((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1))
    return {
      version,
      documents: { total: counts.total, byOutcome: counts.byOutcome },
      failures,
      reading: await readingStatus(store, reading),
      sizes: await sizesNow({ store, index }),
      queues: queueCounts,
      paused: await queues.paused(),
      ...(oldest && { oldestWaiting: oldest }),
    }
  },
})

export const healthz = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/healthz',
  operationId: 'healthz',
  summary: 'The process is alive',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'it is' },
  answer: HealthAnswer,
  errors: [],
  async handle(_input, { version }) {
    return { status: 'alive' as const, version, uptimeSeconds: Math.round(process.uptime() * 10) / 10 }
  },
})

export const readyz = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/readyz',
  operationId: 'readyz',
  summary: 'Store, queue and index can be used now, and workers take what waits',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'all of them' },
  answer: ReadyAnswer,
  errors: ['store-unwritable', 'queue-unavailable', 'index-unavailable'],
  async handle(_input, { store, queues, index }) {
    const workers = {
      ready: async () => checkWorkers(...(await Promise.all([queues.workersSeen(), queues.counts()]))),
    }
    const checked = await Promise.all([check(store), check(queues), check(index), check(workers)])
    const checks: ReadyChecks = { store: checked[0], queue: checked[1], index: checked[2], workers: checked[3] }
    const faults = needed.filter((name) => !checks[name].ready)
    const [first] = faults
    if (!first) return { status: 'ready' as const, checks }
    const message = faults.map((name) => `${name} is not ready: ${checks[name].message}`).join('; ')
    throw new ProblemError(unreadyCodes[first], message, { checks }, { status: 503 })
  },
})

/** What a server cannot answer without. That a worker takes no jobs is told, and no reason to send requests elsewhere. */
const needed = ['store', 'queue', 'index'] as const satisfies (keyof ReadyChecks)[]

const unreadyCodes = {
  store: 'store-unwritable',
  queue: 'queue-unavailable',
  index: 'index-unavailable',
} as const
