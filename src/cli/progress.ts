import { SingleBar } from 'cli-progress'

/** How far a work of so many files is, on stderr where that is a terminal, and nowhere else. */
export type Progress = { sent(count: number): void; done(count: number, what?: string): void; close(): void }

export function openProgress(total: number, what = 'searchable or failed'): Progress {
  if (!process.stderr.isTTY) return { sent: () => undefined, done: () => undefined, close: () => undefined }
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {value}/{total} {what}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: true,
  })
  bar.start(total, 0, { what: 'sent' })
  return {
    sent: (count) => bar.update(0, { what: `· ${count} sent` }),
    done: (count, now = what) => bar.update(count, { what: now }),
    close: () => bar.stop(),
  }
}
