import { describe, expect, test } from 'vitest'
import { ranges } from '../../src/cli/losses.ts'
import { passageLines } from '../../src/cli/passage-lines.ts'
import { figureText } from '../../src/cli/figure-text.ts'
import { caretLines } from '../../src/cli/query-text.ts'
import { displayWidth, fitted, jsonText, plain, plainLines } from '../../src/cli/plain.ts'
import { fieldLines } from '../../src/cli/registers.ts'
import { tableLines } from '../../src/cli/table.ts'

describe('what a document says cannot act on the terminal', () => {
  test.for([
    ['colours', 'a \u001B[31mred\u001B[0m word', 'a red word'],
    ['a window title', '\u001B]0;owned\u0007after', 'after'],
    ['a link', '\u001B]8;;http://evil.example\u001B\\click\u001B]8;;\u001B\\', 'click'],
    ['eight-bit sequences', '\u009B2Jcleared', 'cleared'],
    ['a lone escape', 'a\u001Bb', 'ab'],
    ['a carriage return', 'shown\rhidden', 'shown hidden'],
    ['backspaces', 'ab\b\bcd', 'abcd'],
    ['NUL and bells', '\u0000a\u0007b', 'ab'],
    ['turned writing', 'safe\u202Efdp.exe', 'safefdp.exe'],
    ['line ends', 'one\n\n two\u2028three', 'one two three'],
  ] as const)('%s', ([, text, shown]) => expect(plain(text)).toBe(shown))

  test('over several lines neither', () => {
    expect(plainLines('one\u001B[2J\ntwo\tthree\r\nfour\rfive')).toBe('one\ntwo three\nfour\nfive')
  })

  test('as JSON neither, and it stays the same JSON', () => {
    const value = { text: 'a\u001B[31m\u009B2J\u007F\u2028' }
    const text = jsonText(value)
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028]/)
    expect(JSON.parse(text)).toEqual(value)
  })
})

describe('a text', () => {
  test.for([
    ['nurses', 6],
    ['réfugiés', 8],
    ['re\u0301fugie\u0301s', 8],
    ['移民', 4],
    ['رحلة', 4],
    ['「移民」、', 10],
    ['ＩＬＯ', 6],
    ['a\u200Bb\u200E', 2],
    ['⚠\uFE0F', 2],
  ] as const)('«%s» takes %i columns', ([text, columns]) => expect(displayWidth(text)).toBe(columns))

  test('is cut where it does not fit', () => {
    expect(fitted('domestic workers', 9)).toBe('domestic…')
    expect(fitted('移民労働者', 5)).toBe('移民…')
    expect(fitted('short', 5)).toBe('short')
  })
})

test('a table fits the terminal, and takes from its widest column', () => {
  const lines = tableLines(['page', 'quote', 'rule'], [['12', 'x'.repeat(200), 'country/name']], 60)
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(60)
  expect(lines[1]).toMatch(/^12 {4}x+… {2}country\/name$/)
})

describe('a fault in a query', () => {
  test.for([
    ['a country:Atlantis', 10, 'a country:Atlantis\n          ^'],
    ['移民 country:Atlantis', 11, '移民 country:Atlantis\n             ^'],
    ['re\u0301fugie\u0301s date:x', 16, 're\u0301fugie\u0301s date:x\n              ^'],
    ['a\u202E\u0000b\tkind:x', 10, 'a b kind:x\n         ^'],
    ['kind:', 5, 'kind:\n     ^'],
  ] as const)('of %j is shown below its character', ([text, offset, lines]) => {
    expect(caretLines(text, offset)).toBe(lines)
  })

  test('far into a long query is shown with what stands around it', () => {
    const text = `${'移民 '.repeat(200)}country:Atlantis ${'x '.repeat(200)}`
    const [shown, caret] = caretLines(text, text.indexOf('Atlantis')).split('\n')
    expect(displayWidth(shown!)).toBeLessThanOrEqual(78)
    expect(displayWidth(shown!.slice(0, shown!.indexOf('Atlantis')))).toBe(caret!.indexOf('^'))
  })
})

test.for([
  [{ low: 401e9, high: 401e9, currency: 'USD', figureKind: 'money' }, '401 billion USD'],
  [{ low: 40, high: 50.5, figureKind: 'percent' }, '40–50.5 %'],
  [{ low: 81_250, high: 95_000, figureKind: 'count' }, '81,250–95,000'],
  [{ low: -2.5e6, high: -2.5e6, figureKind: 'count' }, '-2.5 million'],
  [{ figureKind: 'count' }, ''],
] as const)('the figure %j comes to %s', ([values, text]) => {
  expect(figureText({ values })).toBe(text)
})

test('what an entry says is told in full, on lines that fit', () => {
  const title = 'Tripartite Action to Protect Migrants in the Region from Labour Exploitation'
  const lines = fieldLines({ values: { title, from: 2012, low: 1_300_000 } }, 50)
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(50)
  expect(lines.at(-2)).toBe('from   2012')
  expect(lines.at(-1)).toBe('low    1,300,000')
  expect(lines.map((line) => line.slice(7)).join(' ')).toContain(title)
})

test('pages are told as ranges', () => {
  expect(ranges([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9–10')
})

describe('a passage', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

  test('is wrapped to the width', () => {
    const lines = passageLines({ text: words(60), highlights: [] }, { width: 40, full: true })
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(40)
    expect(lines.join(' ')).toBe(words(60))
  })

  test('that is long is shown around its first match', () => {
    const text = `${words(300)} remittances ${words(300)}`
    const start = text.indexOf('remittances')
    const lines = passageLines({ text, highlights: [{ start, end: start + 11 }] }, { width: 70, full: false })
    const shown = lines.join(' ')
    expect(shown).toMatch(/^…word\d+ .*\bremittances\b.* word\d+…$/)
    expect(shown.length).toBeLessThan(600)
  })

  test('that is long without a match is shown from its start', () => {
    const [first] = passageLines({ text: words(300), highlights: [] }, { width: 70, full: false })
    expect(first).toMatch(/^word0 word1 /)
  })

  test('keeps words whole that are marked in part', () => {
    const lines = passageLines({ text: 'remittances', highlights: [{ start: 0, end: 5 }] }, { width: 40, full: true })
    expect(lines).toEqual(['remittances'])
  })

  test('cannot act on the terminal, whatever stands where', () => {
    const text = 'before \u001B[31mmatch\u001B[0m after'
    const start = text.indexOf('match') - 2
    const lines = passageLines({ text, highlights: [{ start, end: start + 8 }] }, { width: 60, full: true })
    expect(lines.join('')).not.toMatch(/[\u001B\u009B]/)
  })
})
