import { expect, test } from 'vitest'
import { disagreementsOf } from '../../src/registers/disagreements.ts'
import { rowsIn } from './rows-kit.ts'

const figuresIn = (sentence: string, name: string) => rowsIn('figures', `In 2010, ${sentence}.`, name)

test.for<[string, string, boolean]>([
  ['there were 214 million migrants', 'there were 191 million migrants', true],
  ['there were 214 million migrants', 'there were over 200 million migrants', false],
  ['there were 214 million migrants', 'there were over 220 million migrants', true],
  ['there were 214 million migrants', 'there were less than 200 million migrants', true],
  ['there were 214 million migrants', 'there were no more than 220 million migrants', false],
  ['there were 214 million migrants', 'there were about 210 million migrants', false],
  ['there were 214 million migrants', 'there were 213.8 million migrants', false],
  ['44 per cent of nurses were women', '44.3 per cent of nurses were women', false],
  ['44 per cent of nurses were women', '46 per cent of nurses were women', true],
  ['there were 81,250 workers', 'there were 81,251 workers', true],
])('%s; %s', ([one, other, differ]) => {
  const rows = [...figuresIn(one, 'one'), ...figuresIn(other, 'other')]
  expect(new Set(rows.map(({ key }) => key)).size).toBe(1)
  expect(disagreementsOf(rows).length > 0).toBe(differ)
})

test.for([
  ['another year', 'In 2010, there were 300 nurses.', 'In 2011, there were 300 nurses.'],
  ['another unit', 'In 2010, there were 300 nurses.', 'In 2010, there were 300 doctors.'],
  ['another currency', 'In 2010, remittances reached US$4 billion.', 'In 2010, remittances reached €4 billion.'],
  ['no year and another value', 'There were 300 nurses.', 'There were 400 nurses.'],
] as const)('figures with %s are two', ([, one, other]) => {
  const keys = [...rowsIn('figures', one, 'one'), ...rowsIn('figures', other, 'other')].map(({ key }) => key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(2)
})

test.for([
  ['figures of which nobody knows what they count', 'The answer is 42.', 'There were 42 on Monday.'],
  ['shares of nobody knows what', 'It was 10 per cent.', 'Some 10 per cent stayed.'],
  ['lengths of time', 'It ran for two years.', 'The visa is valid for two years.'],
  ['ages', 'Workers aged 18 and over may apply.', 'He left at the age of 18.'],
  ['small numbers without a time', 'It works in three countries.', 'They came from three countries.'],
] as const)('equal %s in two documents are two', ([, one, other]) => {
  const rows = [...rowsIn('figures', one, 'one'), ...rowsIn('figures', other, 'other')]
  expect(rows).toHaveLength(2)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
  expect(rowsIn('figures', one, 'one').map(({ key }) => key)).toEqual([rows[0]!.key])
})

test('what is counted makes one figure of equal ones in two documents, with a time or without', () => {
  const sentence = 'There are 67 million domestic workers.'
  const share = 'Women are 83 per cent of domestic workers.'
  for (const text of [sentence, share]) {
    const rows = [...rowsIn('figures', text, 'one'), ...rowsIn('figures', text, 'other')]
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(1)
  }
})

test.for([
  ['It ran for two years.', 'two years'],
  ['Workers aged 18 and over may apply.', '18 years'],
  ['The answer is 42.', '42'],
  ['There are 67 million domestic workers.', 'domestic workers'],
] as const)('the figure of «%s» is called %s', ([text, label]) => {
  expect(rowsIn('figures', text).map((row) => row.label)).toEqual([label])
})

test('one document that says two things disagrees with nobody', () => {
  const rows = rowsIn('figures', 'In 2010, there were 300 nurses. In 2010, there were 400 nurses.')
  expect(rows).toHaveLength(2)
  expect(disagreementsOf(rows)).toEqual([])
})
