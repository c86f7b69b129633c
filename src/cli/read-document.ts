import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { readConfig, type Config } from '../config.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Parser } from '../contracts/stage-context.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { parseText } from '../parse/parse-text.ts'
import { openParserPool, type ParserLimits } from '../parse/parser-pool.ts'
import { openRecogniser, parserLimits } from '../parsers.ts'

/** A document read without server and store; `source` is the text of a plain-text file. */
export type ReadDocument = { parsed: ParsedDocument; source?: string }

/** Reads a PDF in a parser process with its limits, or a text; which of the two it is, its content says. */
export async function readDocument(file: string): Promise<ReadDocument> {
  const config = readConfig()
  const path = resolve(file)
  const bytes = await readLimited(path, config.RIHLA_MAX_FILE_BYTES)
  if (bytes.length === 0) throw new RihlaError('file-empty', `file is empty: ${basename(path)}`)
  const documentId = createHash('sha256').update(bytes).digest('hex')
  if (isPdf(bytes)) return { parsed: await parsedPdf({ documentId, path, config }) }
  const source = decoded(bytes)
  if (source === undefined) throw new RihlaError('not-a-pdf', `file is neither a PDF nor a text: ${basename(path)}`)
  return { parsed: parseText({ documentId, text: source }), source }
}

/** As the server does it: pages without text are read from their images afterwards, unless that is switched off. */
async function parsedPdf({ documentId, path, config }: { documentId: string; path: string; config: Config }) {
  const parsed = await readOnce(openParserPool(oneProcess(parserLimits(config))), { documentId, path })
  if (config.RIHLA_RECOGNISE === 'off' || parsed.pages.every(({ status }) => status !== 'empty')) return parsed
  return readOnce(openRecogniser({ ...config, RIHLA_RECOGNISE_PROCESSES: 1 }), { documentId, path })
}

const oneProcess = (limits: ParserLimits): ParserLimits => ({ ...limits, processes: 1, recycleDocuments: 1 })

async function readOnce(parser: Parser, file: { documentId: string; path: string }): Promise<ParsedDocument> {
  try {
    return await parser.parse(file, new AbortController().signal)
  } finally {
    await parser.close()
  }
}

async function readLimited(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const handle = await open(path)
    try {
      const { size } = await handle.stat()
      if (size > maxBytes)
        throw new RihlaError(
          'file-too-large',
          `file is larger than the ${maxBytes} bytes that are allowed: ${basename(path)}`,
        )
    } finally {
      await handle.close()
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof RihlaError) throw error
    throw new RihlaError('file-unreadable', `file cannot be read: ${path}: ${messageOf(error)}`, { cause: error })
  }
}

/** A PDF may begin with a little of something else; readers allow a kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).toString('latin1').includes('%PDF-')
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\u0000') ? undefined : text
  } catch {
    return undefined
  }
}
