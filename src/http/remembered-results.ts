import type { Store } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'

type Source = Pick<Store, 'document' | 'readParsed' | 'readExtracted'>
type Remembered = {
  stamp: string
  pages: number
  timer: NodeJS.Timeout
  parsed?: ReturnType<Store['readParsed']>
  extracted?: ReturnType<Store['readExtracted']>
}

const keptMilliseconds = 60_000

/**
 * The store, with the results that were last asked for kept for a minute, up to so many pages of documents: whoever
 * turns pages asks for the same document again, and reading a long one takes a tenth of a second. A result is read anew
 * as soon as the record tells of another run of a stage. Nobody may change what is given.
 */
export function rememberResults<S extends Source>(store: S, { mostPages }: { mostPages: number }): S {
  const kept = new Map<string, Remembered>()
  const forget = (documentId: string) => {
    clearTimeout(kept.get(documentId)?.timer)
    kept.delete(documentId)
  }
  /** The document's place, last in the order of use; undefined where it is not to be kept. */
  const placeOf = async (documentId: string): Promise<Remembered | undefined> => {
    const document = await store.document(documentId)
    const stamp = document && stampOf(document)
    const held = kept.get(documentId)
    if (held && held.stamp !== stamp) forget(documentId)
    const pages = document?.pageCount ?? 0
    if (stamp === undefined || pages > mostPages) return undefined
    const place = kept.get(documentId) ?? { stamp, pages, timer: forgetting(() => forget(documentId)) }
    place.timer.refresh()
    kept.delete(documentId)
    kept.set(documentId, place)
    for (const oldest of kept.keys()) if (pagesIn(kept) > mostPages && oldest !== documentId) forget(oldest)
    return place
  }
  const read = async <Key extends 'parsed' | 'extracted'>(
    documentId: string,
    key: Key,
    anew: () => NonNullable<Remembered[Key]>,
  ): Promise<Awaited<NonNullable<Remembered[Key]>>> => {
    const place = await placeOf(documentId)
    if (!place) return await anew()
    const reading = (place[key] ??= anew())
    try {
      return await reading
    } catch (error) {
      delete place[key]
      throw error
    }
  }
  return {
    ...store,
    readParsed: (documentId) => read(documentId, 'parsed', () => store.readParsed(documentId)),
    readExtracted: (documentId) => read(documentId, 'extracted', () => store.readExtracted(documentId)),
  }
}

/** Every run of a stage leaves its trace in one of these. */
function stampOf({ generation, state, stateAt, parserVersion, rulesVersion }: DocumentSummary): string {
  return [generation, state, stateAt, parserVersion, rulesVersion].join(' ')
}

/** It does not keep the process from ending. */
const forgetting = (forget: () => void): NodeJS.Timeout => setTimeout(forget, keptMilliseconds).unref()

const pagesIn = (kept: ReadonlyMap<string, Remembered>): number =>
  [...kept.values()].reduce((total, { pages }) => total + pages, 0)
