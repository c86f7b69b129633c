import type { StageQueues } from './contracts/queue.ts'
import type { Store } from './contracts/store.ts'
import type { Reading } from './contracts/reading.ts'
import { StageName } from './contracts/stored-document.ts'
import type { WorkerSeen } from './contracts/workers.ts'

/** The parts of which a process that serves the archive tells the state. */
export type ArchiveParts = {
  store: Pick<Store, 'counts' | 'countOutdated' | 'sizes' | 'ready'>
  queues: Pick<StageQueues, 'counts' | 'paused' | 'oldestWaiting' | 'workersSeen' | 'ready'>
  index: { sizeBytes(): Promise<number>; ready(): Promise<void> }
  /** What reads documents now. */
  reading: Reading
}

/** A gauge whose values are asked for when it is read: one for each set of labels. */
export type AskedGauge = {
  name: string
  help: string
  labelNames: string[]
  ask: () => Promise<{ labels: Record<string, string>; value: number }[]>
}

type StoreSizes = Awaited<ReturnType<Store['sizes']>>

/** What the store takes and what is left to it, with the help of its gauge. */
const sizesOfStore: readonly (readonly [name: string, help: string, of: keyof StoreSizes])[] = [
  ['rihla_originals_bytes', 'Bytes of all originals in the store.', 'originalsBytes'],
  ['rihla_store_bytes', 'Bytes of all that the store holds.', 'storeBytes'],
  ['rihla_disk_bytes', 'Bytes of the disk of the store.', 'diskBytes'],
  [
    'rihla_disk_kept_free_bytes',
    'Bytes of the disk that are kept free: with fewer, no document is taken in.',
    'keptFreeBytes',
  ],
  ['rihla_disk_free_bytes', 'Bytes that are free on the disk of the store.', 'freeBytes'],
]

function sizeGauges(store: Pick<Store, 'sizes'>): AskedGauge[] {
  return sizesOfStore.map(([name, help, of]) => ({
    name,
    help,
    labelNames: [],
    async ask() {
      const value = (await store.sizes())[of]
      return value === undefined ? [] : [{ labels: {}, value }]
    },
  }))
}

/** Gauges of the whole archive. What cannot be asked now is absent, and `rihla_ready` says why. */
export function archiveGauges({ store, queues, index, reading }: ArchiveParts): AskedGauge[] {
  return [
    {
      name: 'rihla_documents',
      help: 'Documents by what became of them.',
      labelNames: ['outcome'],
      ask: async () => valuesOf('outcome', (await store.counts()).byOutcome),
    },
    {
      name: 'rihla_documents_parked',
      help: 'Documents that wait for a person, by code.',
      labelNames: ['code'],
      ask: async () => valuesOf('code', (await store.counts()).byCode),
    },
    {
      name: 'rihla_documents_outdated',
      help: 'Searchable documents that an older parser or older rules have read.',
      labelNames: [],
      ask: async () => [{ labels: {}, value: await store.countOutdated(reading) }],
    },
    ...sizeGauges(store),
    {
      name: 'rihla_index_bytes',
      help: 'Bytes of index and registers.',
      labelNames: [],
      ask: async () => [{ labels: {}, value: await index.sizeBytes() }],
    },
    {
      name: 'rihla_queue_jobs',
      help: 'Jobs in the queues by stage and state.',
      labelNames: ['stage', 'state'],
      ask: async () =>
        Object.entries(await queues.counts()).flatMap(([stage, counts]) =>
          Object.entries(counts).map(([state, value]) => ({ labels: { stage, state }, value })),
        ),
    },
    {
      name: 'rihla_queue_paused',
      help: '1 where an operator has paused the stage.',
      labelNames: ['stage'],
      async ask() {
        const paused = await queues.paused()
        return byStage((stage) => (paused.includes(stage) ? 1 : 0))
      },
    },
    {
      name: 'rihla_queue_oldest_waiting_seconds',
      help: 'Seconds that the oldest job has waited; 0 where none waits.',
      labelNames: ['stage'],
      async ask() {
        const oldest = await queues.oldestWaiting()
        return byStage((stage) => secondsSince(oldest[stage]) ?? 0)
      },
    },
    {
      name: 'rihla_workers',
      help: 'Processes seen, by program.',
      labelNames: ['program'],
      async ask() {
        const counts: Record<string, number> = {}
        for (const { program } of await queues.workersSeen()) counts[program] = (counts[program] ?? 0) + 1
        return valuesOf('program', counts)
      },
    },
    {
      name: 'rihla_workers_stalled',
      help: 'Workers that take no jobs although some wait, by stage.',
      labelNames: ['stage'],
      async ask() {
        const seen = await queues.workersSeen()
        return byStage((stage) => stagesOf(seen, stage).filter(({ stalled }) => stalled).length)
      },
    },
    {
      name: 'rihla_workers_hindered',
      help: 'Processes that are alive and cannot do their part, by program.',
      labelNames: ['program'],
      async ask() {
        const counts: Record<string, number> = {}
        for (const { program, hindered } of await queues.workersSeen())
          counts[program] = (counts[program] ?? 0) + (hindered === undefined ? 0 : 1)
        return valuesOf('program', counts)
      },
    },
    {
      name: 'rihla_stage_last_consumed_seconds',
      help: 'Seconds since any worker of the stage last took a job; absent where none has.',
      labelNames: ['stage'],
      async ask() {
        const seen = await queues.workersSeen()
        return byStage((stage) => {
          const ago = stagesOf(seen, stage).flatMap(({ consumedAt }) => secondsSince(consumedAt) ?? [])
          return ago.length > 0 ? Math.min(...ago) : undefined
        })
      },
    },
    {
      name: 'rihla_ready',
      help: '1 where it can be used now.',
      labelNames: ['dependency'],
      async ask() {
        const [storeReady, queueReady, indexReady] = await Promise.all([store, queues, index].map(isReady))
        return valuesOf('dependency', { store: storeReady!, queue: queueReady!, index: indexReady! })
      },
    },
  ]
}

const isReady = (part: { ready(): Promise<void> }): Promise<number> =>
  part.ready().then(
    () => 1,
    () => 0,
  )

function valuesOf(label: string, counts: Record<string, number>) {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }))
}

function byStage(valueOf: (stage: StageName) => number | undefined) {
  return StageName.options.flatMap((stage) => {
    const value = valueOf(stage)
    return value === undefined ? [] : [{ labels: { stage }, value }]
  })
}

const stagesOf = (seen: readonly WorkerSeen[], stage: StageName) =>
  seen.flatMap(({ stages }) => stages.filter((one) => one.stage === stage))

/** Never below 0, whatever another machine's clock says. */
function secondsSince(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Math.max(0, (Date.now() - Date.parse(time)) / 1000)
}
