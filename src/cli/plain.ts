import { stripVTControlCharacters } from 'node:util'

/** Blanks of all kinds, line ends among them: on a terminal one space. */
const blanks = /\s+/g
/** Control characters (C0, DEL, C1), and those that turn the direction of writing: they could act on a terminal, or deceive. */
const acting = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g

/** Text of a document, or of anybody, as one line that a terminal only shows. */
export function plain(text: string): string {
  return harmless(text.replace(blanks, ' '))
}

/** Text that a terminal only shows, with the blanks that it has. */
export function harmless(text: string): string {
  return stripVTControlCharacters(text).replace(acting, '')
}

/** Text as lines that a terminal only shows; keeps line ends, and tabs as blanks. */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => plain(line).trimEnd())
    .join('\n')
}

/** JSON that is safe to print: the control characters that JSON itself leaves as they are become escapes. */
export function jsonText(value: unknown, indent: number = 2): string {
  const escape = (sign: string) => String.raw`\u` + sign.charCodeAt(0).toString(16).padStart(4, '0')
  return JSON.stringify(value, null, indent).replace(/[\u007F-\u009F\u2028\u2029]/g, escape)
}

const segmenter = new Intl.Segmenter()
/** Scripts of square signs with the punctuation and the wide forms that stand between them, and pictures. */
const wide =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)/u
/** A sign that joins nothing and shows nothing (a zero-width blank, a mark of direction). */
const unseen = /^[\p{Cf}\p{Mn}]+$/u

const widthOf = (segment: string): number => (unseen.test(segment) ? 0 : wide.test(segment) ? 2 : 1)

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  // Every printable ASCII character takes one.
  if (/^[\u0020-\u007E]*$/.test(text)) return text.length
  let columns = 0
  for (const { segment } of segmenter.segment(text)) columns += widthOf(segment)
  return columns
}

/** The text cut to so many columns, with an ellipsis where something is missing. */
export function fitted(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let kept = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    used += widthOf(segment)
    if (used > columns - 1) break
    kept += segment
  }
  return columns < 1 ? '' : `${kept}…`
}
