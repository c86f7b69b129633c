import type { ParserLimits } from '../../src/parse/parser-limits.ts'

/** Limits small enough for tests to reach. */
export const smallLimits: ParserLimits = {
  maxPages: 300,
  maxTextCharacters: 2_000_000,
  timeoutSeconds: 20,
  stallSeconds: 8,
  memoryBytes: 700 * 1024 * 1024,
  processes: 1,
  recycleDocuments: 100,
}

export const anyId = 'a'.repeat(64)
