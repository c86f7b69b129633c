import { useEffect } from 'react'
import type { DocumentEntry } from '../contracts/http.ts'
import { api } from './api.ts'

/** Tells of every change of a document as it happens, also over a lost connection; `onReset` where some may have been missed. */
export function useLiveDocuments(onDocument: (document: DocumentEntry) => void, onReset: () => void): void {
  useEffect(() => {
    const controller = new AbortController()
    const follow = async () => {
      let last: string | undefined
      while (!controller.signal.aborted) {
        try {
          const from = last === undefined ? {} : { lastEventId: last }
          for await (const event of api.events({ ...from, signal: controller.signal })) {
            last = event.id
            if (event.event === 'document') onDocument(event.document)
            // also at the beginning: what happened just before is told by no event
            else onReset()
          }
        } catch {
          // the connection or the server is away: it is tried again
        }
        if (!controller.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 2000))
      }
    }
    void follow()
    return () => controller.abort()
  }, [onDocument, onReset])
}
