import type { Redis } from 'ioredis'
import { WorkerSeen } from '../contracts/workers.ts'

/** Where processes tell of themselves; what is not told again in time is gone. */
export type WorkerBoard = {
  put(worker: WorkerSeen, keepSeconds: number): Promise<void>
  remove(workerId: string): Promise<void>
  all(): Promise<WorkerSeen[]>
}

/** For queues that one process has for itself. */
export function boardInMemory(): WorkerBoard {
  const held = new Map<string, { worker: WorkerSeen; until: number }>()
  return {
    async put(worker, keepSeconds) {
      held.set(worker.workerId, { worker, until: performance.now() + keepSeconds * 1000 })
    },
    async remove(workerId) {
      held.delete(workerId)
    },
    async all() {
      for (const [workerId, { until }] of held) if (until < performance.now()) held.delete(workerId)
      return [...held.values()].map(({ worker }) => worker)
    },
  }
}

/** A key for each process, which Redis lets go of in time, and the set of their names. */
export function boardOnRedis(client: Redis, prefix: string): WorkerBoard {
  const names = `${prefix}:workers`
  const keyOf = (workerId: string) => `${prefix}:worker:${workerId}`
  return {
    async put(worker, keepSeconds) {
      await client.set(keyOf(worker.workerId), JSON.stringify(worker), 'PX', Math.ceil(keepSeconds * 1000))
      await client.sadd(names, worker.workerId)
    },
    async remove(workerId) {
      await client.srem(names, workerId)
      await client.del(keyOf(workerId))
    },
    async all() {
      const ids = await client.smembers(names)
      if (ids.length === 0) return []
      const texts = await client.mget(ids.map(keyOf))
      const gone = ids.filter((_, index) => texts[index] === null)
      if (gone.length > 0) await client.srem(names, ...gone)
      // one of another version may tell of itself in other words: it is not ours to understand
      return texts.flatMap((text) => WorkerSeen.safeParse(JSON.parse(text ?? 'null')).data ?? [])
    },
  }
}
