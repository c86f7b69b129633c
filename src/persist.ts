import { setTimeout as wait } from 'node:timers/promises'
import { RihlaError } from './errors.ts'

const longestWaitSeconds = 10

/**
 * Does the work again for as long as it fails because a server is away, after growing waits; `onFailure` is told each
 * time. Throws any other failure at once, and the signal's reason when it is aborted.
 */
export async function persist<Result>(
  work: () => Promise<Result>,
  { signal, onFailure }: { signal: AbortSignal; onFailure: (failure: RihlaError, time: number) => void },
): Promise<Result> {
  for (let time = 1; ; time++) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (!isAway(error)) throw error
      onFailure(error, time)
    }
    await wait(Math.min(longestWaitSeconds * 1000, 250 * 2 ** Math.min(time, 10)), undefined, { signal })
  }
}

/** A server that cannot be reached now, while nothing is known to be wrong with it or with the settings. */
export function isAway(error: unknown): error is RihlaError {
  return error instanceof RihlaError && (error.code === 'queue-unavailable' || error.code === 'index-unavailable')
}
