import { createHash } from 'node:crypto'
import { afterAll, onTestFinished } from 'vitest'
import type { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import type { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import type { IndexDocument } from '../../src/contracts/search.ts'
import type { StageContext } from '../../src/contracts/stage-context.ts'
import { type DocumentSummary, StageName } from '../../src/contracts/stored-document.ts'
import { type Database, openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedQueues } from '../../src/queue/embedded.ts'
import { startStages, type RunnerParts } from '../../src/queue/runner.ts'
import { documentPipeline } from '../../pipelines/documents.ts'
import { temporaryStore } from '../ingest/store-kit.ts'
import { listeningLog } from './listening-log.ts'

/** What a test puts in the place of the workers that read and write documents. */
export type Doings = {
  parse?: (documentId: string, signal: AbortSignal) => Promise<ParsedDocument>
  extract?: (parsed: ParsedDocument, signal: AbortSignal) => Promise<ExtractedDocument>
  /** Without it nothing reads images. */
  recognise?: (documentId: string, signal: AbortSignal) => Promise<ParsedDocument>
  write?: StageContext['index']['write']
  indexReady?: () => Promise<void>
}

/** One for all tests of a file: to make one takes seconds. */
let shared: Promise<Database> | undefined
afterAll(async () => (await shared)?.close())

const limits = {
  attempts: 3,
  backoffSeconds: 0.02,
  timeLimitSeconds: 20,
  parsers: 2,
  recognise: { concurrency: 1, timeLimitSeconds: 20 },
}

/** A pipeline on a real store and real queues, with readers and an index that a test can make do anything. */
export async function pipelineOf(doings: Doings = {}, changes: Partial<typeof limits> = {}, folder?: string) {
  const database = await (shared ??= openDatabase())
  const { store, folder: storeFolder } = await temporaryStore(folder === undefined ? {} : { folder })
  const { log, lines } = listeningLog()
  const queues = await openEmbeddedQueues(database, { log })
  const indexed: IndexDocument[] = []
  const parts: RunnerParts = {
    store,
    queues,
    log,
    parser: {
      parse: ({ documentId }, signal) => (doings.parse ?? (async (id) => parsedOf(id)))(documentId, signal),
      close: async () => undefined,
    },
    ...(doings.recognise && {
      recogniser: {
        parse: ({ documentId }, signal) => doings.recognise!(documentId, signal),
        close: async () => undefined,
      },
    }),
    extractor: {
      extract: doings.extract ?? (async (parsed) => extractedOf(parsed)),
      close: async () => undefined,
    },
    index: {
      write:
        doings.write ??
        (async (document) => {
          indexed.push(document)
          return { documentId: document.documentId, passageCount: document.passages.length, refused: [] }
        }),
      remove: async (documentId) => {
        const at = indexed.findIndex((document) => document.documentId === documentId)
        if (at >= 0) indexed.splice(at, 1)
      },
      ready: doings.indexReady ?? (async () => undefined),
    },
    registers: { write: async () => ({ refused: [] }), remove: async () => undefined },
  }
  onTestFinished(async () => {
    await queues.close()
    await database.pglite.exec('DELETE FROM bullmq.job')
  })
  const names = StageName.options
  return {
    ...parts,
    storeFolder,
    database,
    lines,
    indexed,
    start: () => startStages(documentPipeline({ ...limits, ...changes }), { names, parts }),
    add: async (name: string): Promise<DocumentSummary> => {
      const { document } = await store.add({ name, bytes: chunks(`%PDF-1.7 ${name}`) })
      await queues.add('parse', { documentId: document.documentId, generation: document.generation })
      return document
    },
    current: async ({ documentId }: DocumentSummary): Promise<DocumentSummary> => (await store.document(documentId))!,
  }
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

export const idOf = (name: string): string => createHash('sha256').update(`%PDF-1.7 ${name}`).digest('hex')

export function parsedOf(documentId: string, changes: Partial<ParsedDocument> = {}): ParsedDocument {
  const text = 'Migrant workers from Nepal.'
  return {
    schema: 1,
    documentId,
    parserVersion: 'parser-7',
    metadata: { title: 'A title', authors: [], language: 'en', outline: [] },
    pageCount: 1,
    pages: [{ number: 1, width: 595, height: 842, status: 'text' }],
    text,
    paragraphs: [{ kind: 'body', start: 0, end: text.length, pages: [{ page: 1, start: 0 }] }],
    references: [],
    furniture: [],
    runs: [],
    incomplete: [],
    ...changes,
  }
}

export function extractedOf(
  { documentId }: ParsedDocument,
  changes: Partial<ExtractedDocument> = {},
): ExtractedDocument {
  return {
    schema: 1,
    documentId,
    rulesVersion: 'rules-3',
    mentions: [],
    projects: [],
    keyPhrases: [],
    incomplete: [],
    ...changes,
  }
}
