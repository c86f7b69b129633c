// What runs in an extractor's thread: a parsed document comes in as JSON, what was read in it goes out as JSON.
import { parentPort } from 'node:worker_threads'
import type { ParsedDocument } from './contracts/parsed-document.ts'
import { messageOf } from './errors.ts'
import { extractDocument } from './extract/extract-document.ts'
import { reading } from './reading.ts'

/** What the thread answers. */
export type ThreadAnswer = { extracted: string } | { error: string }

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
parentPort?.on('message', (text: string) => parentPort?.postMessage(answerTo(text)))

function answerTo(text: string): ThreadAnswer {
  try {
    // Whoever sends it has checked it, and checks what comes back.
    const parsed: ParsedDocument = JSON.parse(text)
    return { extracted: JSON.stringify(extractDocument(parsed, reading)) }
  } catch (error) {
    return { error: error instanceof Error && error.stack ? error.stack : messageOf(error) }
  }
}
