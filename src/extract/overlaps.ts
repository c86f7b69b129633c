import type { Ruled } from './rule.ts'

type Found = {
  countries: Ruled<'country'>[]
  regions: Ruled<'region'>[]
  instruments: Ruled<'instrument'>[]
  organisations: Ruled<'organisation'>[]
}

/** A mention that lost its place to another, and why: for `explain`. */
export type Lost = { mention: Ruled; winner: Ruled; reason: string }

/**
 * Settles once who keeps a place that several rules read. Of instruments the more certain reading stays, else the longer;
 * of organisations the longer. Countries and regions inside the name of an organisation stay, marked as part of it.
 */
export function resolveOverlaps(found: Found): Found & { lost: Lost[] } {
  const lost: Lost[] = []
  const organisations = keepBest(found.organisations, lost)
  const instruments = keepBest(found.instruments, lost)
  const countries = withoutLetters(keepBest(found.countries, lost), organisations, lost)
  for (const country of countries) if (isInside(country, organisations)) country.inOrganisationName = true
  const regions = keepBest(found.regions, lost)
  for (const region of regions)
    if (isInside(region, organisations) || isInside(region, instruments)) region.inName = true
  return { countries, regions, instruments, organisations, lost }
}

/** Letters that the document gives to an organisation are no country's: "Danish Refugee Council (DRC)". */
function withoutLetters(
  countries: readonly Ruled<'country'>[],
  organisations: readonly Ruled<'organisation'>[],
  lost: Lost[],
): Ruled<'country'>[] {
  const starts = new Map(organisations.map((organisation) => [organisation.start, organisation]))
  return countries.filter((mention) => {
    const winner = starts.get(mention.start)
    if (mention.form !== 'abbreviation' || winner?.end !== mention.end) return true
    lost.push({ mention, winner, reason: 'the document gives the letters to an organisation' })
    return false
  })
}

/** How certain a rule is against another that read the same place; longer readings win among equals. */
const certainty: Record<string, number> = {
  'instrument/ilo-number': 3,
  'instrument/ilo-short-title': 2,
  'instrument/ilo-title': 1,
}

function keepBest<Mention extends Ruled>(mentions: readonly Mention[], lost: Lost[]): Mention[] {
  const ranked = mentions.toSorted(
    (one, other) =>
      (certainty[other.rule] ?? 0) - (certainty[one.rule] ?? 0) ||
      other.end - other.start - (one.end - one.start) ||
      one.start - other.start,
  )
  const kept: Mention[] = []
  const taken = new Places()
  for (const mention of ranked) {
    const winner = taken.overlapping(mention)
    if (!winner) {
      taken.add(mention)
      kept.push(mention)
    } else if (isTwin(winner, mention)) kept.push(mention)
    else lost.push({ mention, winner, reason: 'a more certain or longer reading of the same place' })
  }
  return kept.toSorted((one, other) => one.start - other.start || other.end - one.end)
}

/** Two instruments that share one printed name ("Palermo Protocols"). */
function isTwin(winner: Ruled, mention: Ruled): boolean {
  if (winner.kind !== 'instrument' || mention.kind !== 'instrument') return false
  return (
    winner.start === mention.start &&
    winner.end === mention.end &&
    winner.rule === mention.rule &&
    winner.instrument !== mention.instrument
  )
}

const bucketCharacters = 256

/** Spans by the stretches of text that they touch, so that looking one up costs the same in a long document. */
class Places {
  readonly #buckets = new Map<number, Ruled[]>()

  add(mention: Ruled): void {
    for (const bucket of bucketsOf(mention)) {
      const list = this.#buckets.get(bucket)
      if (list) list.push(mention)
      else this.#buckets.set(bucket, [mention])
    }
  }

  overlapping(mention: Ruled): Ruled | undefined {
    for (const bucket of bucketsOf(mention))
      for (const other of this.#buckets.get(bucket) ?? [])
        if (other.start < mention.end && mention.start < other.end) return other
    return undefined
  }
}

function* bucketsOf({ start, end }: Ruled): Iterable<number> {
  for (let bucket = Math.floor(start / bucketCharacters); bucket * bucketCharacters < end; bucket++) yield bucket
}

/** Whether a mention lies inside one of a list that is sorted by start and free of overlaps. */
function isInside(mention: Ruled, others: readonly Ruled[]): boolean {
  let low = 0
  let high = others.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (others[middle]!.start <= mention.start) low = middle + 1
    else high = middle
  }
  const other = others[low - 1]
  return other !== undefined && mention.end <= other.end && other.end - other.start > mention.end - mention.start
}
