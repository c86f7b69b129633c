/** How often each key was counted. */
export type Tally<Key> = Map<Key, number>

/** Counts a key. */
export function count<Key>(tally: Tally<Key>, key: Key, times = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + times)
}

/** The key counted most; the first of equals. */
export function commonest<Key>(tally: Tally<Key>): Key | undefined {
  let best: Key | undefined
  let most = 0
  for (const [key, times] of tally) {
    if (times <= most) continue
    best = key
    most = times
  }
  return best
}
