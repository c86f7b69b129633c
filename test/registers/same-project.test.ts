import { expect, test } from 'vitest'
import { groupProjects, type ProjectSketch } from '../../src/registers/same-project.ts'

type Sketch = Partial<ProjectSketch> & Pick<ProjectSketch, 'title'>

const sketch = (known: Sketch, index: number): ProjectSketch => ({
  rowId: `row-${index}`,
  key: known.title.toLowerCase().replaceAll(' ', '-'),
  alternativeTitles: [],
  countries: [],
  ...known,
})

const title = 'Protecting migrant fishers on the southern coast'

test.for<[string, Sketch, Sketch, boolean]>([
  ['the same title', { title }, { title }, true],
  ['a plural and a project more', { title }, { title: 'Project protecting migrant fisher on southern coasts' }, true],
  [
    'another title with the short name',
    { title, acronym: 'FISH' },
    { title: 'Migrant fishers project', acronym: 'FISH', countries: [] },
    true,
  ],
  ['an alternative title', { title: 'FISH', alternativeTitles: [title] }, { title }, true],
  ['another short name', { title, acronym: 'FISH' }, { title, acronym: 'SEA' }, false],
  ['another phase', { title: `${title} II` }, { title: `${title} III` }, false],
  ['a phase in digits', { title: `${title} phase 2` }, { title: `${title} phase II` }, true],
  ['no shared country', { title, countries: ['PER'] }, { title, countries: ['CHL'] }, false],
  ['a shared country', { title, countries: ['PER'] }, { title, countries: ['CHL', 'PER'] }, true],
  ['times that do not touch', { title, period: { from: 2001, to: 2003 } }, { title, period: { from: 2008 } }, false],
  ['times that touch', { title, period: { from: 2001, to: 2003 } }, { title, period: { from: 2002, to: 2005 } }, true],
  ['short titles that share most', { title: 'Decent work in Mali' }, { title: 'Decent work in Chad' }, false],
])('%s', ([, one, other, same]) => {
  const groups = groupProjects([sketch(one, 1), sketch(other, 2)])
  expect(groups.get('row-1') === groups.get('row-2')).toBe(same)
})

test('rows in any order give the same entries', () => {
  const rows = [
    { title, acronym: 'FISH' },
    { title },
    { title, acronym: 'SEA' },
    { title: `${title} II` },
    { title, countries: ['PER'] },
    { title, countries: ['CHL'] },
  ].map(sketch)
  const expected = groupProjects(rows)
  for (let turn = 1; turn < rows.length; turn++) {
    const turned = [...rows.slice(turn), ...rows.slice(0, turn)]
    expect(groupProjects(turned)).toEqual(expected)
    expect(groupProjects(turned.toReversed())).toEqual(expected)
  }
})

test('what a person decided holds against any likeness', () => {
  const rows = [
    sketch({ title }, 1),
    sketch({ title, key: 'other', decided: true }, 2),
    sketch({ title, key: 'own~12345678' }, 3),
  ]
  const groups = groupProjects([...rows, sketch({ title: 'Harbours of Peru', key: 'other' }, 4)])
  expect(groups.get('row-2')).toBe(groups.get('row-4'))
  expect(new Set(groups.values()).size).toBe(3)
})

test('ten thousand projects are compared in seconds', () => {
  const words = Array.from({ length: 3000 }, (_, index) => `word${index}`)
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    sketch({ title: [1, 7, 31, 101, 577].map((step) => words[(index * step) % words.length]).join(' ') }, index),
  )
  const began = process.cpuUsage()
  expect(groupProjects(rows).size).toBe(rows.length)
  const { user, system } = process.cpuUsage(began)
  expect((user + system) / 1e6).toBeLessThan(5)
})
