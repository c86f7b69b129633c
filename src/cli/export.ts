import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RegisterName } from '../contracts/registers.ts'
import { messageOf, RihlaError } from '../errors.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { caretError } from './query-text.ts'
import { filtersOf, withWholeIds, type FilterOptions } from './registers.ts'

type Way = 'csv' | 'jsonl' | 'iati' | 'ftm'
type Options = FilterOptions & { as: Way; output?: string }

const endings: Record<Way, string> = { csv: 'csv', jsonl: 'jsonl', iati: 'iati.xml', ftm: 'ftm.jsonl' }
/** What each thing can be written as, beside CSV and JSON Lines. */
const more: Record<string, readonly Way[]> = { projects: ['iati', 'ftm'], organisations: ['ftm'] }

/** `rihla export`: a register, a search or corrections as a file, on stdout or in a file; on a terminal stderr tells how far. */
export async function exportFile(what: string, query: string, options: Options): Promise<void> {
  const file = fileOf(what, options.as)
  await withArchive(async (client) => {
    const { body } = await answerOf(client, { what, file, query, options }).catch((error: unknown) => {
      throw caretError(error, query)
    })
    const source = Readable.from(counted(body ?? new ReadableStream()))
    if (options.output === undefined) await pipeline(source, process.stdout, { end: false })
    else await writeWhole(source, options.output)
  })
}

function fileOf(what: string, way: Way): string {
  const known = [...RegisterName.options, 'search', 'corrections']
  if (!known.includes(what))
    throw new RihlaError(
      'request-invalid',
      `there is no ${JSON.stringify(what)} to export: there are ${known.join(', ')}`,
    )
  const ways = what === 'corrections' ? ['jsonl'] : ['csv', 'jsonl', ...(more[what] ?? [])]
  if (!ways.includes(way))
    throw new RihlaError(
      'request-invalid',
      `${what} cannot be written as ${way}: choose --as ${ways.join(' or --as ')}`,
    )
  return `${what}.${endings[way]}`
}

type Asked = { what: string; file: string; query: string; options: Options }

async function answerOf(client: Client, { what, file, query, options }: Asked): Promise<Response> {
  if (what === 'corrections') return client.export(file)
  const filters = await withWholeIds(client, filtersOf('', options))
  if (what !== 'search') return client.export(file, { ...filters, ...(query && { q: query }) })
  const { country, convention, donor, document, kind, ...others } = filters
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw new RihlaError('request-invalid', `a search has no --${unknown}: say it in the query, as in date:2012..2014`)
  const searched = { country, convention, donor, document, kind }
  const given = Object.entries(searched).filter(([, values]) => values !== undefined)
  return client.export(file, { q: query, ...Object.fromEntries(given) })
}

/** Tells on stderr how much has come, where that is a terminal. */
async function* counted(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const tell = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\u001B[K${text}`)
  let [bytes, lines] = [0, 0]
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      for (const byte of chunk) if (byte === 10) lines++
      tell(`${lines} lines, ${(bytes / 1024).toFixed(0)} KiB`)
      yield chunk
    }
  } finally {
    tell('')
  }
}

/** Under another name until it is whole, so that nobody takes a part of it for all. */
async function writeWhole(source: Readable, path: string): Promise<void> {
  const partial = `${path}.part`
  try {
    await pipeline(source, createWriteStream(partial) satisfies Writable)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    if (error instanceof RihlaError) throw error
    throw new RihlaError('folder-unwritable', `the export cannot be written to ${path}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
