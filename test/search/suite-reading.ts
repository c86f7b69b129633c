import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FilterField } from '../../src/contracts/search.ts'
import { idOf } from './document-builder.ts'
import { anyQueries, hostileQueries } from './hostile-queries.ts'
import { library } from './library.ts'
import type { Kit } from './suite-kit.ts'

/** What an index finds in a small library. */
export function readingTests({ adapter, index, ask, found, marked, write, empty }: Kit): void {
  describe('with a small library', () => {
    beforeAll(() => write(...library))
    afterAll(empty)

    test.for([
      ['recruitment', ['Recruiters', 'Fees']],
      ['recruited', ['Recruiters', 'Fees']],
      ['RECRUITMENT fees', ['Fees', 'Recruiters']],
      ['"recruitment fees"', ['Fees']],
      ['"fees recruitment"', []],
      ['fees -nepal', ['Fees']],
      ['fees NOT nepal', ['Fees']],
      ['licence OR remesas', ['Recruiters', 'Remesas']],
      ['(licence OR remesas) -licence', ['Remesas']],
      ['recr*', ['Recruiters', 'Fees']],
      ['license~', ['Recruiters']],
      ['nothingofthekind', []],
      ['migracion', ['Remesas']],
      ['migración', ['Remesas']],
      ['régularisation', ['Régularisation']],
      ['regularisations', ['Régularisation']],
      ['l’emploi', ['Régularisation']],
      ["d'emploi", ['Régularisation']],
      ['worker', ['Fees']],
      ["workers' fees", ['Fees']],
      ['131000', ['Fees']],
      ['"131,000"', ['Fees']],
      ['H-2B', ['Recruiters']],
      ['the licence of a recruiter', ['Recruiters']],
    ] satisfies [string, string[]][])('finds for %s the documents %s', async ([text, names]) => {
      expect((await found(text)).toSorted()).toEqual(names.toSorted())
    })

    test.for([
      ['country:NPL', ['Fees', 'Recruiters']],
      ['country:LBN', []],
      ['country:LBN implied:yes', ['Recruiters']],
      ['country:NPL,COL', ['Fees', 'Recruiters', 'Remesas']],
      ['convention:189', ['Fees']],
      ['convention:C189 country:NPL', ['Fees']],
      ['convention:C189 fees', []],
      ['donor:sdc', ['Recruiters']],
      ['project:fair-journeys', ['Recruiters']],
      ['region:asean', ['Recruiters']],
      ['kind:project', ['Recruiters']],
      ['kind:note', ['Fees']],
      ['kind:heading licence', ['Recruiters']],
      ['lang:fr', ['Régularisation']],
      ['lang:français OR lang:es', ['Régularisation', 'Remesas']],
      ['year:2013', ['Recruiters']],
      ['date:2012..2014', ['Recruiters', 'Fees']],
      ['date:2014-03', ['Fees']],
      ['date:2014-04', []],
      ['date:>2014', ['Remesas']],
      ['active:2010', ['Recruiters']],
      ['active:2012', []],
      ['publisher:"migration observatory"', ['Fees']],
      ['is:partial', ['Remesas']],
      ['origin:NPL destination:ARE', ['Recruiters']],
      ['origin:ARE', []],
      ['destination:ARE', ['Recruiters']],
      ['origin:ESP', ['Remesas']],
      ['corridor:COL-ESP', ['Remesas']],
      ['figure:>100e9USD', ['Remesas']],
      ['figure:>500e9USD', []],
      ['figure:40..50%', ['Fees']],
      ['figure:<40%', []],
      ['figure:131000', ['Fees']],
      ['figure:"150..200 billion"', ['Remesas']],
      ['figure:>1e9$', ['Remesas']],
      ['kind:figure -figure:40..50%', ['Remesas']],
      ['country:NPL -kind:heading -convention:C189', ['Fees', 'Recruiters']],
    ] satisfies [string, string[]][])('filters by %s to the documents %s', async ([text, names]) => {
      expect((await found(text)).toSorted()).toEqual(names.toSorted())
    })

    test.for([
      ['recruitment fees', ['recruitment', 'fees']],
      ['"recruitment fees"', ['recruitment fees']],
      ['recruitment-fe*', ['recruitment fees']],
      ['"recruitment fees" OR fees', ['recruitment fees']],
      ['worker', ['Workers']],
      ["worker's", ['Workers']],
      ['licen*', ['licence']],
      ['remesa~', ['remesas']],
      ['migracion', ['migración']],
      ['regularisés', ['régularisation']],
      ['131000', ['131,000']],
      ['fees -licence', ['fees']],
    ] satisfies [string, string[]][])('marks for %s just what matched: %s', async ([text, pieces]) => {
      expect((await marked(text))?.map((piece) => piece.toLowerCase())).toEqual(
        pieces.map((piece) => piece.toLowerCase()),
      )
    })

    test('puts a heading before a passage that says the word in passing', async () => {
      const { hits } = await ask('licence')
      expect(hits[0]?.passages[0]).toMatchObject({ kind: 'heading', text: 'The licence' })
    })

    test('puts words that stand together before words far apart', async () => {
      expect((await found('"recruitment" fees'))[0]).toBe('Fees')
    })

    test('looks for a word also in the titles above a passage, but for one at least in the passage', async () => {
      const { hits } = await ask('recruiters revoked', { relax: false })
      expect(hits.map((hit) => [hit.title, hit.passageCount])).toEqual([['Recruiters', 1]])
      expect(await found('régularisation Fees')).toEqual([])
    })

    test.for([
      ['platypus licence', ['Recruiters']],
      ['licence platypus fees', ['Fees', 'Recruiters']],
      ['platypus wombat licence', ['Recruiters']],
      ['nobody debts revoked platypus wombat', ['Fees']],
      ['platypus wombat', []],
    ] satisfies [string, string[]][])(
      'finds for %s, most of it being enough, the documents %s',
      async ([text, names]) => {
        const { hits } = await ask(text)
        expect(hits.map(({ title }) => title).toSorted()).toEqual(names)
      },
    )

    test('says that it relaxed a query of which no passage holds all the words', async () => {
      const { hits, relaxed } = await ask('revoked licence platypus')
      expect(relaxed).toBe(true)
      expect(hits[0]?.title).toBe('Recruiters')
      expect((await ask('licence')).relaxed).toBe(false)
      expect((await ask('licence platypus', { relax: false })).hits).toEqual([])
    })

    test('answers a whole sentence by what it has in common with a passage, page by page', async () => {
      const sentence = 'kindly tell whether unscrupulous platypus brokers lost anything: households, recruitment'
      const first = await ask(sentence, { size: 1 })
      expect([first.relaxed, first.documentCount]).toEqual([true, 2])
      const { hits, relaxed } = await ask(sentence, { size: 1, cursor: first.cursor! })
      expect(relaxed).toBe(true)
      expect(hits.map(({ title }) => title)).not.toEqual(first.hits.map(({ title }) => title))
      expect((await ask(`${sentence} -licence country:DEU`)).hits).toEqual([])
    })

    test.for(Object.entries(hostileQueries))('answers or refuses %s', async ([, text]) => {
      await answeredOrRefused(text)
    })

    test('answers or refuses whatever is typed', async () => {
      await fc.assert(fc.asyncProperty(anyQueries, answeredOrRefused), { numRuns: 150, seed: 11 })
    })

    /** An index may not fail at what the query language lets pass. */
    async function answeredOrRefused(text: string): Promise<void> {
      try {
        const { hits } = await ask(text, { explain: true, facets: ['country', 'kind'] })
        for (const { passages } of hits) expect(passages.length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toMatchObject({ code: 'query-invalid' })
      }
    }

    test('proposes the word that was meant for one that no passage holds', async () => {
      expect((await ask('remesas recrutement')).corrections).toEqual([{ typed: 'recrutement', meant: 'recruitment' }])
      expect((await ask('remesas')).corrections).toBeUndefined()
      // a number is not misspelt, and of a short word one letter at most
      expect((await ask('131001')).corrections).toBeUndefined()
      expect((await ask('lanmd')).corrections).toEqual([{ typed: 'lanmd', meant: 'land' }])
      expect((await ask('lxxd')).corrections).toBeUndefined()
    })

    test('proposes nothing for a word that some passage holds in another form, or that another answer makes up for', async () => {
      // "recruiter" is held as "recruiters", so it is not what is wrong with this query
      expect((await ask('recruiter platypus')).corrections).toBeUndefined()
      expect((await ask('remesas OR recrutement')).corrections).toBeUndefined()
    })

    test('proposes words for a whole sentence of which passages hold a part', async () => {
      const { relaxed, corrections } = await ask('whoever places peopel abraod for a proffit needs the licennce')
      expect([relaxed, corrections]).toEqual([
        true,
        [
          { typed: 'peopel', meant: 'people' },
          { typed: 'abraod', meant: 'abroad' },
          { typed: 'proffit', meant: 'profit' },
        ],
      ])
      expect((await ask('peopel abraod', { relax: false })).corrections).toHaveLength(2)
    })

    test('completes the names of entities', async () => {
      expect(await index().complete('obs', 5)).toEqual([
        { field: 'publisher', value: 'Migration Observatory', count: 1 },
      ])
      expect(await index().complete('Migration OBS', 1)).toMatchObject([{ value: 'Migration Observatory' }])
      expect(await index().complete('o', 5)).toEqual([])
      expect(await index().complete("x' or 1=1 --\0.*", 5)).toEqual([])
    })

    test.skipIf(adapter.lacks.includes('completes words'))('completes words, after the names', async () => {
      expect(await index().complete('RÉGU', 5)).toEqual([{ value: 'regularisation', count: 1 }])
      expect(await index().complete('re', 2)).toHaveLength(2)
    })

    test('finds passages that speak of the same as another, without that one', async () => {
      const { hits } = await index().similar(`${idOf('Recruiters')}-3`, { size: 5, passagesPerDocument: 2 })
      expect(hits[0]?.title).toBe('Fees')
      expect(hits.flatMap((hit) => hit.passages.map(({ passageId }) => passageId))).not.toContain(
        `${idOf('Recruiters')}-3`,
      )
      await expect(index().similar('nothing-1', { size: 5, passagesPerDocument: 2 })).rejects.toMatchObject({
        code: 'document-unknown',
      })
    })

    test('answers an empty query with every document, the newest first', async () => {
      expect(await found('')).toEqual(['Remesas', 'Fees', 'Recruiters', 'Régularisation'])
    })

    test('tells of each document what it is and what is missing of it', async () => {
      const [hit] = (await ask('remesas')).hits
      expect(hit).toMatchObject({
        documentId: idOf('Remesas'),
        language: 'es',
        date: '2019',
        completeness: 'partial',
        incomplete: [{ code: 'page-without-text', pages: [3] }],
      })
    })

    test('counts documents by every field, of the passages that match', async () => {
      const fields: FilterField[] = ['country', 'kind', 'language', 'year', 'completeness', 'donor']
      const { facets } = await ask('recruitment', { facets: fields })
      expect(Object.fromEntries(facets.map(({ field, values }) => [field, values]))).toEqual({
        country: [{ value: 'NPL', count: 2 }],
        kind: expect.arrayContaining([
          { value: 'body', count: 2 },
          { value: 'project', count: 1 },
        ]),
        language: [{ value: 'en', count: 2 }],
        year: [
          { value: '2013', count: 1 },
          { value: '2014', count: 1 },
        ],
        completeness: [{ value: 'complete', count: 2 }],
        donor: [{ value: 'SDC', count: 1 }],
      })
    })

    test('gives each facet value as many documents as filtering by it finds', async () => {
      const { facets } = await ask('', { facets: ['country', 'region', 'kind', 'corridor', 'active', 'year'] })
      for (const { field, values } of facets)
        for (const { value, count } of values) {
          const { documentCount } = await index().search({
            query: { type: 'filter', field, values: [value] },
            size: 1,
            passagesPerDocument: 1,
            facets: [],
          })
          expect([field, value, documentCount]).toEqual([field, value, count])
        }
    })

    test('shows where on the page the highlights stand', async () => {
      const passage = (await ask('revoked')).hits[0]?.passages[0]
      expect(passage?.boxes).toEqual([
        { page: 1, x: expect.any(Number), y: 100, width: expect.any(Number), height: 12 },
      ])
      expect(passage!.boxes[0]!.x).toBeGreaterThan(50)
    })

    test('explains a score as the sum of its parts', async () => {
      const passage = (await ask('recruitment fees', { explain: true })).hits[0]!.passages[0]!
      const total = passage.explanation!.parts.reduce((sum, part) => sum + part.score, 0)
      expect(total).toBeCloseTo(passage.score, 3)
      expect(passage.explanation!.parts.map(({ part }) => part)).toContain('fees')
    })

    test('refuses a cursor that it did not make for this query', async () => {
      await expect(ask('fees', { cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'request-invalid' })
    })
  })

  describe('with passages of several languages', () => {
    const languages = [
      { name: 'English', language: 'en', passages: ['They work the land.', 'A worker of the mill.'] },
      { name: 'French', language: 'fr', passages: ['Des travailleurs du port.', 'Un permis de séjour.'] },
      { name: 'Spanish', language: 'es', passages: ['La obra de una mujer.', 'Obreros del puerto.'] },
      { name: 'Unknown', language: 'und', passages: ['work permits'] },
    ]
    beforeAll(() => write(...languages))
    afterAll(empty)

    test.for([
      // French makes "work" of "worker"
      ['worker', ['A worker of the mill.']],
      ['workers', ['A worker of the mill.']],
      ['working', ['They work the land.']],
      ['work', ['They work the land.', 'work permits']],
      ['travailleur', ['Des travailleurs du port.']],
      ['obrero', ['Obreros del puerto.']],
      ['permits', ['work permits']],
    ] satisfies [string, string[]][])('looks for %s by the language of each passage: %s', async ([text, passages]) => {
      const { hits } = await ask(text, { relax: false })
      expect(hits.flatMap((hit) => hit.passages.map((passage) => passage.text)).toSorted()).toEqual(passages.toSorted())
      for (const passage of hits.flatMap((hit) => hit.passages)) expect(passage.highlights).toHaveLength(1)
    })
  })
}
