import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RegisterFilters, RegisterName, RegisterSort } from '../../src/contracts/registers.ts'
import type { RegisterIndex } from '../../src/search/register-index.ts'
import { readDocument } from '../registers/rows-kit.ts'
import { idOf } from './document-builder.ts'
import { anyRegisterQuestions } from './hostile-filters.ts'

export type RegisterAdapter = {
  name: string
  open(): Promise<{ registers: RegisterIndex; close(): Promise<void> }>
}

type QuestionOf<Questions> = Questions extends fc.Arbitrary<infer Question> ? Question : never

/** Three documents of our own writing that speak of the same things, and not always agree. */
const library = {
  'Annual survey': `# Annual survey

In 2010, there were 214 million international migrants. In 2012, remittances to Nepal reached US$4.1 billion.

The Fair Crossings project (FAIRCROSS), 2010-2013, funded by the Swiss Agency for Development and Cooperation (SDC), works in Nepal and Lebanon.

Lebanon has not ratified the Domestic Workers Convention, 2011 (No. 189).`,
  'Country brief': `# Country brief

In 2010, there were 191 million international migrants. Remittances to Nepal came to US$5 billion in 2012.

The Fair Crossings project (FAIRCROSS), 2010-2014, financed by Norway, works in Nepal.

Nepal considers the Domestic Workers Convention, 2011 (No. 189). Migration from Nepal to Qatar grows.`,
  'Third look': `# Third look

In 2010, over 200 million international migrants lived abroad. About 44 per cent of them were women.`,
}

