import type { Word } from './words.ts'

/**
 * Which words of a passage stand in a row, as a Bloom filter: a byte a word, three bits a pair. Two common words stand
 * together in every eighth passage, and in a row in hardly any; to tell by the vector, Postgres reads each from apart its
 * row. By these bits, which lie in the row, it passes over all but 3 % of them; a filter that is full only costs time.
 */
export function pairFilter(words: readonly Word[]): Buffer {
  const filter = Buffer.alloc(Math.min(Math.max(1, words.length), mostBytes))
  for (const hash of pairHashes(words)) {
    const bit = hash % (8 * filter.length)
    filter[bit >> 3]! |= 1 << (bit & 7)
  }
  return filter
}

/** It must fit into the row of a passage, however long that is. */
const mostBytes = 1024

/** Modulo the bits of a filter, the bits that are set where these words stand in a row. */
export function pairHashes(words: readonly Word[]): number[] {
  return words
    .slice(1)
    .flatMap(({ folded }, index) => seeds.map((seed) => hashOf(`${words[index]!.folded} ${folded}`, seed)))
}

const seeds = [0x811c9dc5, 0x2b7e1516, 0x5bd1e995]

/** FNV-1a with a last mixing, below 2³¹. It is written into the index, so it must stay the same. */
function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) & 0x7fffffff
}
