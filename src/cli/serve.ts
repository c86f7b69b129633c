import { everything } from '../app.ts'
import { readConfig } from '../config.ts'
import { runUntil, stopSignal } from '../run-process.ts'

/** `rihla serve`: runs everything in this process until it is told to stop; told twice, it stops at once. */
export async function serve(): Promise<void> {
  // Before anything is opened: a signal during the start counts as well.
  await runUntil(stopSignal(), readConfig(), everything)
  // A thread or a socket that lingers must not keep a stopped process alive.
  process.exit(0)
}
