import { passing, type Bulker } from './elasticsearch-bulk.ts'

/**
 * Makes findable what was written before the call. One refresh at a time: who asks meanwhile shares the next one, so that
 * many writers cost no more than a few.
 */
export function sharedRefresh(bulker: Bulker, indices: string): () => Promise<void> {
  const path = `/${indices}/_refresh`
  const begin = async () => void (await passing(bulker, { method: 'POST', path }))
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  return () => {
    if (next) return next
    const before = running
    const own = (async () => {
      await before?.catch(() => undefined)
      if (before) next = undefined
      await begin()
    })()
    if (before) next = own
    running = own
    const ended = () => void (running === own && (running = undefined))
    own.then(ended, ended)
    return own
  }
}
