import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openParserPool } from '../../src/parse/parser-pool.ts'
import { linesFrom, makePdf } from './make-pdf.ts'
import { anyId, smallLimits } from './pool-limits.ts'

test('a document of five hundred full pages is read within the memory of a small one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-memory-'))
  const path = join(folder, 'long.pdf')
  const pages = Array.from({ length: 500 }, (_, page) => ({
    texts: linesFrom(
      Array.from(
        { length: 48 },
        (_, line) => `On page ${page} the clerk wrote line ${line}, of the wages and the debts of a season.`,
      ),
    ),
  }))
  writeFileSync(path, makePdf(pages))
  const pool = openParserPool({ ...smallLimits, maxPages: 1_000, memoryBytes: 400 * 1024 * 1024, timeoutSeconds: 50 })
  try {
    const parsed = await pool.parse({ documentId: anyId, path }, new AbortController().signal)
    expect(parsed.pages).toHaveLength(500)
    expect(parsed.text).toContain('On page 499 the clerk wrote line 47')
    expect(parsed.incomplete).toEqual([])
  } finally {
    await pool.close()
    rmSync(folder, { recursive: true })
  }
})
