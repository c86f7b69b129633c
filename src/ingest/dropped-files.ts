import { realpath } from 'node:fs/promises'
import { basename, dirname, relative, sep } from 'node:path'
import type { Log } from '../contracts/stage-context.ts'
import type { Added, Store } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'
import { fileBytes } from './file-bytes.ts'
import { doneFolder, failedFolder, moveFinished, reasonOf, reasonOfError } from './finished-files.ts'
import type { SeenFiles } from './seen-files.ts'
import { fileState, sameState, type FileState } from './settling.ts'

export type DroppedFile = { path: string; state: FileState }

export type DroppedFiles = {
  /** Takes a file in hand, from when it has settled until it is done with or put aside. */
  hold(path: string, state: FileState): DroppedFile
  holds(path: string): boolean
  /** Stores and submits a file in hand. What goes wrong is logged, and said beside the file if it is the file's fault. */
  take(file: DroppedFile): Promise<void>
  /** Finishes the files of a document that has ended. */
  onDocument(document: DocumentSummary): void
  /** Waits until nothing is being read or moved. */
  idle(): Promise<void>
}

type Outcome = {
  to: typeof doneFolder | typeof failedFolder
  reason: string | undefined
  documentId: string | undefined
}

/** The life of the files of a drop folder, from when they have settled to their end. */
export function makeDroppedFiles(options: {
  folder: string
  finished: 'move' | 'leave'
  store: Store
  submit(added: Added): Promise<void>
  log: Log
  seen: SeenFiles
  /** Called with the path of each file that is let go of: another may have taken its place by now. */
  again(path: string): void
}): DroppedFiles {
  const { folder, store, log, seen } = options
  const held = new Set<string>()
  /** Files whose documents are on their way, by document. */
  const waiting = new Map<string, DroppedFile[]>()
  const tasks = new Set<Promise<void>>()

  async function take(file: DroppedFile): Promise<void> {
    const name = relative(folder, file.path)
    try {
      const added = await add(file)
      const { documentId } = added.document
      log.info({ audit: true, who: 'drop folder', documentId, name, already: added.already }, 'dropped file stored')
      waiting.set(documentId, [...(waiting.get(documentId) ?? []), file])
      if (added.document.outcome === 'working') await options.submit(added)
      // It may have ended before anybody waited for it.
      onDocument((await store.document(documentId)) ?? added.document)
    } catch (error) {
      await putAside(file, error)
    }
  }

  async function add({ path }: DroppedFile): Promise<Added> {
    // A folder on the way may have been replaced by a link that leads out.
    const place = await realpath(dirname(path))
    if (place !== folder && !place.startsWith(folder + sep))
      throw new RihlaError('file-unreadable', `file lies outside of the drop folder: ${path}`)
    return store.add({ name: basename(path), bytes: fileBytes(path) })
  }

  function onDocument(document: DocumentSummary): void {
    if (document.outcome === 'working') return
    const files = waiting.get(document.documentId) ?? []
    waiting.delete(document.documentId)
    const { documentId, outcome, failure } = document
    for (const file of files) {
      const name = relative(folder, file.path)
      log.info({ documentId, name, outcome, ...(failure && { code: failure.code }) }, 'dropped file finished')
      const to = outcome === 'parked' || outcome === 'dismissed' ? failedFolder : doneFolder
      void track(end(file, { to, documentId, reason: reasonOf(document, basename(file.path)) }))
    }
  }

  async function putAside(file: DroppedFile, error: unknown): Promise<void> {
    for (const [documentId, files] of waiting) {
      const others = files.filter((other) => other !== file)
      if (others.length > 0) waiting.set(documentId, others)
      else waiting.delete(documentId)
    }
    const name = relative(folder, file.path)
    const isFilesFault = error instanceof RihlaError && error.code === 'file-unreadable'
    if (isFilesFault && sameState(file.state, await fileState(file.path))) {
      log.warn({ err: error, name }, 'dropped file cannot be read')
      await end(file, { to: failedFolder, reason: reasonOfError(error, basename(file.path)), documentId: undefined })
      return
    }
    if (!isFilesFault) log.error({ err: error, name }, 'dropped file cannot be stored now')
    // Gone, changed, or the store's fault: the next look through the folder takes up what is still there.
    held.delete(file.path)
    if (isFilesFault) options.again(file.path)
  }

  async function end({ path, state }: DroppedFile, { to, reason, documentId }: Outcome): Promise<void> {
    try {
      // Where somebody has put another file in its place, that one is none of this document's.
      if (sameState(state, await fileState(path))) {
        if (options.finished === 'move') await moveFinished({ folder, path, to, ...(reason && { reason }) })
        else await seen.remember(path, state, documentId)
      }
    } catch (error) {
      log.error({ err: error, name: relative(folder, path), to }, 'finished file cannot be moved')
      await seen.remember(path, state, documentId)
    } finally {
      held.delete(path)
      options.again(path)
    }
  }

  function track(task: Promise<void>): Promise<void> {
    const tracked = task.finally(() => tasks.delete(tracked))
    tasks.add(tracked)
    return tracked
  }

  return {
    hold(path, state) {
      held.add(path)
      return { path, state }
    },
    holds: (path) => held.has(path),
    take: (file) => track(take(file)),
    onDocument,
    async idle() {
      while (tasks.size > 0) await Promise.all(tasks)
    },
  }
}
