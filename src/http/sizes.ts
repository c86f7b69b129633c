import type { Sizes } from '../contracts/sizes.ts'
import type { ServerParts } from './server-parts.ts'

/** What store and index take now. An index that is away keeps nobody from being told the rest. */
export async function sizesNow({ store, index }: Pick<ServerParts, 'store' | 'index'>): Promise<Sizes> {
  const [sizes, indexBytes] = await Promise.all([store.sizes(), index.sizeBytes().catch(() => undefined)])
  return { ...sizes, ...(indexBytes !== undefined && { indexBytes }) }
}
