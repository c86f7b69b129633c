import { randomUUID } from 'node:crypto'
import { open, rename, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { writeSynced, writing, systemCode } from './durable-files.ts'
import { ownerMark } from './owner.ts'

const pollMilliseconds = 200
const compactedAboveBytes = 1024 * 1024

/** Ids of changed documents, told from process to process through a file to which every one of them appends. */
export type ChangeFeed = {
  /** Tells the other processes that this document's record has changed; called after it was written. */
  announce(documentId: string): Promise<void>
  /** Throws what went wrong in following, if anything did. */
  check(): void
  close(): Promise<void>
}

/**
 * Opens the feed at its end; from then on `onChange` is called with every id that another writer announces. The file is
 * polled: unlike notifications of the system, that works on shared and networked folders too. It holds nothing that the
 * records do not say, so it may be deleted or replaced by an empty one at any time, which a start does when it is long.
 */
export async function openChangeFeed(options: {
  folder: string
  incoming: string
  onChange: (documentId: string) => Promise<void>
}): Promise<ChangeFeed> {
  const path = join(options.folder, 'changes.jsonl')
  const writer = randomUUID()
  await compact(path, options.incoming)
  let followed = await openAtEnd(path)
  let fault: unknown
  let polling: Promise<void> = Promise.resolve()
  let closed = false

  async function poll(): Promise<void> {
    await drain()
    if (await isStillAt(followed.handle, path)) return
    // Replaced: what was appended to the old file until now is read first, then the new one from its start.
    await drain()
    const old = followed
    followed = { handle: await open(path, 'a+'), position: 0, rest: '' }
    await old.handle.close()
    await drain()
  }

  async function drain(): Promise<void> {
    const changed = new Set<string>()
    for (const line of await newLines(followed)) {
      const change = changeOf(line)
      if (change && change.writer !== writer) changed.add(change.documentId)
    }
    for (const documentId of changed) await options.onChange(documentId)
  }

  let busy = false
  const timer = setInterval(() => {
    if (busy || closed) return
    busy = true
    polling = poll()
      .then(
        () => void (fault = undefined),
        (error: unknown) => void (fault = error),
      )
      .finally(() => void (busy = false))
  }, pollMilliseconds)
  timer.unref()

  return {
    announce: (documentId) => writing(path, () => append(path, `${JSON.stringify({ documentId, writer })}\n`)),
    check() {
      if (fault !== undefined) throw fault
    },
    async close() {
      closed = true
      clearInterval(timer)
      await polling
      await followed.handle.close()
    },
  }
}

type Followed = { handle: FileHandle; position: number; rest: string }

async function openAtEnd(path: string): Promise<Followed> {
  const handle = await open(path, 'a+')
  return { handle, position: (await handle.stat()).size, rest: '' }
}

/** Appends in one write, again where the file was replaced in the meantime: the old one may have no readers any more. */
async function append(path: string, line: string): Promise<void> {
  for (;;) {
    const handle = await open(path, 'a')
    try {
      await handle.write(line)
      if (await isStillAt(handle, path)) return
    } finally {
      await handle.close()
    }
  }
}

async function isStillAt(handle: FileHandle, path: string): Promise<boolean> {
  try {
    const [held, there] = await Promise.all([handle.stat(), stat(path)])
    return held.ino === there.ino && held.dev === there.dev
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw error
  }
}

async function newLines(followed: Followed): Promise<string[]> {
  const { size } = await followed.handle.stat()
  // Cut by somebody's hand.
  if (size < followed.position) followed.position = 0
  if (size === followed.position) return []
  const bytes = Buffer.alloc(size - followed.position)
  const { bytesRead } = await followed.handle.read(bytes, 0, bytes.length, followed.position)
  followed.position += bytesRead
  const lines = (followed.rest + bytes.toString('utf8', 0, bytesRead)).split('\n')
  followed.rest = lines.pop() ?? ''
  return lines
}

/** The change that a line tells; none where a crash cut the line. */
function changeOf(line: string): { documentId: string; writer: string } | undefined {
  const found = /^\{"documentId":"([0-9a-f]{64})","writer":"([0-9a-f-]{36})"\}$/.exec(line)
  return found ? { documentId: found[1]!, writer: found[2]! } : undefined
}

async function compact(path: string, incoming: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size <= compactedAboveBytes) return
  const empty = join(incoming, `${ownerMark}.${randomUUID()}`)
  await writing(path, async () => {
    await writeSynced(empty, '')
    await rename(empty, path)
  })
}
