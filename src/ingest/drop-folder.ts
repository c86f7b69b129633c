import { access, constants, mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { watch } from 'chokidar'
import type { Log } from '../contracts/stage-context.ts'
import type { Added, Store } from '../contracts/store.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { makeDroppedFiles, type DroppedFile } from './dropped-files.ts'
import { doneFolder, failedFolder } from './finished-files.ts'
import { openSeenFiles } from './seen-files.ts'
import { makeSettling } from './settling.ts'
import { isLeftAlone, walkFiles } from './walk-files.ts'

/** Files read at the same time; more would only wait for the disk. */
const filesAtOnce = 4
/** Notifications of new files get lost on networked folders: so often the whole folder is looked through. */
const usualLookSeconds = 30

export type DropFolderOptions = {
  folder: string
  /** What happens to a file in the end: moved to done/ or failed/ with the reason beside it, or left where it is. */
  finished: 'move' | 'leave'
  stableSeconds: number
  store: Store
  /** Sends a document on; called for each one that has not ended, also where it was here already. Safe to repeat. */
  submit(added: Added): Promise<void>
  log: Log
  signal?: AbortSignal
  /** Where files that are left are remembered; a hidden file of the drop folder unless given. */
  seenFile?: string
  lookThroughSeconds?: number
}

export type DropFolder = {
  /** Why no file can be taken from the folder, as it was when it was last looked through; nothing where all is well. */
  hindrance(): string | undefined
  close(): Promise<void>
}

/**
 * Watches a folder and its sub-folders: each file that has stopped growing goes into the store and is submitted; when
 * its document has ended, the file is moved or left. Files that lie there already count. Hidden and temporary files,
 * symbolic links and whatever is no file are left alone. Throws `folder-unwritable` where the folder cannot be used.
 */
export async function watchDropFolder(options: DropFolderOptions): Promise<DropFolder> {
  const { store, log } = options
  const folder = await prepare(options)
  const seen = await openSeenFiles({
    folder,
    file: options.finished === 'leave' ? (options.seenFile ?? join(folder, '.rihla-seen.jsonl')) : undefined,
    knows: async (documentId) => (await store.document(documentId)) !== undefined,
    onError: (error) => log.warn({ err: error, folder }, 'left files cannot be remembered'),
  })
  const files = makeDroppedFiles({ ...options, folder, seen, again: (path) => settling.watch(path) })
  const queue: DroppedFile[] = []
  let running = 0

  const settling = makeSettling({
    stableSeconds: options.stableSeconds,
    wants: (path, state) => !files.holds(path) && !seen.has(path, state),
    onSettled(path, state) {
      queue.push(files.hold(path, state))
      startMore()
    },
    onError: (error) => log.error({ err: error, folder }, 'dropped file cannot be looked at'),
  })

  function startMore(): void {
    while (running < filesAtOnce && queue.length > 0) {
      running++
      void files.take(queue.shift()!).finally(() => {
        running--
        startMore()
      })
    }
  }

  let hindrance: string | undefined
  async function lookThrough(): Promise<void> {
    hindrance = await hindranceOf(folder)
    const found = walkFiles(folder, {
      onUnreadable: (error) => log.warn({ err: error }, 'folder in the drop folder cannot be read'),
      enters: (path) => !isOurs(path),
    })
    for await (const path of found) settling.watch(path)
  }

  function isOurs(path: string): boolean {
    return dirname(path) === folder && [doneFolder, failedFolder].includes(basename(path))
  }

  const stopListening = store.onChange((document) => files.onDocument(document))
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    // Whether a file is whole is for `settling` to say.
    atomic: false,
    ignored: (path) => path !== folder && (isOurs(path) || isLeftAlone(basename(path))),
  })
  watcher.on('add', (path) => settling.watch(path))
  watcher.on('change', (path) => settling.watch(path))
  watcher.on('error', (error) => log.error({ err: error, folder }, 'drop folder cannot be watched'))
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  await lookThrough()

  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(
    () => void (looking = looking.then(lookThrough)),
    (options.lookThroughSeconds ?? usualLookSeconds) * 1000,
  )

  let closing: Promise<void> | undefined
  async function stop(): Promise<void> {
    // What has not begun waits for the next start.
    queue.length = 0
    clearInterval(timer)
    stopListening()
    await Promise.all([watcher.close(), looking, settling.close()])
    await files.idle()
  }
  const close = () => (closing ??= stop())
  options.signal?.addEventListener('abort', () => void close(), { once: true })
  return { hindrance: () => hindrance, close }
}

/** A folder that was unmounted or taken away looks to its watcher like one in which nothing is dropped. */
async function hindranceOf(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.R_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return `the drop folder cannot be read: ${messageOf(error)}`
  }
}

/** Creates the folder and those for what is done with; returns its true path, without links. */
async function prepare({ folder, finished }: DropFolderOptions): Promise<string> {
  try {
    await mkdir(folder, { recursive: true })
    const path = await realpath(folder)
    if (finished === 'move')
      for (const name of [doneFolder, failedFolder]) await mkdir(join(path, name), { recursive: true })
    return path
  } catch (error) {
    throw new RihlaError('folder-unwritable', `drop folder cannot be used: ${folder}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
