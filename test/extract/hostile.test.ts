import { describe, expect, test } from 'vitest'
import { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { makeExtractionInput } from '../../src/extract/extraction-input.ts'
import { processorTimeOf } from '../processor-time.ts'
import { emptyDocument, inputOf, parsedOf } from './documents.ts'
import { type AnyRule, everyRule, foundBy } from './rules.ts'

const megabyte = 1024 * 1024

/** The whole as one paragraph, whatever it holds: `parsedOf` would part it. */
function paragraphOf(text: string, language = 'en') {
  const document = emptyDocument(language)
  document.text = text
  if (text) document.paragraphs.push({ kind: 'body', start: 0, end: text.length, pages: [{ page: 1, start: 0 }] })
  return document
}

const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

describe('any text', () => {
  test.for([
    ['empty', ''],
    ['blank', ' \n\t \u00a0 '],
    ['a lone surrogate', 'In 2012 \ud800 some 44% of \udc00 them left.'],
    ['only surrogates', '\ud83d\ud83d\udc00'],
    ['right to left', 'في عام 2012 غادر 44٪ من العمال نيبال إلى قطر. ‏US$5 million'],
    ['without spaces', repeated('migrantworkers44percentUS$5millionNepal', 50_000)],
    ['Chinese', '2012年有44%的工人离开尼泊尔前往卡塔尔,共计500万人。'.repeat(500)],
    ['NUL and controls', 'some\u0000 44%\u0001 of\u0007 them\u001b[31m'],
    ['placeholders of the tokenizer', 'He saw {{DELIM_0}}. Then {{NUMBER_1}} $& came. $1 more!'],
    ['a number without end', repeated('9', 100_000)],
    ['combining marks', 'e\u0301\u0301\u0301'.repeat(20_000)],
    ['markup', '<script>alert(44%)</script> ../../etc/passwd =cmd|calc 12 women'],
  ] as const)('%s goes through, and every span lies in it', ([, text]) => {
    const extracted = extractDocument(paragraphOf(text))
    expect(ExtractedDocument.safeParse(extracted).error).toBeUndefined()
    for (const { start, end, quote } of extracted.mentions) {
      expect(start).toBeLessThan(end)
      expect(text.slice(start, end)).toBe(quote)
    }
  })

  test('one paragraph of 10 MB goes through', () => {
    const plain = 'The office wrote to its members about the work of the past months and asked them to answer soon. '
    const telling = 'In 2012 some 44% of the workers left Nepal for Qatar under Convention No. 97, at US$5 million. '
    const text = repeated(plain.repeat(9) + telling, 10 * megabyte)
    const readIt = () => expect(extractDocument(paragraphOf(text)).mentions.length).toBeGreaterThan(40_000)
    expect(processorTimeOf(readIt)).toBeLessThan(120_000)
  })
})

describe('each rule takes its own worst case of 1 MB', async () => {
  const rules = await everyRule()
  test.for(rules)('$id', (rule) => {
    for (const text of worstCases(rule)) {
      const input = makeExtractionInput(paragraphOf(text))
      expect(
        processorTimeOf(() => foundBy(rule, input)),
        JSON.stringify(text.slice(0, 40)),
      ).toBeLessThan(5_000)
    }
  })
})

/**
 * What may lead a rule to look far and find nothing: its examples glued together, their beginnings without their ends,
 * their single signs, and blanks between.
 */
function worstCases({ accept, reject }: AnyRule): string[] {
  const texts = [...accept.map(([text]) => text), ...reject]
  const pieces = [
    ...texts,
    ...texts.map((text) => text.slice(0, Math.ceil(text.length / 2))),
    ...texts.map((text) => text.replace(/\p{L}+$/u, '')),
    ...texts.flatMap((text) => [...new Set(text)].map((sign) => sign.repeat(200))),
    ' '.repeat(2000),
    '\u00a0'.repeat(2000),
  ]
  const share = Math.ceil(megabyte / pieces.length)
  return [
    pieces.map((piece) => repeated(`${piece} `, share)).join(''),
    pieces.map((piece) => repeated(piece, share)).join(''),
  ]
}

test('tables without cells, empty cells and uneven rows go through', () => {
  const input = inputOf('\t\t\nA\t1\n\t\t\t44%\n2\t')
  expect(() => extractDocument({ ...parsedOf('\t\t\nA\t1\n\t\t\t44%\n2\t'), text: input.text })).not.toThrow()
})