/** What every adapter of the registers must do. */
export function registersSuite(adapter: RegisterAdapter): void {
  describe(`the registers on ${adapter.name}`, () => {
    let opened: Awaited<ReturnType<RegisterAdapter['open']>>
    const registers = () => opened.registers
    beforeAll(async () => {
      opened = await adapter.open()
      for (const [name, text] of Object.entries(library).toReversed()) await write(name, text)
    })
    afterAll(() => opened.close())

    async function write(name: string, text: string): Promise<void> {
      const received = Object.keys(library).indexOf(name) + 2
      const { documentId, rows } = readDocument(name, text, `2026-01-0${received}T00:00:00.000Z`)
      await registers().write(documentId, rows)
    }
    const list = (register: RegisterName, filters: RegisterFilters = {}, sort: RegisterSort = 'documents', size = 50) =>
      registers().list({ register, filters, sort, size })
    const keys = async (...asked: Parameters<typeof list>) => (await list(...asked)).entries.map(({ key }) => key)

    test('several documents make one entry, with all of their evidence', async () => {
      const answer = await registers().entry({ register: 'conventions', key: 'C189', filters: {}, size: 10 })
      expect(answer).toMatchObject({ documentCount: 2, evidenceCount: 2, values: { year: 2011, binding: true } })
      expect(new Set(answer?.evidence.map(({ documentId }) => documentId))).toEqual(
        new Set([idOf('Annual survey'), idOf('Country brief')]),
      )
      for (const { quote, page } of answer!.evidence) expect([quote, page]).toEqual([expect.stringMatching(/189/), 1])
    })

    test('what documents say of one project is put together, and where they differ is shown', async () => {
      const { entries } = await list('projects')
      expect(entries).toHaveLength(1)
      const [project] = entries
      expect(project).toMatchObject({ documentCount: 2, values: { acronym: 'FAIRCROSS', countries: ['LBN', 'NPL'] } })
      const differing = Object.fromEntries(project!.disagreements.map(({ field, values }) => [field, values]))
      expect(differing['to']?.map(({ value }) => value).toSorted()).toEqual([2013, 2014])
      expect(differing['donors']?.length).toBe(2)
      expect(differing).not.toHaveProperty('from')
      expect(differing).not.toHaveProperty('countries')
    })

    test('a figure of which documents give other values shows both with their evidence', async () => {
      const { entries } = await list('figures', { q: 'international migrants' })
      const [figure] = entries
      expect(figure).toMatchObject({ documentCount: 3, values: { low: 191e6, high: 214e6, from: 2010 } })
      const [disagreement] = figure!.disagreements
      expect(disagreement?.field).toBe('value')
      const { evidence } = (await registers().entry({ register: 'figures', key: figure!.key, filters: {}, size: 10 }))!
      for (const { value, evidence: rowIds } of disagreement!.values)
        for (const rowId of rowIds) expect(evidence.find((row) => row.rowId === rowId)?.low).toBe(value)
    })

    test('without the document that differs nothing disagrees: over 200 million may be 214', async () => {
      const documents = [idOf('Annual survey'), idOf('Third look')]
      const { entries } = await list('figures', { q: 'international migrants', documents })
      expect(entries).toMatchObject([{ documentCount: 2, disagreements: [] }])
    })

    test.for<[string, RegisterName, RegisterFilters, string[]]>([
      ['a country named beside it', 'conventions', { countries: ['LBN'] }, ['C189']],
      ['another country of its paragraph', 'conventions', { countries: ['QAT'] }, ['C189']],
      ['a country that nobody names', 'conventions', { countries: ['FRA'] }, []],
      ['a donor, however written', 'projects', { donors: ['Sdc'] }, ['FAIRCROSS']],
      ['a donor that it has not', 'projects', { donors: ['World Bank'] }, []],
      ['years that touch its own', 'projects', { from: 2013, to: 2020 }, ['FAIRCROSS']],
      ['years before it', 'projects', { to: 2009 }, []],
      ['words of its name', 'organisations', { q: 'SDC' }, ['sdc']],
      ['the beginning of a word', 'countries', { q: 'leba' }, ['LBN']],
      ['both ends of a corridor', 'corridors', { countries: ['QAT'] }, ['NPL>QAT']],
    ])('a register is filtered by %s', async ([, register, filters, expected]) => {
      const { entries, total } = await list(register, filters)
      expect(entries.map(({ key, values }) => values['acronym'] ?? key)).toEqual(expected)
      expect(total).toBe(expected.length)
    })

    test('figures are filtered by value, currency and kind together', async () => {
      const filters = { min: 4e9, max: 4.5e9, currencies: ['USD'], kinds: ['money'] }
      const { entries } = await list('figures', filters)
      expect(entries).toMatchObject([{ values: { low: 4.1e9, currency: 'USD' }, evidenceCount: 1 }])
      expect(await keys('figures', { ...filters, currencies: ['EUR'] })).toEqual([])
    })

    test.for<RegisterSort>(['documents', 'label', 'value', 'year', 'new'])(
      'pages in order of %s give every entry once',
      async (sort) => {
        for (const register of ['countries', 'figures'] as const) {
          const whole = await keys(register, {}, sort)
          const paged: string[] = []
          for (let cursor: string | undefined; ;) {
            const page = await registers().list({ register, filters: {}, sort, size: 1, ...(cursor && { cursor }) })
            paged.push(...page.entries.map(({ key }) => key))
            cursor = page.cursor
            if (!cursor) break
          }
          expect(paged).toEqual(whole)
          expect(new Set(whole).size).toBe(whole.length)
          expect(whole.length).toBeGreaterThan(2)
        }
      },
    )

    test('a cursor of another request is refused', async () => {
      const { cursor } = await list('countries', {}, 'label', 1)
      await expect(
        registers().list({ register: 'figures', filters: {}, sort: 'label', size: 1, cursor: cursor! }),
      ).rejects.toMatchObject({ code: 'request-invalid' })
    })

    test('evidence of an entry is paged', async () => {
      const request = { register: 'countries' as const, key: 'NPL', filters: {}, size: 2 }
      const seen: string[] = []
      for (let cursor: string | undefined; ;) {
        const answer = await registers().entry({ ...request, ...(cursor && { cursor }) })
        seen.push(...answer!.evidence.map(({ rowId }) => rowId))
        cursor = answer!.cursor
        if (!cursor) break
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen).toHaveLength((await registers().entry(request))!.evidenceCount)
    })

    test('an entry that nobody knows is none', async () => {
      expect(await registers().entry({ register: 'countries', key: 'XYZ', filters: {}, size: 2 })).toBeUndefined()
    })

    test('everything streams, entry by entry and row by row', async () => {
      const rows: string[] = []
      for await (const row of registers().rows('countries', {})) rows.push(row.entryKey)
      let count = 0
      for await (const { entry, rows: own } of registers().entries('countries', {})) {
        expect(own).toHaveLength(entry.evidenceCount)
        count += own.length
      }
      expect(rows).toHaveLength(count)
      expect(rows).toEqual(rows.toSorted())
    })

    test('every document is told with its number of rows', async () => {
      const told = Object.fromEntries(
        (await Array.fromAsync(registers().documents())).map(({ documentId, rowCount }) => [documentId, rowCount]),
      )
      const written = Object.entries(library).map(([name, text]) => readDocument(name, text))
      expect(told).toEqual(Object.fromEntries(written.map(({ documentId, rows }) => [documentId, rows.length])))
    })

    test('writing a document again replaces what it said, and removing it leaves nothing', async () => {
      await write('Draft', '# Draft\n\nIn 2010, there were 150 million international migrants in Peru.')
      expect(await keys('countries', { countries: ['PER'] })).toEqual(['PER'])
      await write('Draft', '# Draft\n\nNothing stands in Chile any more.')
      expect(await keys('countries', { documents: [idOf('Draft')] })).toEqual(['CHL'])
      await registers().remove(idOf('Draft'))
      await registers().remove(idOf('Draft'))
      expect(await keys('countries', { documents: [idOf('Draft')] })).toEqual([])
    })

    test('hostile words are only words', async () => {
      const hostile =
        "Migration to Chad\u0000 \uD800 '; drop table rihla.register_row; -- <script>alert(1)</script> grew."
      const { documentId, rows } = readDocument('Hostile', hostile)
      const spoilt = rows.map((row) => Object.assign(row, { label: `${row.label}\u0000\uD800`, quote: hostile }))
      await registers().write(documentId, spoilt)
      expect(await keys('countries', { q: "'; drop table", documents: [documentId] })).toEqual(['TCD'])
      expect(await keys('countries', { q: 'script%_', documents: [documentId] })).toEqual(['TCD'])
      expect(await keys('countries', { q: '\u0000', documents: ["' or 1=1"], countries: ['{}'] })).toEqual([])
      await registers().remove(documentId)
    })

    test('answers or refuses whatever it is asked for', async () => {
      const question = async ({ sort, key, cursor, ...asked }: QuestionOf<typeof anyRegisterQuestions>) => {
        const more = { ...asked, ...(cursor === undefined ? {} : { cursor }) }
        for (const ask of [() => registers().list({ ...more, sort }), () => registers().entry({ ...more, key })])
          await ask().catch((error: unknown) =>
            expect([cursor, error]).toMatchObject([cursor, { code: 'request-invalid' }]),
          )
      }
      await fc.assert(fc.asyncProperty(anyRegisterQuestions, question), { numRuns: 150, seed: 11 })
      expect(await keys('countries', { countries: ['QAT'] })).toEqual(['QAT'])
    })

    test('asks for every document until somebody says that all were written', async () => {
      expect(await registers().needsRebuild()).toBe(true)
      await registers().markRebuilt()
      expect(await registers().needsRebuild()).toBe(false)
    })

    test('says that it cannot be used once it is closed', async () => {
      const other = await adapter.open()
      await other.registers.ready()
      await other.close()
      await expect(other.registers.ready()).rejects.toMatchObject({ code: 'index-unavailable' })
    })
  })
}
