import { RihlaError } from '../errors.ts'
import type { RegisterIndex } from './register-index.ts'

/**
 * Stands for the registers where no database of ours is open: what is written goes nowhere, for all of it is in the
 * store, and whoever asks is told `registers-unavailable` rather than that there is nothing.
 */
export function noRegisters(): RegisterIndex {
  const refused = (): never => {
    throw new RihlaError('registers-unavailable', 'queue and index are both on servers, which keep no registers yet')
  }
  const nothing = async () => undefined
  return {
    write: nothing,
    remove: nothing,
    list: async () => refused(),
    entry: async () => refused(),
    entries: () => refused(),
    rows: () => refused(),
    needsRebuild: async () => false,
    markRebuilt: nothing,
    ready: nothing,
    close: nothing,
  }
}
