import { withArchive } from './archive.ts'
import { print, printJson, strong } from './output.ts'
import { plain } from './plain.ts'

/** `rihla forget`: removes all that there is of a document, but for a tombstone. */
export async function forget(id: string, { reason, json }: { reason: string; json?: true }): Promise<void> {
  const tombstone = await withArchive((client) => client.forget(id, reason))
  if (json) return printJson(tombstone)
  const { documentId, forgottenAt, by } = tombstone
  print(strong(`forgotten: ${documentId}`))
  print(`at ${forgottenAt} by ${plain(by)}: ${plain(tombstone.reason)}`)
  print('copies in the drop folder and in backups are not ours to remove: see to them yourself')
}
