import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { sharedFolder } from '../shared.ts'

const Gold = z.object({
  projects: z.array(
    z.object({
      title: z.string(),
      countries: z.array(z.string()),
      period: z.object({ from: z.int(), to: z.int().nullable() }),
    }),
  ),
})

const comparable = (title: string): string => title.toLowerCase().replace(/[^\p{L}\d]+/gu, ' ')

test.skipIf(!sharedFolder)('reads every project of the background note with its title, period and countries', () => {
  const seed = join(sharedFolder!, 'seed')
  const gold = Gold.parse(JSON.parse(readFileSync(join(seed, 'background-note.gold.json'), 'utf8')))
  const text = readFileSync(join(seed, 'background-note.txt'), 'utf8')
  const { projects } = extractDocument(parseText({ documentId: '0'.repeat(64), text }))
  const found = projects.map(({ title, period, countries }) => ({
    title: comparable(title),
    period: { from: period?.from, to: period?.to ?? null },
    countries: countries.toSorted(),
  }))
  const expected = gold.projects.map(({ title, period, countries }) => ({
    title: comparable(title),
    period,
    countries: countries.toSorted(),
  }))
  const byTitle = (one: { title: string }, other: { title: string }): number => one.title.localeCompare(other.title)
  expect(found.sort(byTitle)).toEqual(expected.sort(byTitle))
})
