import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PDFParse } from 'pdf-parse'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { openParserPool } from '../../src/parse/parser-pool.ts'
import { sharedFolder } from '../shared.ts'

/** Time, unlike processor time, also counts what others take: it needs more rounds until one is undisturbed. */
const leastTimedRounds = 12

/** Of a shorter document, or one of images alone, the process's own cost is all there is to measure. */
const leastPages = 10
const leastCharactersPerPage = 200

type Measure = {
  file: string
  pages: number
  charactersPerPage: number
  ours: number
  getText: number
  pdftotext: number | undefined
  pool: number
}

/**
 * Measures processor time per page on the same files: ours against pdf-parse's own getText, and pdftotext where there is
 * one; and what the killable process costs in time over parsing in this one, over the documents of ten pages or more that
 * have text. Arguments: PDF files or folders.
 */
export async function run(args: string[]): Promise<void> {
  const files = args.length > 0 ? args.flatMap(filesOf) : filesOf(join(sharedFolder ?? '.', 'pdf', 'real'))
  if (files.length === 0) throw new Error('no PDF to measure: name files or folders')
  const pool = openParserPool(standardLimits)
  const measures: Measure[] = []
  // The first file pays for loading the libraries and warming them up; it is measured again.
  for (const file of [files[0]!, ...files]) {
    const { pages, characters } = await ours(file)
    const rounds = Math.max(3, Math.ceil(40 / pages))
    const best = { ours: Infinity, getText: Infinity }
    // In turns, and the best of all: other work on the machine only ever adds to a measure.
    for (let round = 0; round < rounds; round++) {
      best.ours = Math.min(best.ours, await cpuPerPage(pages, () => ours(file)))
      best.getText = Math.min(best.getText, await cpuPerPage(pages, () => theirs(file)))
    }
    measures.push({
      file: basename(file),
      pages,
      charactersPerPage: Math.round(characters / pages),
      ...best,
      pdftotext: pdftotextTime(file, pages),
      pool: await overhead(file, Math.max(leastTimedRounds, rounds), pool),
    })
  }
  await pool.close()
  measures.shift()
  const pages = sum(measures, (one) => one.pages)
  const total = (read: (one: Measure) => number) => perPage(measures, read)
  const isolated = measures.filter((one) => one.pages >= leastPages && one.charactersPerPage >= leastCharactersPerPage)
  const result = {
    files: measures,
    pages,
    milliseconds: { ours: round(total((one) => one.ours)), getText: round(total((one) => one.getText)) },
    ratioToGetText: round(total((one) => one.ours) / total((one) => one.getText)),
    isolation: {
      documents: isolated.length,
      ratio: isolated.length > 0 ? round(perPage(isolated, (one) => one.pool)) : undefined,
    },
  }
  console.log(JSON.stringify(result))
  console.table(measures.map((one) => ({ ...one, ratio: round(one.ours / one.getText) })))
  console.log(
    `ours ${result.milliseconds.ours} ms a page, getText ${result.milliseconds.getText}; ratio ${result.ratioToGetText}`,
  )
  const counted = `${isolated.length} of ${measures.length} documents (with text, of ${leastPages} pages or more)`
  console.log(`in a process of its own ${result.isolation.ratio ?? 'unknown'} times the time, over ${counted}`)
}

function filesOf(path: string): string[] {
  return path.endsWith('.pdf')
    ? [path]
    : globSync('*.pdf', { cwd: path })
        .map((name) => join(path, name))
        .toSorted()
}

async function ours(file: string): Promise<{ pages: number; characters: number }> {
  const parsed = await parsePdf({ documentId: '0'.repeat(64), bytes: bytesOf(file), limits: standardLimits })
  return { pages: parsed.pages.length, characters: parsed.text.length }
}

async function theirs(file: string): Promise<void> {
  const parser = new PDFParse({ data: bytesOf(file) })
  await parser.getText()
  await parser.destroy()
}

const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(file))

async function cpuPerPage(pages: number, work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return round((user + system) / 1000 / pages)
}

/** Time, not processor time, of pdftotext a page; it has one thread. */
function pdftotextTime(file: string, pages: number): number | undefined {
  if (spawnSync('pdftotext', ['-v']).error) return undefined
  const start = performance.now()
  execFileSync('pdftotext', ['-layout', file, '-'], { stdio: ['ignore', 'pipe', 'ignore'] })
  return round((performance.now() - start) / pages)
}

/** Time of a document through the pool, as a multiple of its time here; the best of each. */
async function overhead(file: string, rounds: number, pool: ReturnType<typeof openParserPool>): Promise<number> {
  const signal = new AbortController().signal
  const there = () => pool.parse({ documentId: '0'.repeat(64), path: file }, signal)
  await there()
  const best = { here: Infinity, there: Infinity }
  for (let round = 0; round < rounds; round++) {
    best.here = Math.min(best.here, await wall(() => ours(file)))
    best.there = Math.min(best.there, await wall(there))
  }
  return round(best.there / best.here)
}

async function wall(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The mean over pages. */
const perPage = (measures: Measure[], read: (one: Measure) => number): number =>
  sum(measures, (one) => read(one) * one.pages) / sum(measures, (one) => one.pages)
const sum = <Item>(items: Item[], read: (item: Item) => number): number =>
  items.reduce((total, item) => total + read(item), 0)
const round = (value: number): number => Math.round(value * 100) / 100
