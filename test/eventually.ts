import { setTimeout as wait } from 'node:timers/promises'

/** Repeats the check until it passes; throws its last failure after the limit. The one way in which tests wait. */
export async function eventually<Result>(
  check: () => Result | Promise<Result>,
  { timeoutSeconds = 100, intervalMilliseconds = 25 } = {},
): Promise<Result> {
  const end = performance.now() + timeoutSeconds * 1000
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > end) throw error
    }
    await wait(intervalMilliseconds)
  }
}
