import { z } from 'zod'

const bytes = z.int().nonnegative()

/** What the archive takes. */
export const Sizes = z.strictObject({
  originalsBytes: bytes,
  /** Of the disk that the store is on. */
  freeBytes: bytes,
  /** With the registers; absent while the index cannot be asked. */
  indexBytes: bytes.optional(),
})
export type Sizes = z.infer<typeof Sizes>
