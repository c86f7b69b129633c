/** A measure taken at a time, in minutes. */
export type Sample = { minutes: number; value: number }

/**
 * How much a measure grows a minute, by Theil and Sen: the median of the slopes between every two samples. A few samples
 * that are off, as memory is between two collections, do not move it.
 */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((one, index) =>
    samples
      .slice(index + 1)
      .filter((other) => other.minutes > one.minutes)
      .map((other) => (other.value - one.value) / (other.minutes - one.minutes)),
  )
  return medianOf(slopes)
}

/** What is in the middle; 0 of nothing. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** What a measure may grow by over the time that it is judged: a share of what it is, and at least so much. */
export type Allowance = { share: number; least: number }
export type Judgement = { before: number; grown: number; allowed: number; flat: boolean }

/**
 * Whether a measure stays flat once the first third of the time, in which caches fill, is over. It grows where both its
 * slope and its last third against its second say so: the one alone is also moved by a single step.
 */
export function judge(samples: readonly Sample[], { share, least }: Allowance): Judgement {
  const end = samples.at(-1)?.minutes ?? 0
  const settled = samples.filter(({ minutes }) => minutes >= end / 3)
  const [middle, last] = [false, true].map((late) =>
    medianOf(settled.filter(({ minutes }) => minutes >= (2 * end) / 3 === late).map(({ value }) => value)),
  )
  const before = middle!
  const bySlope = slopeOf(settled) * ((2 * end) / 3)
  const grown = Math.min(bySlope, 2 * (last! - before))
  const allowed = Math.max(share * before, least)
  return { before, grown, allowed, flat: grown <= allowed }
}
