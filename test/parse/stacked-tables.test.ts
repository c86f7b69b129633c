import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'

const file = join(import.meta.dirname, '..', '..', 'fixtures', 'kinds', 'logframe-report', 'logframe-report.pdf')

test('keeps two tables apart that only a heading in larger letters parts', async () => {
  const bytes = new Uint8Array(readFileSync(file))
  const { paragraphs } = await parsePdf({ documentId: '0'.repeat(64), bytes, limits: standardLimits })
  const kinds = paragraphs.map(({ kind, rows }) => (rows ? `${kind} of ${rows[0]!.cells.length}` : kind))
  expect(kinds.slice(0, 4)).toEqual(['title', 'table of 2', 'heading', 'table of 6'])
})
