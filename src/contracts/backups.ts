import { z } from 'zod'

/** A file of the store, as only the store names them: nothing that leads anywhere else is one. */
const storePath = new RegExp(
  [
    String.raw`^documents/(?<digits>[0-9a-f]{2})/\k<digits>[0-9a-f]{62}/[a-z][a-z0-9-]{0,40}(\.[a-z]{1,10})?$`,
    String.raw`^forgotten/[0-9a-f]{64}\.json$`,
    String.raw`^searches/checked\.json$`,
    String.raw`^searches/[0-9a-f-]{36}/search\.json$`,
    String.raw`^searches/[0-9a-f-]{36}/(waiting|sent|failed)/[0-9a-f]{64}\.json$`,
  ].join('|'),
)

export const BackupFile = z.strictObject({
  path: z.string().max(300).regex(storePath, 'no path of a store'),
  sizeBytes: z.int().nonnegative(),
  /** Of its content, which lies under this name. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** When the file in the store was last written, in milliseconds: what has not changed is not read again. */
  modifiedAt: z.number(),
})
export type BackupFile = z.infer<typeof BackupFile>

/** What a backup holds: written last, so that there is one only where everything that it names is there. */
export const BackupManifest = z.strictObject({
  schema: z.literal(1),
  /** The store as it was at some time between these two. */
  begunAt: z.iso.datetime(),
  madeAt: z.iso.datetime(),
  /** Of the Rihla that made it. */
  version: z.string(),
  files: z.array(BackupFile),
})
export type BackupManifest = z.infer<typeof BackupManifest>

export type BackupReport = {
  documents: number
  files: number
  bytes: number
  /** Files whose content had to be written; that of the others was there. */
  copied: number
  /** Contents of an earlier backup that nothing needs any more. */
  removed: number
  /** Documents whose original is not what its id says; they are in the backup as they are. */
  damaged: string[]
}
export type RestoreReport = { documents: number; files: number; bytes: number; copied: number; madeAt: string }

/** How far it is, in documents of the store or files of the backup; the report comes last. */
export type BackupEvent = { kind: 'progress'; done: number; total: number } | ({ kind: 'report' } & BackupReport)
export type RestoreEvent = { kind: 'progress'; done: number; total: number } | ({ kind: 'report' } & RestoreReport)
