import { everything, openApp } from '../app.ts'
import { readConfig } from '../config.ts'

/** `rihla serve`: runs everything in this process until it is told to stop; told twice, it stops at once. */
export async function serve(): Promise<void> {
  const app = await openApp(readConfig(), everything)
  const stopped = Promise.withResolvers<void>()
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      app.close().then(stopped.resolve, stopped.reject)
    })
  }
  await stopped.promise
}
