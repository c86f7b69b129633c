import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorCode } from '../errors.ts'
import { writing } from './durable-files.ts'
import { demandSpace } from './free-space.ts'
import { ownerMark } from './owner.ts'
import { isPdf, sniff, sniffedBytes, type Content } from './sniff.ts'

/** Bytes taken in: who they are, what they are, and the folder in `incoming` that holds them as `original` unless refused. */
export type Received = {
  folder: string
  documentId: string
  sizeBytes: number
  mediaType: string
  refusal?: { code: ErrorCode; message: string; byte?: number }
}

/**
 * Streams bytes into a new folder of `incoming` while hashing them. Of a file over the limit one byte more than the limit
 * is read, and these bytes are its identity. What the source throws passes through, and nothing is left behind. Throws
 * `disk-full` before the file would leave less than `minFreeBytes` on the disk.
 */
export async function receive(options: {
  bytes: AsyncIterable<Uint8Array>
  name: string
  incoming: string
  maxFileBytes: number
  minFreeBytes: number
}): Promise<Received> {
  await demandSpace(options.incoming, options.minFreeBytes)
  const folder = join(options.incoming, `${ownerMark}.${randomUUID()}`)
  await writing(folder, () => mkdir(folder))
  try {
    return await receiveInto(folder, options)
  } catch (error) {
    await discard(folder)
    throw error
  }
}

/** Removes a folder of `incoming`; where that fails, the next start sweeps it. */
export async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

async function receiveInto(
  folder: string,
  {
    bytes,
    name,
    maxFileBytes,
    minFreeBytes,
  }: { bytes: AsyncIterable<Uint8Array>; name: string; maxFileBytes: number; minFreeBytes: number },
): Promise<Received> {
  const path = join(folder, 'original')
  const hash = createHash('sha256')
  let head = new Uint8Array(0)
  let sizeBytes = 0
  const original = await writing(path, () => open(path, 'wx'))
  try {
    for await (const chunk of bytes) {
      const part = chunk.subarray(0, maxFileBytes + 1 - sizeBytes)
      hash.update(part)
      sizeBytes += part.length
      if (head.length < sniffedBytes) head = Buffer.concat([head, part.subarray(0, sniffedBytes - head.length)])
      if (sizeBytes > maxFileBytes) break
      // What is known to be no PDF is hashed to its end, but not kept.
      if (head.length >= sniffedBytes && !isPdf(head)) continue
      await demandSpace(folder, minFreeBytes, part.length)
      await writing(path, () => original.writeFile(part))
    }
    const documentId = hash.digest('hex')
    const content = sniff(head)
    const refusal = refusalOf({ sizeBytes, maxFileBytes, content, label: `${documentId.slice(0, 8)}… ${name}` })
    if (!refusal) await writing(path, () => original.sync())
    else await writing(path, () => rm(path))
    const mediaType = sizeBytes === 0 ? 'application/octet-stream' : content.mediaType
    return { folder, documentId, sizeBytes, mediaType, ...(refusal && { refusal }) }
  } finally {
    await original.close()
  }
}

function refusalOf({
  sizeBytes,
  maxFileBytes,
  content,
  label,
}: {
  sizeBytes: number
  maxFileBytes: number
  content: Content
  label: string
}): Received['refusal'] {
  if (sizeBytes === 0) return { code: 'file-empty', message: `file is empty: ${label}` }
  if (sizeBytes > maxFileBytes) {
    const message = `file is larger than the ${maxFileBytes} bytes that are allowed: ${label}`
    return { code: 'file-too-large', message, byte: maxFileBytes }
  }
  if (content.mediaType === 'application/pdf') return undefined
  return { code: 'not-a-pdf', message: `file is no pdf but ${content.description}: ${label}` }
}
