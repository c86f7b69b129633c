import type { Corpus, Item, Items, Scored } from './gold.ts'
import { agrees, isNeutral, keyOf } from './keys.ts'

export type Tally = { right: number; tooMany: number; missed: number }
export type Score = Tally & { precision: number; recall: number; f1: number }

/** Scores of every kind that the gold of the corpus has, over all its documents. */
export function scoreOf(scored: readonly Scored[], level: Corpus['level']): Record<string, Score> {
  const scores: Record<string, Score> = {}
  for (const kind of Object.keys(keyOf)) {
    if (!scored.some(({ gold }) => gold[kind])) continue
    const tallies = scored.map(({ gold, predicted }) => tally(kind, gold, predicted, level))
    scores[kind] = withRates(tallies.reduce(plus))
  }
  return scores
}

function tally(kind: string, gold: Items, predicted: Items, level: Corpus['level']): Tally {
  let wanted = gold[kind] ?? []
  let found = predicted[kind] ?? []
  if (level === 'documents') {
    // Such gold says which countries and instruments a document holds, not how often.
    const listed = kind === 'figures' || kind === 'projects'
    found = listed ? found : once(kind, found)
    wanted = listed ? wanted : [...once(kind, wanted), ...wanted.filter((item) => isNeutral(kind, item))]
    found = found.filter((item) => !isNeutral(kind, item))
    if (kind === 'conventions')
      found = found.filter(
        (item) =>
          /^[CRP]\d{3}$/.test(String(keyOf.conventions!(item))) || wanted.some((other) => agrees(kind, other, item)),
      )
  }
  const required = wanted.filter((item) => !isNeutral(kind, item))
  const neutral = wanted.filter((item) => isNeutral(kind, item))
  const free = new Set(found)
  const matches = (item: Item): boolean => {
    const candidates = [...free].filter(
      (other) => agrees(kind, item, other) && (level === 'documents' || overlap(item, other) !== 0),
    )
    const best = candidates.toSorted((one, other) => overlap(item, other) - overlap(item, one))[0]
    return best !== undefined && free.delete(best)
  }
  const right = required.filter(matches).length
  for (const item of neutral) matches(item)
  return { right, tooMany: free.size, missed: required.length - right }
}

function once(kind: string, items: readonly Item[]): Item[] {
  const byKey = new Map(items.filter((item) => !isNeutral(kind, item)).map((item) => [keyOf[kind]!(item), item]))
  return [...byKey.values()]
}

/** Characters that both cover; 1 where either has no place. */
function overlap(one: Item, other: Item): number {
  const [start, end, otherStart, otherEnd] = [one.start, one.end, other.start, other.end].map(Number)
  if ([start, end, otherStart, otherEnd].some((place) => Number.isNaN(place))) return 1
  return Math.max(0, Math.min(end!, otherEnd!) - Math.max(start!, otherStart!))
}

const plus = (one: Tally, other: Tally): Tally => ({
  right: one.right + other.right,
  tooMany: one.tooMany + other.tooMany,
  missed: one.missed + other.missed,
})

function withRates({ right, tooMany, missed }: Tally): Score {
  const precision = right + tooMany > 0 ? right / (right + tooMany) : missed === 0 ? 1 : 0
  const recall = right + missed > 0 ? right / (right + missed) : 1
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
  return { right, tooMany, missed, precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }
}

const rounded = (value: number): number => Number(value.toFixed(4))
