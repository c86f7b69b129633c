import type { Evidence } from '../../contracts/extracted-document.ts'
import { RegisterName } from '../../contracts/registers.ts'

/** A register, or one entry of it. */
export type RegisterPlace = { register: RegisterName; entryKey?: string }

/** What a path of the page shows of the registers; undefined where it is none of theirs. */
export function registerPlace(path: string): RegisterPlace | undefined {
  const parts = /^\/registers(?:\/([a-z]+)(?:\/([^/]+))?)?\/?$/.exec(path)
  const [, name = 'projects', encoded] = parts ?? []
  const register = RegisterName.safeParse(parts ? name : undefined).data
  if (!register) return undefined
  if (encoded === undefined) return { register }
  const entryKey = decoded(encoded)
  return entryKey === undefined ? undefined : { register, entryKey }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Where a register is listed, narrowed down by these parameters. */
export function listAddress(register: RegisterName, parameters: Record<string, string> = {}): string {
  const text = new URLSearchParams(parameters).toString()
  return `/registers/${register}${text && `?${text}`}`
}

export const entryAddress = (register: RegisterName, key: string): string =>
  `/registers/${register}/${encodeURIComponent(key)}`

/** The page of the document with the value marked on it, and the passage around it. */
export const readAddress = ({ documentId, page, start, end }: Pick<Evidence, 'page' | 'start' | 'end'> & Document) =>
  `/read/${documentId}?page=${page}&at=${start}&span=${start}-${end}`

type Document = { documentId: string }
