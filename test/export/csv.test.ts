import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf, type Cell } from '../../src/export/csv.ts'
import { jsonLinesOf } from '../../src/export/json-lines.ts'
import { element } from '../../src/export/xml.ts'
import { joined, streamOf } from './kit.ts'

const table = (cells: readonly Cell[][]) =>
  joined(
    csvOf(
      [0, 1].map((index) => [`column ${index}`, (row: Cell[]) => row[index]] as const),
      streamOf(cells),
    ),
  )

/** What a reader after RFC 4180 takes from a table. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (const match of csv.replace(/^\uFEFF/, '').matchAll(cell)) {
    rows.at(-1)!.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'))
    if (match[3] === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

test.for<[string, Cell, string]>([
  ['a formula', '=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['a sum', '+1', "'+1"],
  ['a minus', '-1+cmd|x', "'-1+cmd|x"],
  ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
  ['a formula behind a tab', '\t=1', "'\t=1"],
  ['a formula behind blanks and a line', ' \r\n=1', "' \r\n=1"],
  ['a wide equals sign', '＝1', "'＝1"],
  ['a formula in a list', ['=1', 'b'], "'=1; b"],
  ['a negative number', -5, '-5'],
  ['nothing', undefined, ''],
  ['quotes and lines', 'a "b"\r\nc', 'a "b"\r\nc'],
  ['NUL and bells', 'a\u0000\u0007b', 'a\uFFFD\uFFFDb'],
  ['eight-bit sequences of a terminal', 'a\u009B2J\u007Fb', 'a\uFFFD2J\uFFFDb'],
  ['half a character', 'a\uD800', 'a\uFFFD'],
])('%s is harmless', async ([, cell, expected]) => {
  expect(read(await table([[cell, 'next']]))).toEqual([
    ['column 0', 'column 1'],
    [expected, 'next'],
  ])
})

test('no text leaves its cell or begins a formula', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { maxLength: 5 }), async (rows) => {
      const cells = read(await table(rows))
      expect(cells).toHaveLength(rows.length + 1)
      for (const row of cells) {
        expect(row).toHaveLength(2)
        for (const cell of row) expect(cell).not.toMatch(/^[\s\u0000-\u001F]*[=+\-@]/u)
      }
    }),
    { numRuns: 300 },
  )
})

test('a line of JSON Lines is one line to every reader', async () => {
  const items = [{ text: 'a\u2028b\r\nc\u0000\uD800' }, { text: '</script>' }]
  const lines = (await joined(jsonLinesOf(streamOf(items)))).split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(items)
  expect(lines.join('')).not.toMatch(/[\u2028\u2029]/)
})

test('no line is made before it is asked for', async () => {
  let made = 0
  async function* endless() {
    for (;;) yield ++made
  }
  const lines = jsonLinesOf(endless())
  await lines.next()
  await lines.next()
  expect(made).toBe(2)
  await lines.return(undefined)
})

test('a line of JSON acts on no terminal, and is the same JSON', async () => {
  const item = { text: 'a\u001B[31m\u009B2J\u007F\u2028b' }
  const line = await joined(jsonLinesOf(streamOf([item])))
  expect(line).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028]/)
  expect(JSON.parse(line)).toEqual(item)
})

test('an element acts on no terminal either', () => {
  expect(element('a', { b: '\u009B2J' }, '\u001B[31m\u007F<')).toBe('<a b="\uFFFD2J">\uFFFD[31m\uFFFD&lt;</a>')
})
