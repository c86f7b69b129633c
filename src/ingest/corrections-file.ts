import { open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Correction } from '../contracts/corrections.ts'
import { messageOf } from '../errors.ts'
import { syncFolder, systemCode, writing } from './durable-files.ts'
import { checked, damaged, documentFolder } from './records.ts'

const file = 'corrections.jsonl'

/** A document's corrections, oldest first. A last line that a crash cut off was never confirmed and is passed over. */
export async function readCorrections(storeFolder: string, documentId: string): Promise<Correction[]> {
  const text = await readFile(join(documentFolder(storeFolder, documentId), file), 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return ''
    throw damaged({ documentId, file, fault: messageOf(error), cause: error })
  })
  const lines = text.split('\n')
  // Every whole line ends with a line feed: what stands behind the last was cut off.
  return lines
    .slice(0, -1)
    .flatMap((line) => (isCut(line) ? [] : [checked(Correction, { documentId, file, text: line })]))
}

/** Adds a line and has the disk confirm it. */
export async function appendCorrection(storeFolder: string, correction: Correction): Promise<void> {
  const path = join(documentFolder(storeFolder, correction.documentId), file)
  await writing(path, async () => {
    const handle = await open(path, 'a+')
    try {
      const { size } = await handle.stat()
      const last = size === 0 ? '\n' : (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString('latin1')
      // A line that a crash cut off is closed, so that it does not swallow this one.
      await handle.write(`${last === '\n' ? '' : `${cut}\n`}${JSON.stringify(correction)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await syncFolder(dirname(path))
  })
}

/** Ends a line that a crash cut off: no JSON ends so. */
const cut = '\u0018'
const isCut = (line: string): boolean => line === '' || line.endsWith(cut)
