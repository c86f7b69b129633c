import { useSyncExternalStore } from 'react'
import type { UploadedFile } from '../../contracts/http.ts'
import { RihlaError } from '../../errors.ts'
import { api } from '../api.ts'
import type { Told } from '../parts/failure-text.tsx'
import { toldOf } from '../parts/notice.tsx'
import type { Taken } from './taken.ts'

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
let taken: Taken | undefined
let snapshot: Visit = { uploads, offline }
const listeners = new Set<() => void>()

/** `taken` is what was dropped or chosen last. */
type Visit = { uploads: readonly Upload[]; offline: boolean; taken?: Taken | undefined }

/** The files of this visit; sending goes on while other views are looked at. */
export function useUploads(): Visit {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

export function send(next: Taken): void {
  taken = next
  const added = next.files.map((file): Waiting => ({
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

export function clearFinished(): void {
  taken = undefined
  change(uploads.filter(({ state }) => state === 'queued' || state === 'sending'))
}

/** One after the other; a lost connection is waited for. To send a file twice does no harm: it is known by its bytes. */
async function run(): Promise<void> {
  if (running) return
  running = true
  for (let next = queued(); next; next = queued()) await sendOne(next)
  running = false
}

const queued = () => uploads.find(({ state }) => state === 'queued')

async function sendOne({ id, name, file }: Waiting): Promise<void> {
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
  snapshot = { uploads, offline, taken }
  for (const listener of listeners) listener()
}

/** Why a file is not in the archive. */
export function refusalOf({ answer, error }: Upload): Told | undefined {
  if (answer?.failure) return answer.failure
  return error === undefined ? undefined : toldOf(error)
}
