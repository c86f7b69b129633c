import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, RihlaError } from '../errors.ts'

/** Names that programs give to files that are not whole yet, or that are none of the user's. */
const unfinished: readonly RegExp[] = [
  /^\./, // hidden, and LibreOffice's .~lock.report.odt#
  /^~\$/, // Office's lock files: ~$report.docx
  /~$/, // copies that editors leave: report.pdf~
  /\.(part|partial|filepart|crdownload|download|tmp|temp|opdownload|!ut)$/i, // downloads and copies on their way
  /^(thumbs\.db|desktop\.ini)$/i,
  /\.reason\.txt$/, // our own words beside a file that failed
]

/** True where a file or folder of that name is left alone: hidden, temporary, or on its way. */
export function isLeftAlone(name: string): boolean {
  return unfinished.some((pattern) => pattern.test(name))
}

/**
 * Every regular file under a folder, sorted, sub-folders where their names stand. Symbolic links are not followed, and
 * files that are left alone are passed over. A folder that cannot be read is handed to `onUnreadable` and passed over.
 */
export async function* walkFiles(
  folder: string,
  options: { onUnreadable(error: RihlaError): void; enters?(folder: string): boolean },
): AsyncGenerator<string> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    options.onUnreadable(
      new RihlaError('file-unreadable', `folder cannot be read: ${folder}: ${messageOf(error)}`, { cause: error }),
    )
    return
  }
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (isLeftAlone(entry.name)) continue
    if (entry.isFile()) yield path
    else if (entry.isDirectory() && (options.enters?.(path) ?? true)) yield* walkFiles(path, options)
  }
}
