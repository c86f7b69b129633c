import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'

const file = join(import.meta.dirname, '..', '..', 'fixtures', 'kinds', 'portfolio-report', 'portfolio-report.pdf')

test('reads headings that are turned a quarter as those of the columns below them', async () => {
  const bytes = new Uint8Array(readFileSync(file))
  const { paragraphs, text } = await parsePdf({ documentId: '0'.repeat(64), bytes, limits: standardLimits })
  const [head, first] = paragraphs.find(({ kind }) => kind === 'table')!.rows!
  expect(head!.heading).toBe(true)
  expect(head!.cells.map(({ start, end }) => text.slice(start, end))).toEqual([
    'Symbol',
    'Project',
    'Lead office',
    'First month',
    'Months',
    'US$ thousand',
  ])
  expect(first!.cells.map(({ start, end }) => text.slice(start, end)).slice(2)).toEqual(['Dakar', 'Feb', '30', '1 420'])
})
