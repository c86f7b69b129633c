import { createReadStream, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryStore } from '../ingest/store-kit.ts'
import { Gold, Question } from './gold-contract.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const slugs = readdirSync(join(fixtures, 'documents')).toSorted()
const pdfOf = (slug: string) => join(fixtures, 'documents', slug, `${slug}.pdf`)

/** What is printed on each page, read by pdf.js alone, so that gold is not held against our own parser. */
async function printedPages(slug: string): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(readFileSync(pdfOf(slug))), verbosity: 0 })
  try {
    const document = await task.promise
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent()
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
    }
    return pages
  } finally {
    await task.destroy()
  }
}

/** Blanks and hyphens fall differently in every extraction. */
const squeezed = (text: string) => text.replace(/[\s\u00ad\u2010-]/g, '')

const goldOf = (slug: string) =>
  Gold.parse(JSON.parse(readFileSync(join(fixtures, 'gold', `${slug}.gold.json`), 'utf8')))

test('there are nine documents, each with its source, its PDF and its gold', () => {
  expect(slugs).toHaveLength(9)
  for (const slug of slugs) {
    expect(globSync(`documents/${slug}/source.*`, { cwd: fixtures })).toHaveLength(1)
    expect(statSync(pdfOf(slug)).size).toBeLessThan(150_000)
    expect(goldOf(slug).doc).toBe(slug)
  }
  const golds = readdirSync(join(fixtures, 'gold')).filter((name) => name.endsWith('.gold.json'))
  expect(golds.toSorted()).toEqual(slugs.map((slug) => `${slug}.gold.json`))
})

describe.for(slugs)('the gold of %s', (slug) => {
  const gold = goldOf(slug)

  test('names only what is printed', async () => {
    const text = squeezed((await printedPages(slug)).join(''))
    const surfaces = [
      ...gold.countries.flatMap((country) => country.surfaces),
      ...gold.conventions.map(({ surface }) => surface),
      ...gold.figures.map(({ surface }) => surface),
    ]
    expect(surfaces.filter((surface) => !text.includes(squeezed(surface)))).toEqual([])
  })

  test('finds its key sentences on their pages', async () => {
    const pages = (await printedPages(slug)).map(squeezed)
    for (const { key_sentence, page } of gold.queries) expect(pages[page - 1]).toContain(squeezed(key_sentence))
  })

  test('says each figure fully scaled, money with its currency and nothing else with one', () => {
    for (const { kind, currency } of gold.figures) expect(currency !== null).toBe(kind === 'money')
    const percentages = gold.figures.filter(({ kind }) => kind === 'percent').flatMap(({ value }) => value)
    for (const value of percentages) expect(Math.abs(value)).toBeLessThanOrEqual(100)
  })

  test('lists each country once, and no project in a country that is not named', () => {
    const countries = gold.countries.map(({ iso3 }) => iso3)
    expect(countries).toEqual([...new Set(countries)].toSorted())
    expect(gold.projects.flatMap((project) => project.countries).filter((code) => !countries.includes(code))).toEqual(
      [],
    )
  })
})

test('the five questions are answered on the pages that they name', async () => {
  const questions = z.array(Question).parse(JSON.parse(readFileSync(join(fixtures, 'questions.json'), 'utf8')))
  expect(questions).toHaveLength(5)
  for (const { document, page, answer } of questions) {
    const pages = await printedPages(document)
    expect(squeezed(pages[page - 1] ?? '')).toContain(squeezed(answer))
  }
})

test.for([
  ['empty.pdf', 'file-empty'],
  ['text-named.pdf', 'not-a-pdf'],
  ['truncated.pdf', undefined],
  ['encrypted.pdf', undefined],
  ['no-pages.pdf', undefined],
])('the hostile %s is met at the door with %s', async ([name, code]) => {
  const { store } = await temporaryStore()
  const bytes = createReadStream(join(fixtures, 'hostile', name!))
  const { document } = await store.add({ name: name!, bytes })
  expect(document.failure?.code).toBe(code)
})
