import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { runCli } from './run-cli.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const note = join(fixtures, 'documents', 'background-note-skills', 'background-note-skills.pdf')
/** A file of its own for a test. */
function textFile(): string {
  const file = join(temporaryFolder(), 'note.txt')
  writeFileSync(file, text)
  return file
}

const text = [
  'Nurses on the move',
  'Lebanon receives domestic workers from Nepal. It has not ratified the Domestic Workers Convention, 2011 (No. 189).',
  'In 2012 they sent US$ 4.5 billion home. \u001B[31mA text may hold anything.',
].join('\n\n')

describe('a PDF', () => {
  test('is parsed without a server and without a trace', async () => {
    const folder = temporaryFolder()
    const { code, stdout, stderr } = await runCli(['parse', note, '--json'], { folder })
    expect([code, stderr]).toEqual([0, ''])
    const parsed = ParsedDocument.parse(JSON.parse(stdout))
    expect(parsed.pageCount).toBeGreaterThan(1)
    expect(parsed.paragraphs.length).toBeGreaterThan(10)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is printed page by page, as plain text, and as entities', async () => {
    const pages = await runCli(['parse', note])
    expect(pages.stdout).toMatch(/— page 1 —[\s\S]*— page 2 —/)
    const plainText = await runCli(['parse', note, '--text'])
    expect(plainText.stdout).toContain('US$1,180')
    expect(plainText.stdout).not.toContain('— page')
    const entities = await runCli(['extract', note])
    expect(entities.stdout).toMatch(/^Projects \(\d+\)$/m)
    expect(entities.stdout).toMatch(/^1 +NPL .*Nepal.*country\//m)
    for (const line of entities.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test.for([
    ['encrypted', 'pdf-encrypted'],
    ['truncated', 'pdf-damaged'],
  ] as const)('that is %s is refused with its code', async ([kind, code]) => {
    const name = readdirSync(join(fixtures, 'hostile')).find((name) => name.includes(kind))
    expect(name, `a fixture that is ${kind}`).toBeDefined()
    const outcome = await runCli(['extract', join(fixtures, 'hostile', name!)])
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toContain(`(${code})`)
  })
})

describe('a text file', () => {
  test('is extracted as JSON, where every quote is the text of its span', async () => {
    const file = textFile()
    const { stdout } = await runCli(['extract', file, '--json'])
    const { mentions } = ExtractedDocument.parse(JSON.parse(stdout))
    const parsed = ParsedDocument.parse(JSON.parse((await runCli(['parse', file, '--json'])).stdout))
    expect(mentions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['country', 'instrument', 'figure']))
    for (const { start, end, quote } of mentions) expect(parsed.text.slice(start, end)).toBe(quote)
  })

  test('is extracted in the shape of gold, with spans in code points of the file', async () => {
    const file = textFile()
    const { stdout } = await runCli(['extract', file, '--format', 'gold'])
    const Spans = z.array(z.looseObject({ surface: z.string(), start: z.int(), end: z.int() }))
    const gold = z.looseObject({ countries: Spans, conventions: Spans }).parse(JSON.parse(stdout))
    const codePoints = Array.from(text)
    for (const { surface, start, end } of [...gold.countries, ...gold.conventions])
      expect(codePoints.slice(start, end).join('')).toBe(surface)
    expect(gold.countries.length).toBe(2)
  })

  test('cannot act on the terminal', async () => {
    const file = textFile()
    for (const args of [
      ['parse', file],
      ['extract', file],
      ['explain', file],
      ['parse', file, '--json'],
    ])
      expect((await runCli(args)).stdout, args.join(' ')).not.toContain('\u001B')
  })

  test('is explained: which rule saw what', async () => {
    const file = textFile()
    const { code, stdout } = await runCli(['explain', file])
    expect(code).toBe(0)
    expect(stdout).toMatch(/country\/name.*Lebanon|Lebanon.*country\/name/)
  })
})

test.for([
  ['absent', undefined, 'file-unreadable'],
  ['empty', '', 'file-empty'],
  ['neither PDF nor text', '\u0000\u0001binary', 'not-a-pdf'],
] as const)('a file that is %s is told', async ([, content, code]) => {
  const file = join(temporaryFolder(), 'bad.pdf')
  if (content !== undefined) writeFileSync(file, content)
  const outcome = await runCli(['parse', file])
  expect(outcome).toMatchObject({ code: 1, stdout: '' })
  expect(outcome.stderr).toContain(`(${code})`)
})
