import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { anyId } from './pool-limits.ts'

const folder = join(import.meta.dirname, '../../fixtures/documents')
const files = globSync('*/*.pdf', { cwd: folder }).toSorted()

/** What the code does now, one paragraph a line; `-u` rewrites it, and the diff is to be read. */
test.for(files)('%s keeps its structure', async (file) => {
  const bytes = new Uint8Array(readFileSync(join(folder, file)))
  const parsed = await parsePdf({ documentId: anyId, bytes, limits: standardLimits })
  ParsedDocument.parse(parsed)
  await expect(structureOf(parsed)).toMatchFileSnapshot(
    join(import.meta.dirname, 'golden', `${basename(file, '.pdf')}.txt`),
  )
})

function structureOf({ metadata, text, paragraphs, references, furniture, incomplete, pages }: ParsedDocument): string {
  const head = [
    `${metadata.title} (${metadata.titleSource}), ${metadata.language}, ${metadata.date} (${metadata.dateSource}), ${pages.length} pages`,
    ...incomplete.map(({ code, pages: places }) => `incomplete: ${code} ${places?.join(', ') ?? ''}`),
    ...furniture.map((one) => `around page ${one.page}: ${one.text} (${one.kind})`),
  ]
  const body = paragraphs.map((paragraph, index) => {
    const { kind, level, mark, pages: places, start, end, rows, section } = paragraph
    const marks = references.filter(({ at }) => at >= start && at <= end).map((one) => `${one.mark}→${one.note ?? '?'}`)
    const labels = [
      kind + (level ?? ''),
      mark && `mark ${mark}`,
      `p. ${places.map(({ page }) => page).join('-')}`,
      section !== undefined && `under ${section}`,
      ...marks,
    ]
    const cells = rows?.map(
      (row) =>
        `\n  ${row.heading ? '# ' : '  '}${row.cells.map((cell) => text.slice(cell.start, cell.end)).join(' | ')}`,
    )
    return `${index} [${labels.filter(Boolean).join(', ')}] ${cells ? cells.join('') : text.slice(start, end)}`
  })
  return `${[...head, '', ...body].join('\n')}\n`
}
