import { z } from 'zod'
import type { Engine } from './elasticsearch-engine.ts'

const StatsAnswer = z.object({
  _all: z.object({ total: z.object({ store: z.object({ size_in_bytes: z.number() }).optional() }) }),
})

/** What these indices take of the disks of all nodes, copies included; those that are not there take nothing. */
export async function sizeBytes(engine: Engine, indices: readonly string[]): Promise<number> {
  const path = `/${indices.join(',')}/_stats/store?ignore_unavailable=true`
  const { _all: all } = StatsAnswer.parse(await engine.request({ method: 'GET', path }))
  return all.total.store?.size_in_bytes ?? 0
}
