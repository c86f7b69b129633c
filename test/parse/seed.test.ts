import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { toPlainText } from '../../src/parse/plain-text.ts'
import { sharedFolder } from '../shared.ts'
import { anyId } from './pool-limits.ts'

const python = spawnSync('python3', ['--version']).error === undefined
const documents = ['ilo-lo', 'ilo-wordlike', 'ilo-chromium', 'ilo-typst2col']

test.skipIf(!sharedFolder || !python).for(documents)('%s comes out as it was written', async (name) => {
  const bytes = new Uint8Array(readFileSync(join(sharedFolder ?? '', 'pdf/seed', `${name}.pdf`)))
  const parsed = await parsePdf({ documentId: anyId, bytes, limits: standardLimits })
  const folder = mkdtempSync(join(tmpdir(), 'rihla-seed-'))
  const file = join(folder, 'parsed.txt')
  writeFileSync(file, toPlainText(parsed))
  const script = join(sharedFolder ?? '', 'scoring/score_text.py')
  const score: Record<string, unknown> = JSON.parse(execFileSync('python3', [script, name, file], { encoding: 'utf8' }))
  rmSync(folder, { recursive: true })
  expect(score['f1']).toBeGreaterThanOrEqual(99.8)
  expect(score['order']).toBeGreaterThanOrEqual(99.7)
  expect(score['intact']).toBeGreaterThanOrEqual(99)
  expect(score).toMatchObject({ titles: [31, 31], urls: [7, 7], glued: [0, 16] })
  expect(parsed.references.filter(({ note }) => note !== undefined)).toHaveLength(16)
  expect(parsed.incomplete).toEqual([])
})

type Gold = { footnotes: { mark: number; markStart: number; text: string }[]; sections: { heading: string }[] }

test.skipIf(!sharedFolder)('the plain text of the note keeps its notes, their marks and its headings', () => {
  const text = readFileSync(join(sharedFolder ?? '', 'seed/background-note.txt'), 'utf8')
  const gold: Gold = JSON.parse(readFileSync(join(sharedFolder ?? '', 'seed/background-note.gold.json'), 'utf8'))
  const parsed = parseText({ documentId: anyId, text })
  const marks = parsed.references.map(({ mark, at }) => {
    const run = parsed.sourceRuns!.find(([start, end]) => start < at && at <= end)!
    return { mark: Number(mark), markStart: run[2] + at - run[0] }
  })
  expect(marks).toEqual(gold.footnotes.map(({ mark, markStart }) => ({ mark, markStart })))
  const notes = parsed.paragraphs.filter(({ kind }) => kind === 'note')
  const plain = (one: string) => one.replace(/[\s-]+/g, '')
  expect(notes.map(({ start, end }) => plain(parsed.text.slice(start, end)))).toEqual(
    gold.footnotes.map((note) => plain(note.text)),
  )
  const headings = parsed.paragraphs
    .filter(({ kind }) => kind === 'heading' || kind === 'title')
    .map(({ start, end }) => plain(parsed.text.slice(start, end)).toLowerCase())
  const missed = gold.sections.filter(
    ({ heading }) => !headings.some((one) => one.startsWith(plain(heading).toLowerCase().slice(0, 40))),
  )
  expect(missed.map(({ heading }) => heading)).toEqual([])
})
