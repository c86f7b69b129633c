import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { documentOf, idOf } from './document-builder.ts'
import type { Kit } from './suite-kit.ts'

/** What becomes of an index while documents are written, and of searches meanwhile. */
export function writingTests({ index, ask, found, write, empty }: Kit): void {
  describe('while it is written', () => {
    beforeEach(empty)
    afterAll(empty)

    test('replaces all that it held of a document', async () => {
      await write({ name: 'Draft', passages: ['first thought', 'second thought', 'third thought'] })
      const confirmed = await index().write(documentOf({ name: 'Draft', passages: ['afterthought'] }))
      expect(confirmed).toEqual({ documentId: idOf('Draft'), passageCount: 1, refused: [] })
      expect(await found('thought')).toEqual([])
      expect((await ask('')).passageCount).toBe(1)
    })

    test('forgets a document that is removed, and knows none that never was', async () => {
      await write({ name: 'Kept', passages: ['shared word'] }, { name: 'Gone', passages: ['shared word'] })
      await index().remove(idOf('Gone'))
      await index().remove(idOf('Never'))
      await index().refresh()
      expect(await found('shared')).toEqual(['Kept'])
    })

    test('lists every document with its number of passages', async () => {
      await write({ name: 'One', passages: ['a', 'b'] }, { name: 'Two', passages: [] })
      const listed: Record<string, number> = {}
      for await (const { documentId, passageCount } of index().documents()) listed[documentId] = passageCount
      expect(listed).toEqual({ [idOf('One')]: 2, [idOf('Two')]: 0 })
    })

    test('tells how many bytes it takes', async () => {
      await write({ name: 'Long', passages: Array.from({ length: 50 }, (_, at) => `passage ${at} of labour mobility`) })
      const bytes = await index().sizeBytes()
      expect(Number.isInteger(bytes)).toBe(true)
      expect(bytes).toBeGreaterThan(5_000)
    })

    test('takes text that databases choke on and gives it back as it was', async () => {
      const text = 'nul \0 lone \uD800 tail \uDC00 quote \' " \\ <script>alert(1)</script> $1 %s 🎉 ﷺ Ǆ İstanbul'
      await write({ name: `bad \0 \uDFFF`, publisher: `p\0`, passages: [text, '\0', 'x'.repeat(20_000)] })
      const [hit] = (await ask('istanbul')).hits
      expect(hit?.passages[0]?.text).toBe(text)
      expect(await found('nul')).toHaveLength(1)
    })

    test('pages through everything once while documents are written between pages', async () => {
      const names = Array.from({ length: 23 }, (_, index) => `Paper ${index}`)
      await write(
        ...names.map((name, at) => ({ name, passages: [`${'labour '.repeat(1 + (at % 4))} mobility paper`] })),
      )
      const seen: string[] = []
      let cursor: string | undefined
      let pages = 0
      do {
        const page = await ask('labour mobility', { size: 5, ...(cursor === undefined ? {} : { cursor }) })
        seen.push(...page.hits.map((hit) => hit.title))
        cursor = page.cursor
        await write({ name: `Late ${pages++}`, passages: ['labour mobility', 'labour', 'mobility mobility'] })
        await write({ name: 'Paper 0', passages: ['labour  mobility paper'] })
      } while (cursor !== undefined)
      const papers = seen.filter((name) => name.startsWith('Paper'))
      expect(new Set(seen).size).toBe(seen.length)
      expect(papers.toSorted()).toEqual(names.toSorted())
    })

    test('shows at most so many passages of a document, and counts them all', async () => {
      await write({ name: 'Long', passages: Array.from({ length: 12 }, (_, at) => `remittance number ${at}`) })
      const response = await ask('remittance', { passagesPerDocument: 2 })
      expect(response.hits[0]).toMatchObject({ passageCount: 12 })
      expect(response.hits[0]!.passages).toHaveLength(2)
      expect(response.passageCount).toBe(12)
    })

    test('gives every passage of a long document to whoever asks for them all', async () => {
      await write({ name: 'Whole', passages: Array.from({ length: 130 }, (_, at) => `skiff number ${at}`) })
      const { hits } = await ask('skiff', { passagesPerDocument: 100_000 })
      expect(new Set(hits[0]!.passages.map(({ text }) => text))).toHaveProperty('size', 130)
    })

    test('finds all pages of a query that matches more passages than it ranks', async () => {
      const passages = Array.from({ length: 150 }, (_, at) => `common matter ${at}`)
      const names = Array.from({ length: 20 }, (_, at) => `Volume ${at}`)
      await write(...names.map((name) => ({ name, passages })))
      const first = await ask('common', { size: 15 })
      const second = await ask('common', { size: 15, cursor: first.cursor! })
      expect(first).toMatchObject({ documentCount: 20, passageCount: 3000 })
      expect(second.cursor).toBeUndefined()
      expect([...first.hits, ...second.hits].map((hit) => hit.title).toSorted()).toEqual(names.toSorted())
    })

    test('puts the passage below a heading of the words first, however many passages hold them', async () => {
      const passages = Array.from({ length: 90 }, (_, at) => `fair trade matter ${at}`)
      await write(...Array.from({ length: 8 }, (_, at) => ({ name: `Volume ${at}`, passages })))
      await write({ name: 'Special', passages: [...passages, { text: 'fair trade matter 91', section: 'Fair trade' }] })
      const [first] = (await ask('fair trade')).hits
      expect(first).toMatchObject({ title: 'Special', passages: [{ section: 'Fair trade' }, {}, {}] })
    })
  })
}
