import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ParsedDocument, Paragraph } from '../../src/contracts/parsed-document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { sharedFolder } from '../shared.ts'

type Measure = { times: number; words: number; seconds: number; wordsPerSecond: number; mentions: number }

/**
 * Measures extraction on one core: words a second on a long document, and whether ten and a hundred times the text takes
 * ten and a hundred times the time. Argument: a PDF or a text file; else the longest of the material at hand.
 */
export async function run(args: string[]): Promise<void> {
  const file = args[0] ?? standardFile()
  const document = await parsed(file)
  // The first run pays for patterns and gazetteers; it is measured apart.
  const start = performance.now()
  extractDocument(document)
  const firstRunMilliseconds = Math.round(performance.now() - start)
  extractDocument(document)
  const measures = [1, 10, 100].map((times) => measure(document, times))
  const [small, , large] = measures
  const result = {
    file: file.split('/').at(-1),
    firstRunMilliseconds,
    measures,
    // Time a word at a hundred times the length against once: 1 is linear.
    growth: round(small!.wordsPerSecond / large!.wordsPerSecond),
    wordsPerSecond: large!.wordsPerSecond,
  }
  console.log(JSON.stringify(result))
  console.table(measures)
  console.log(`${result.wordsPerSecond} words a second; a word of the long one takes ${result.growth} times as long`)
}

function standardFile(): string {
  if (sharedFolder) return join(sharedFolder, 'seed', 'background-note.txt')
  return globSync('fixtures/documents/background-note-skills/*.pdf')[0]!
}

async function parsed(file: string): Promise<ParsedDocument> {
  const documentId = '0'.repeat(64)
  if (!file.endsWith('.pdf')) return parseText({ documentId, text: readFileSync(file, 'utf8') })
  return parsePdf({ documentId, bytes: new Uint8Array(readFileSync(file)), limits: standardLimits })
}

function measure(document: ParsedDocument, times: number): Measure {
  const long = repeated(document, times)
  const words = long.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const rounds = times === 1 ? 5 : times === 10 ? 3 : 1
  let seconds = Infinity
  let mentions = 0
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    mentions = extractDocument(long).mentions.length
    const { user, system } = process.cpuUsage(start)
    seconds = Math.min(seconds, (user + system) / 1e6)
  }
  return { times, words, seconds: round(seconds), wordsPerSecond: Math.round(words / seconds), mentions }
}

/** The document over and over, as one. */
function repeated(document: ParsedDocument, times: number): ParsedDocument {
  const step = document.text.length + 2
  const paragraphs = document.paragraphs.length
  const copies = Array.from({ length: times }, (_, copy) => copy)
  const shifted = (paragraph: Paragraph, copy: number): Paragraph => ({
    ...paragraph,
    start: paragraph.start + copy * step,
    end: paragraph.end + copy * step,
    pages: paragraph.pages.map(({ page, start }) => ({ page, start: start + copy * step })),
    ...(paragraph.section === undefined ? {} : { section: paragraph.section + copy * paragraphs }),
    ...(paragraph.rows
      ? {
          rows: paragraph.rows.map(({ heading, cells }) => ({
            heading,
            cells: cells.map(({ start, end }) => ({ start: start + copy * step, end: end + copy * step })),
          })),
        }
      : {}),
  })
  return {
    ...document,
    text: copies.map(() => document.text).join('\n\n'),
    paragraphs: copies.flatMap((copy) => document.paragraphs.map((paragraph) => shifted(paragraph, copy))),
    references: copies.flatMap((copy) =>
      document.references.map(({ at, note, ...reference }) => ({
        ...reference,
        at: at + copy * step,
        ...(note === undefined ? {} : { note: note + copy * paragraphs }),
      })),
    ),
    runs: copies.flatMap((copy) =>
      document.runs.map(([start, end, ...place]): (typeof document.runs)[number] => [
        start + copy * step,
        end + copy * step,
        ...place,
      ]),
    ),
  }
}

const round = (value: number): number => Number(value.toFixed(3))
