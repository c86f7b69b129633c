import { everything, openApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { stopSignal } from '../run-process.ts'

/** `rihla serve`: runs everything in this process until it is told to stop; told twice, it stops at once. */
export async function serve(): Promise<void> {
  // Before anything is opened: a signal during the start counts as well.
  const stop = stopSignal()
  const app = await openApp(readConfig(), everything)
  const signal = await stop
  app.log.info({ signal }, 'stopping')
  await app.close()
  // A thread or a socket that lingers must not keep a stopped process alive.
  process.exit(0)
}
