import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { boxesOf } from '../../src/contracts/boxes.ts'
import type { Parser } from '../../src/contracts/stage-context.ts'
import { openParserPool } from '../../src/parse/parser-pool.ts'
import { sharedFolder } from '../shared.ts'
import { anyId, smallLimits } from './pool-limits.ts'

type Source = { blocks: { type: string; text?: string }[] }
const limits = { ...smallLimits, timeoutSeconds: 200, stallSeconds: 60, memoryBytes: 1536 * 1024 * 1024 }

test.skipIf(!sharedFolder)(
  'a scanned document is read in a killable process, with its confidence',
  { timeout: 240_000 },
  async () => {
    const pool = openParserPool(limits, { recognise: true })
    const path = join(sharedFolder ?? '', 'pdf/seed/ilo-scan200.pdf')
    const parsed = await parseOnce(pool, path)
    ParsedDocument.parse(parsed)
    expect(parsed.pages.map(({ status }) => status)).toEqual(['recognised', 'recognised', 'recognised'])
    expect(Math.min(...parsed.pages.map(({ confidence }) => confidence ?? 0))).toBeGreaterThan(0.8)
    expect(parsed.incomplete).toMatchObject([{ code: 'recognised', pages: [1, 2, 3] }])
    const source: Source = JSON.parse(readFileSync(join(sharedFolder ?? '', 'pdf/seed/source.json'), 'utf8'))
    const printed = source.blocks.slice(0, 17).filter(({ type }) => type === 'para')
    const { recall, missed } = recallOf(
      printed.slice(0, 9).map(({ text }) => text ?? ''),
      parsed.text,
    )
    expect(recall, `missed: ${missed.join(' ')}`).toBeGreaterThanOrEqual(0.985)
    const at = parsed.text.indexOf('remittances')
    const [box] = boxesOf(parsed, { start: at, end: at + 'remittances'.length })
    expect(box).toMatchObject({ page: 1 })
    expect(box!.width).toBeGreaterThan(30)
  },
)

async function parseOnce(pool: Parser, path: string): Promise<ParsedDocument> {
  try {
    return await pool.parse({ documentId: anyId, path }, new AbortController().signal)
  } finally {
    await pool.close()
  }
}

function recallOf(texts: string[], found: string): { recall: number; missed: string[] } {
  const counts = new Map<string, number>()
  for (const word of wordsOf(found)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const all = wordsOf(texts.join('\n').replace(/\u0001\d+\u0002/g, ''))
  const missed = all.filter((word) => {
    const left = counts.get(word) ?? 0
    counts.set(word, left - 1)
    return left <= 0
  })
  return { recall: 1 - missed.length / all.length, missed }
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
