import type { ExtractionInput } from './extraction-input.ts'
import type { Ruled } from './rule.ts'

/** Every finder of mentions, in the order in which they run. A finder that needs the others' mentions stands last. */
export const finders: ((input: ExtractionInput) => readonly Ruled[])[] = []
