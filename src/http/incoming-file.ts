import type { Readable } from 'node:stream'

/** A file on its way in, which may be left in the middle without breaking the connection that still has to be answered. */
export type IncomingFile = {
  bytes: AsyncIterable<Uint8Array>
  /**
   * Reads past what was not taken, so that the sender is done sending and hears the answer. False where there was more of
   * it than anybody should listen to, or where the sender has gone: then the connection is of no further use.
   */
  drain(): Promise<boolean>
}

export function incomingFile(stream: Readable, { drainAtMostBytes }: { drainAtMostBytes: number }): IncomingFile {
  // A plain `for await` destroys the stream when it is left, and the connection with it.
  const bytes: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }) }
  return {
    bytes,
    async drain() {
      if (stream.readableEnded) return true
      let drained = 0
      try {
        for await (const chunk of bytes) {
          drained += chunk.length
          if (drained > drainAtMostBytes) return false
        }
      } catch {
        return false
      }
      return true
    },
  }
}
