import { z } from 'zod'

const bytes = z.int().nonnegative()

/** What the archive takes. */
export const Sizes = z.strictObject({
  originalsBytes: bytes,
  /** Of all that the store holds, the originals among it; a little behind, and absent until it was measured. */
  storeBytes: bytes.optional(),
  /** Of the disk that the store is on. */
  diskBytes: bytes,
  freeBytes: bytes,
  /** With less than this free, no document is taken in. */
  keptFreeBytes: bytes,
  /** With the registers; absent while the index cannot be asked. */
  indexBytes: bytes.optional(),
})
export type Sizes = z.infer<typeof Sizes>
