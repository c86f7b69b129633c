import { z } from 'zod'
import type { StoredDocument } from './stored-document.ts'

/** What a document is read by: both change whenever it may come out otherwise. */
export const Reading = z.strictObject({ parserVersion: z.string(), rulesVersion: z.string() })
export type Reading = z.infer<typeof Reading>

/** What reads documents now, and of how many another reading stands in the archive. */
export const ReadingStatus = Reading.extend({ outdated: z.int().nonnegative() })
export type ReadingStatus = z.infer<typeof ReadingStatus>

/** The state from which a document is to be read again; undefined where this reading would make the same of it. */
export function outdatedFrom(
  { state, parserVersion, rulesVersion }: Pick<StoredDocument, 'state' | 'parserVersion' | 'rulesVersion'>,
  reading: Reading,
): 'stored' | 'recognised' | undefined {
  if (state !== 'indexed') return undefined
  if (parserVersion !== reading.parserVersion) return 'stored'
  return rulesVersion === reading.rulesVersion ? undefined : 'recognised'
}
