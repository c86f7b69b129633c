import { beforeAll, describe, expect, test } from 'vitest'
import { iatiOf } from '../../src/export/iati.ts'
import { entriesOf, joined, spoilt, streamOf } from './kit.ts'
import { check, pythonWith } from './python.ts'

const python = await pythonWith('iati', ['--no-deps', 'pyiati==0.4.1', 'lxml==6.1.3'])
const now = new Date('2026-03-01T12:00:00Z')
let entries: Awaited<ReturnType<typeof entriesOf>>
beforeAll(async () => {
  entries = await entriesOf('projects')
})

const written = (some: typeof entries) => joined(iatiOf(streamOf(some), { now }))

test('a project is an activity with its time, donors and countries', async () => {
  const xml = await written(entries)
  expect(xml).toContain('<title><narrative>Fair Crossings project (FAIRCROSS)</narrative></title>')
  expect(xml).toMatch(/<participating-org role="1"><narrative>SDC<\/narrative>/)
  expect(xml).toMatch(/<activity-date type="1" iso-date="2010-01-01">.*<activity-date type="3" iso-date="2013-12-31">/s)
  expect(xml).toContain('<recipient-country code="NP"/>')
  expect(xml).toContain('<activity-status code="4"/>')
})

test('a project without a year is counted, and not given a date that nobody told', async () => {
  const xml = await written(entries)
  expect(xml).not.toContain('Safe Bridges')
  expect(xml).toContain('<!-- 1 projects; 1 of which no document tells a year are left out -->')
})

test('hostile text stays text', async () => {
  const xml = await written(spoilt(entries))
  expect(xml).not.toMatch(/<script|<b |[\u0000\u0007\uFFFE]/)
  expect(xml.isWellFormed()).toBe(true)
})

describe.skipIf(!python)('against the schema of IATI 2.03 (needs pyiati and lxml from PyPI)', () => {
  test.for([
    ['projects', () => entries],
    ['hostile ones', () => spoilt(entries)],
    ['one with amounts and partners', () => withMoney(entries)],
  ] as const)('%s are valid', async ([, some]) => {
    expect(await check(python!, 'check_iati.py', await written([...some()]))).toBe('')
  })

  test('a fault is found, so that the check checks', async () => {
    const xml = (await written(entries)).replace(/<reporting-org.*?<\/reporting-org>/s, '')
    expect(await check(python!, 'check_iati.py', xml)).toMatch(/reporting-org/)
  })
})

function withMoney(some: typeof entries): typeof entries {
  return some.map(({ entry, rows }) => ({
    entry: { ...entry, values: { ...entry.values, partners: ['A ministry'] } },
    rows: rows.map((row) => {
      if (row.details.kind !== 'project') return row
      const evidence = row.details.places[0]!.evidence
      const amounts = [
        { value: 2.5e6, currency: 'EUR', evidence },
        { value: 1e21, currency: 'USD', evidence },
        { value: 0.1 + 0.2, currency: '$', evidence },
      ]
      return Object.assign(structuredClone(row), { details: { ...row.details, amounts } })
    }),
  }))
}
