// Checked by the compiler alone: each line that must not compile says so, and `tsc` fails where it would.
import { z } from 'zod'
import type { StageContext } from '../../src/contracts/stage-context.ts'
import type { Stage } from '../../src/contracts/stage.ts'
import { StoredDocument } from '../../src/contracts/stored-document.ts'
import { definePipeline } from '../../src/queue/pipeline.ts'

const Words = z.strictObject({ words: z.array(z.string()) })
const Count = z.strictObject({ count: z.number() })
const limits = { attempts: 1, backoffSeconds: 0, concurrency: 1, timeLimitSeconds: 1 }

const read: Stage<StoredDocument, z.infer<typeof Words>, StageContext> = {
  ...limits,
  name: 'parse',
  input: StoredDocument,
  output: Words,
  run: async ({ mediaType }) => ({ words: [mediaType] }),
}
const count: Stage<z.infer<typeof Words>, z.infer<typeof Count>, StageContext> = {
  ...limits,
  name: 'extract',
  input: Words,
  output: Count,
  run: async ({ words }) => ({ count: words.length }),
}

export const inOrder = definePipeline([read, count])
// @ts-expect-error -- counting takes words, not a stored document
export const backwards = definePipeline([count, read])
// @ts-expect-error -- a count is no stored document
export const twice = definePipeline([read, count, read])
// @ts-expect-error -- the first stage takes a stored document
export const beheaded = definePipeline([count])
