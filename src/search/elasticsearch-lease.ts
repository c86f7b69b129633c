import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { RihlaError } from '../errors.ts'
import { type Bulker, passing } from './elasticsearch-bulk.ts'

/** The right to build a second index, which one process has at a time. */
export type Lease = {
  /** Throws `reindex-running` where another process has taken it over. */
  confirm(): Promise<void>
  release(): Promise<void>
}

type Leases = Bulker & { index: string; milliseconds?: LeaseTimes }
/** It is renewed so often; one that was not for so long is taken over. */
type LeaseTimes = { renewal: number; patience: number }

const standardTimes: LeaseTimes = { renewal: 2_000, patience: 10_000 }

/**
 * Takes the lease, or throws `reindex-running` as soon as its holder is seen to renew it. One whose holder is silent is
 * taken over: by how long it is watched, so that no two machines need the same time of day.
 */
export async function takeLease(leases: Leases): Promise<Lease> {
  const times = leases.milliseconds ?? standardTimes
  const before = await read(leases)
  if (before) await outlast(leases, before, times)
  let own = await put(leases, before)
  let last: Promise<void> = Promise.resolve()
  const renew = async (earlier: Promise<void>) => {
    await earlier.catch(() => undefined)
    own = await put(leases, own)
  }
  const confirm = () => (last = renew(last))
  const timer = setInterval(() => void confirm().catch(() => undefined), times.renewal)
  timer.unref()
  return {
    confirm,
    async release() {
      clearInterval(timer)
      await last.catch(() => undefined)
      await passing(leases, { method: 'DELETE', path: pathOf(leases), query: ifStill(own) }, undefined, [404, 409])
    },
  }
}

/** Comes back once the lease was left unchanged for so long as a living holder never leaves it. */
async function outlast(leases: Leases, before: Place, { renewal, patience }: LeaseTimes): Promise<void> {
  for (let waited = 0; waited < patience; waited += renewal / 2) {
    await wait(renewal / 2)
    const now = await read(leases)
    if (!now) return
    if (now._seq_no !== before._seq_no || now._primary_term !== before._primary_term) throw running()
  }
}

const Place = z.object({ _seq_no: z.int(), _primary_term: z.int() })
type Place = z.infer<typeof Place>

const ifStill = ({ _seq_no, _primary_term }: Place) => ({ if_seq_no: _seq_no, if_primary_term: _primary_term })
const pathOf = ({ index }: Leases) => `/${index}/_doc/rebuild`

async function read(leases: Leases): Promise<Place | undefined> {
  const answer = await passing(leases, { method: 'GET', path: pathOf(leases) }, undefined, [404])
  return answer === undefined ? undefined : Place.parse(answer)
}

/** In the place of what was read; throws where somebody else was faster. */
async function put(leases: Leases, before: Place | undefined): Promise<Place> {
  const query = before ? ifStill(before) : { op_type: 'create' }
  const request = { method: 'PUT', path: pathOf(leases), query, body: { holder: randomUUID() } } as const
  const answer = await passing(leases, request, undefined, [409])
  if (answer === undefined) throw running()
  return Place.parse(answer)
}

const running = () => new RihlaError('reindex-running', 'the index is being built anew already, by another process')

/** The index that leases lie in. */
export function leasesIndex(meta: object) {
  return {
    settings: { number_of_shards: 1 },
    mappings: { dynamic: 'strict', _meta: meta, properties: { holder: { type: 'keyword', index: false } } },
  }
}
