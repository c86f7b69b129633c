import { describe, expect, test } from 'vitest'
import { ranges } from '../../src/cli/losses.ts'
import { passageLines } from '../../src/cli/passage-lines.ts'
import { displayWidth, fitted, jsonText, plain, plainLines } from '../../src/cli/plain.ts'
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
