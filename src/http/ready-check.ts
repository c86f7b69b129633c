import type { ReadyChecks } from '../contracts/http.ts'
import { knownError } from './problem.ts'

const checkSeconds = 5

/** Whether the part can be used now, and if not why; never waits long for it. */
export async function check(part: { ready(): Promise<void> }): Promise<ReadyChecks['store']> {
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => limit.reject(new Error(`no answer within ${checkSeconds} seconds`)),
    checkSeconds * 1000,
  )
  try {
    await Promise.race([part.ready(), limit.promise])
    return { ready: true }
  } catch (error) {
    const { code, remedy } = knownError(error)
    const message = error instanceof Error ? error.message : String(error)
    return { ready: false, code, message, remedy }
  } finally {
    clearTimeout(timer)
  }
}
