import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { makeBackup } from '../backup/make-backup.ts'
import { refuseNonEmpty, restoreBackup } from '../backup/restore-backup.ts'
import { readConfig } from '../config.ts'
import type { BackupReport, RestoreReport } from '../contracts/backups.ts'
import { takeLock } from '../database/lock.ts'
import { RihlaError } from '../errors.ts'
import { version } from '../version.ts'
import { print, printJson, strong, warning } from './output.ts'
import { openProgress } from './progress.ts'

/** `rihla backup`: copies the store to a folder, also while Rihla runs; the exit code is 1 if an original is damaged. */
export async function backup(target: string, { json }: { json?: true }): Promise<void> {
  const { RIHLA_DATA } = readConfig()
  const storeFolder = join(RIHLA_DATA, 'store')
  const folder = resolve(target)
  if (!existsSync(storeFolder)) throw new RihlaError('archive-absent', `there is no archive at ${RIHLA_DATA}`)
  if (isWithin(folder, RIHLA_DATA))
    throw new RihlaError('backup-folder-refused', `lies in the folder that it is to be a backup of: ${folder}`)
  const make = () => makeBackup({ storeFolder, folder, version })
  const { kind: _kind, ...report } = await alone(folder, () => lastOf(make(), 'documents copied'))
  if (json) printJson(report)
  else printBackup(report)
  if (report.damaged.length > 0) process.exitCode = 1
}

/** `rihla restore`: makes the archive of an empty data folder from a backup. */
export async function restore(source: string, { json }: { json?: true }): Promise<void> {
  const { RIHLA_DATA, ELASTICSEARCH_URL } = readConfig()
  await refuseNonEmpty(RIHLA_DATA)
  const make = () => restoreBackup({ folder: resolve(source), dataFolder: RIHLA_DATA })
  const { kind: _kind, ...report } = await alone(RIHLA_DATA, () => lastOf(make(), 'files restored'))
  if (json) return printJson(report)
  print(strong(`${report.documents} documents of ${report.madeAt} restored to ${RIHLA_DATA}`))
  print('start Rihla: it indexes them')
  if (ELASTICSEARCH_URL) print('if the index was there before, let rihla verify --fix hold it against them')
}

function printBackup({ documents, bytes, copied, files, removed, damaged }: BackupReport): void {
  print(strong(`${documents} documents, ${bytes} bytes`))
  print(`${copied} of ${files} files were new or changed; ${removed} that nothing needs any more were removed`)
  for (const documentId of damaged) print(warning(`its original is not what its id says: ${documentId}`))
}

type Event<Report> = { kind: 'progress'; done: number; total: number } | ({ kind: 'report' } & Report)

async function lastOf<Report extends BackupReport | RestoreReport>(
  events: AsyncGenerator<Event<Report>>,
  what: string,
): Promise<{ kind: 'report' } & Report> {
  let progress: ReturnType<typeof openProgress> | undefined
  try {
    for await (const event of events) {
      if (event.kind === 'report') return event
      progress ??= openProgress(event.total, what)
      progress.done(event.done)
    }
  } finally {
    progress?.close()
  }
  throw new Error('it ended without a report')
}

/** Holds the folder for this process while `work` goes on, so that neither a second one nor a server takes it. */
async function alone<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = takeLock(folder)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function isWithin(folder: string, outer: string): boolean {
  const real = (path: string): string =>
    existsSync(path) ? realpathSync(path) : join(real(dirname(path)), sep, path.slice(dirname(path).length))
  return `${real(folder)}${sep}`.startsWith(`${realpathSync(outer)}${sep}`)
}
