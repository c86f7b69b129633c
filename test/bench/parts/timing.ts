export type Percentiles = Record<'p50' | 'p95' | 'max', number>

/** Asks that are measured against each other, each by the number of the question. */
export type Ways = Record<string, (at: number) => Promise<unknown>>

/** Milliseconds of each way: as a clock has them, and as processors have worked for it. */
export type Measured = Record<string, { time: Percentiles; processor: Percentiles }>

/**
 * Every way once a round, one after the other, so that what else the machine does falls on all alike; who comes first
 * changes with the round, for the engine remembers what it has just read. `processor` sums the work of all processes
 * that take part: other load on the machine hardly changes it. What `before` does is not measured.
 */
export async function timedInTurns(
  ways: Ways,
  {
    rounds,
    processor,
    before,
  }: { rounds: number; processor: () => number; before?: (() => Promise<unknown>) | undefined },
): Promise<Measured> {
  const entries = Object.entries(ways)
  const times = entries.map(([name, ask]) => ({ name, ask, time: [] as number[], processor: [] as number[] }))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < times.length; turn++) {
      const way = times[(round + turn) % times.length]!
      await before?.()
      const worked = processor()
      way.time.push(await timed(() => way.ask(round)))
      way.processor.push(processor() - worked)
    }
  }
  return Object.fromEntries(
    times.map((way) => [way.name, { time: percentiles(way.time), processor: percentiles(way.processor) }]),
  )
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function percentiles(milliseconds: readonly number[]): Percentiles {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}

/** How many times the other's time one takes. */
export function ratios(one: Percentiles, other: Percentiles): Record<'p50' | 'p95', number> {
  return { p50: rounded(one.p50 / other.p50), p95: rounded(one.p95 / other.p95) }
}

export const rounded = (value: number): number => Math.round(value * 100) / 100
