import { randomUUID } from 'node:crypto'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'
import { documentEntry } from './answers.ts'

/** An event as it is sent: `id` tells the place in the stream of this server. */
type LiveEvent = { id: string; event: 'document' | 'reset'; data: string }

export type LiveEvents = {
  /** What came after the event with this id, then what comes; `reset` first where that is not known any more. */
  follow(lastEventId: string | undefined, receive: (text: string) => void, end: () => void): () => void
  close(): void
}

/** So many events are kept for those who come back. */
const kept = 1_000
const heartbeatSeconds = 15

/**
 * The changes of documents, whichever process made them, as server-sent events. Nothing is lost to a reader that comes back
 * soon enough; one that comes too late, or from another server, is told to read its lists anew.
 */
export function openLiveEvents(
  changes: { onChange(listener: (document: DocumentSummary) => void): () => void },
  { mostReaders }: { mostReaders: number },
): LiveEvents {
  const run = randomUUID().slice(0, 8)
  const recent: LiveEvent[] = []
  const readers = new Map<(text: string) => void, () => void>()
  let count = 0
  const send = (text: string) => {
    for (const receive of readers.keys()) receive(text)
  }
  const stop = changes.onChange((document) => {
    const event = { id: `${run}-${++count}`, event: 'document', data: JSON.stringify(documentEntry(document)) } as const
    recent.push(event)
    if (recent.length > kept) recent.shift()
    send(textOf(event))
  })
  const heart = setInterval(() => send(': alive\n\n'), heartbeatSeconds * 1000).unref()

  function missed(lastEventId: string | undefined): LiveEvent[] {
    if (lastEventId === undefined || lastEventId === `${run}-${count}`) return []
    const at = recent.findIndex(({ id }) => id === lastEventId)
    const first = lastEventId === `${run}-0` && count === recent.length
    if (at === -1 && !first) return [{ id: `${run}-${count}`, event: 'reset', data: '{}' }]
    return recent.slice(at + 1)
  }

  return {
    follow(lastEventId, receive, end) {
      if (readers.size >= mostReaders)
        throw new RihlaError('too-many-readers', `${mostReaders} follow the events already`)
      // The first event bears an id at once, so that a reader who is cut off before anything happens misses nothing.
      const greeting = `retry: 2000\nid: ${run}-${count}\nevent: hello\ndata: {}\n\n`
      receive(missed(lastEventId).map(textOf).join('') || greeting)
      readers.set(receive, end)
      return () => void readers.delete(receive)
    },
    close() {
      stop()
      clearInterval(heart)
      for (const end of readers.values()) end()
      readers.clear()
    },
  }
}

/** JSON holds no line feed, so that one line is enough. */
const textOf = ({ id, event, data }: LiveEvent): string => `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`
