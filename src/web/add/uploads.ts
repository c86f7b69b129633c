import { useSyncExternalStore } from 'react'
import type { UploadedFile } from '../../contracts/http.ts'
import { messageOf, RihlaError } from '../../errors.ts'
import { api } from '../api.ts'

/** A file of this visit on its way into the archive. */
export type Upload = {
  id: number
  name: string
  sizeBytes: number
  state: 'queued' | 'sending' | 'sent' | 'refused'
  /** What the archive says of it. */
  answer?: UploadedFile
  error?: unknown
}

type Waiting = Upload & { file: File }

let uploads: readonly Waiting[] = []
let running = false
let offline = false
let count = 0
let snapshot: { uploads: readonly Upload[]; offline: boolean } = { uploads, offline }
const listeners = new Set<() => void>()

/** The files of this visit; sending goes on while other views are looked at. */
export function useUploads(): { uploads: readonly Upload[]; offline: boolean } {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

export function sendFiles(files: readonly File[]): void {
  const added = files.map((file): Waiting => ({
    id: ++count,
    name: file.name,
    sizeBytes: file.size,
    state: 'queued',
    file,
  }))
  change([...uploads, ...added])
  void run()
}

/** Sends what was refused or failed once more. */
export function sendAgain(id: number): void {
  change(uploads.map((one) => (one.id === id ? { ...one, state: 'queued' } : one)))
  void run()
}

export const clearFinished = (): void =>
  change(uploads.filter(({ state }) => state === 'queued' || state === 'sending'))

/** One after the other; a lost connection is waited for. To send a file twice does no harm: it is known by its bytes. */
async function run(): Promise<void> {
  if (running) return
  running = true
  for (let next = queued(); next; next = queued()) await send(next)
  running = false
}

const queued = () => uploads.find(({ state }) => state === 'queued')

async function send({ id, name, file }: Waiting): Promise<void> {
  set(id, { state: 'sending' })
  try {
    const answer = await api.addFile({ name, body: file })
    offline = false
    set(id, { state: answer.failure ? 'refused' : 'sent', answer })
  } catch (error) {
    if (!isLost(error)) return set(id, { state: 'refused', error })
    offline = true
    set(id, { state: 'queued' })
    await connection()
  }
}

const isLost = (error: unknown): boolean => error instanceof RihlaError && error.code === 'server-unreachable'

/** Resolves when the server answers again. */
async function connection(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const back = await api.alive().then(
      () => true,
      () => false,
    )
    if (back) return
  }
}

function set(id: number, changes: Partial<Upload>): void {
  change(uploads.map((one) => (one.id === id ? { ...one, ...changes } : one)))
}

function change(next: readonly Waiting[]): void {
  uploads = next
  snapshot = { uploads, offline }
  for (const listener of listeners) listener()
}

/** Why a file is not in the archive, in a sentence. */
export function refusalOf({ answer, error }: Upload): { message: string; remedy: string } | undefined {
  if (answer?.failure) return answer.failure
  if (error === undefined) return undefined
  return { message: messageOf(error), remedy: error instanceof RihlaError ? error.remedy : '' }
}
