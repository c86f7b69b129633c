import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

/** A file on its way in, which may be left in the middle without breaking the connection that still has to be answered. */
export type IncomingFile = {
  bytes: AsyncIterable<Uint8Array>
  /** Reads past what was not taken, so that the sender hears the answer; called when the file was dealt with. */
  drain(): Promise<void>
}

/** `drainAtMost` ends a sender that goes on for ever; none where the stream has a limit of its own. */
export function incomingFile(stream: Readable, drainAtMost = Number.POSITIVE_INFINITY): IncomingFile {
  return {
    // A plain `for await` destroys the stream when it is left, and the connection with it.
    bytes: { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }) },
    async drain() {
      if (stream.readableEnded || stream.destroyed) return
      let drained = 0
      stream.on('data', (chunk: Uint8Array) => {
        drained += chunk.length
        if (drained > drainAtMost) stream.destroy()
      })
      await finished(stream, { writable: false }).catch(() => undefined)
    },
  }
}
