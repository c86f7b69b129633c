import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import type { Supervised } from '../servers/processes.ts'
import { inspect, type Held } from './inspected.ts'
import { judge, type Allowance, type Sample } from './trend.ts'
import { population, startWork, type Work } from './work.ts'

export type Soaked = { client: Client; processes: Record<string, Supervised> }

const megabyte = 1024 * 1024
const samplesTaken = 40
/**
 * What must be flat. Live memory is measured after a collection, so that it may be held to little. Handles are also the
 * sockets and timers of what is just under way: medians five apart were seen within a minute in which nothing leaked. One
 * that is lost with each document, of which a minute brings over a hundred, is far more.
 */
const allowances = {
  liveBytes: { share: 0.08, least: 6 * megabyte },
  residentBytes: { share: 0.2, least: 48 * megabyte },
  handles: { share: 0.1, least: 16 },
  files: { share: 0.1, least: 6 },
} satisfies Record<keyof Held, Allowance>
const measures = ['liveBytes', 'residentBytes', 'handles', 'files'] as const

/** Lets an archive work for so many minutes; returns what grew or failed meanwhile, in words. */
export async function soak(where: string, { client, processes }: Soaked, minutes: number): Promise<string[]> {
  const looked = await Promise.all(
    Object.values(processes).map(async (one) => ({ one, inspected: await inspect(one), samples: samplesOf() })),
  )
  const work = startWork(client)
  // what is kept comes first: until then everything grows
  await eventually(
    () => {
      const { added, faults } = work.done()
      if (added < population && faults.length === 0) throw new Error(`${added} documents came in so far`)
    },
    { timeoutSeconds: 600, intervalMilliseconds: 500 },
  )
  const began = performance.now()
  const past = () => (performance.now() - began) / 60_000
  let next = 0
  while (past() < minutes && work.done().faults.length === 0) {
    for (const { inspected, samples } of looked) add(samples, await inspected.look(), past())
    console.log(progressLine(where, { past: past(), minutes, work, looked }))
    next += minutes / samplesTaken
    await wait(Math.max(0, (next - past()) * 60_000))
  }
  await work.stop()
  const faults = [...new Set(work.done().faults)].slice(0, 20)
  for (const { one, inspected, samples } of looked) {
    inspected.close()
    faults.push(...grown(one, samples), ...complaints(one))
  }
  return faults.map((fault) => `${where}: ${fault}`)
}

type Samples = Record<keyof Held, Sample[]>
const samplesOf = (): Samples => ({ liveBytes: [], residentBytes: [], handles: [], files: [] })

function add(samples: Samples, held: Held, minutes: number): void {
  for (const name of measures) samples[name].push({ minutes, value: held[name] })
}

/** Prints how each measure of a process went, and returns what is not flat. */
function grown({ program }: Supervised, samples: Samples): string[] {
  return measures.flatMap((name) => {
    const { before, grown, allowed, flat } = judge(samples[name], allowances[name])
    const shown = (value: number) => (name.endsWith('Bytes') ? `${(value / megabyte).toFixed(1)} MB` : value.toFixed(1))
    const words = `${program}: ${name} ${shown(before)}, grew by ${shown(grown)} (allowed: ${shown(allowed)})`
    console.log(words)
    return flat ? [] : [words]
  })
}

/** An unhandled rejection ends a process of Node; what only warns is said in its log. */
function complaints(one: Supervised): string[] {
  const said = /.*(unhandled|MaxListenersExceeded|heap out of memory).*/i.exec(one.said())?.[0]
  return [
    ...(one.restarts() > 0 ? [`${one.program} ended ${one.restarts()} times: ${one.said().slice(-500)}`] : []),
    ...(said === undefined ? [] : [`${one.program} said: ${said.slice(0, 500)}`]),
  ]
}

function progressLine(
  where: string,
  {
    past,
    minutes,
    work,
    looked,
  }: { past: number; minutes: number; work: Work; looked: readonly { one: Supervised; samples: Samples }[] },
): string {
  const { added, asked } = work.done()
  const memory = looked.map(({ one, samples }) => {
    const [live, resident] = [samples.liveBytes.at(-1)!.value, samples.residentBytes.at(-1)!.value]
    return `${one.program} ${Math.round(live / megabyte)}/${Math.round(resident / megabyte)} MB`
  })
  return `${where} ${past.toFixed(1)} of ${minutes} min: ${added} added, ${asked} asked; alive/resident: ${memory.join(', ')}`
}
