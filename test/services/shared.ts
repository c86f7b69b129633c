import { z } from 'zod'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's own servers are asked for; see global-setup.ts. */
    sharedServices: string
  }
}

const Answer = z.object({ url: z.string().optional() })

/**
 * The one server of this kind for the whole run, started by whoever asks first; undefined where there is none. Tests
 * share it: each takes a prefix of its own, and none kills it or changes its settings.
 */
export async function sharedService(name: 'redis' | 'elasticsearch'): Promise<string | undefined> {
  const response = await fetch(`${inject('sharedServices')}/${name}`, { signal: AbortSignal.timeout(300_000) })
  if (!response.ok) throw new Error(`${name} could not be started: ${await response.text()}`)
  return Answer.parse(await response.json()).url
}
