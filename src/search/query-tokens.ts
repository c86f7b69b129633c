import { type FieldName, fieldNamed } from './query-fields.ts'

/** A piece of a query; `offset` is where it stands in what was typed. */
export type Token =
  | { type: 'open'; offset: number }
  | { type: 'close'; offset: number }
  | { type: 'or'; offset: number }
  | { type: 'not'; offset: number }
  | { type: 'phrase'; text: string; offset: number }
  | { type: 'word'; text: string; offset: number }
  | { type: 'field'; name: FieldName; values: FieldValue[]; offset: number }

export type FieldValue = { text: string; offset: number; quoted: boolean }

/** Cuts a query into pieces, leaving out what means nothing; takes any text. */
export function queryTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    at = afterBlanks(text, at)
    if (at >= text.length) break
    const [token, next] = tokenAt(text, at)
    if (token) tokens.push(token)
    at = next
  }
  return tokens
}

function tokenAt(text: string, at: number): [Token | undefined, number] {
  const character = text.charAt(at)
  if (character === '(') return [{ type: 'open', offset: at }, at + 1]
  if (character === ')') return [{ type: 'close', offset: at }, at + 1]
  if (character === '|') return [{ type: 'or', offset: at }, at + 1]
  if (closingQuotes(character)) {
    const quoted = quotedAt(text, at)
    return [{ type: 'phrase', text: quoted.text, offset: at }, quoted.next]
  }
  if (minus.includes(character)) {
    const negates = at + 1 < text.length && !isBlank(text.charAt(at + 1))
    return [negates ? { type: 'not', offset: at } : undefined, at + 1]
  }
  if (character === '+') return [undefined, at + 1]
  const end = bareEnd(text, at, delimiters)
  return fieldAt(text, at, end) ?? [operatorOrWord(text.slice(at, end), at), end]
}

function operatorOrWord(text: string, offset: number): Token | undefined {
  if (text === 'OR') return { type: 'or', offset }
  if (text === 'NOT') return { type: 'not', offset }
  if (text === 'AND' || text === '&' || text === '&&') return undefined
  return { type: 'word', text, offset }
}

/** `name:value`, `name:"a value",another`, `name:(a b)`, `name: value`; undefined where the name is no field's. */
function fieldAt(text: string, at: number, end: number): [Token, number] | undefined {
  const colon = text.indexOf(':', at)
  if (colon <= at || colon >= end) return undefined
  const name = fieldNamed(text.slice(at, colon), at)
  if (!name) return undefined
  const stops = name === 'figure' ? delimiters : `${delimiters},`
  const start = afterBlanks(text, colon + 1)
  const grouped = text.charAt(start) === '('
  const [values, next] = grouped ? groupedValues(text, start + 1, stops) : listedValues(text, start, stops)
  return [{ type: 'field', name, values, offset: at }, next]
}

/** `a,"b c",d`: ends at the first blank outside quotation marks. */
function listedValues(text: string, at: number, stops: string): [FieldValue[], number] {
  const values: FieldValue[] = []
  let next = at
  do {
    if (text.charAt(next) === ',') next++
    const value = valueAt(text, next, stops)
    if (value.text !== '') values.push(value)
    next = value.next
  } while (text.charAt(next) === ',' && !isBlank(text.charAt(next + 1) || ' '))
  return [values, next]
}

/** `(a OR "b c", d)`: all up to the closing bracket, each one a value. */
function groupedValues(text: string, at: number, stops: string): [FieldValue[], number] {
  const values: FieldValue[] = []
  let next = at
  while (next < text.length && text.charAt(next) !== ')') {
    const value = valueAt(text, next, stops)
    if (value.text !== '' && (value.quoted || !['OR', 'AND'].includes(value.text))) values.push(value)
    next = Math.max(value.next, next + 1)
  }
  return [values, next + 1]
}

function valueAt(text: string, at: number, stops: string): FieldValue & { next: number } {
  const start = afterComparison(text, at)
  if (!closingQuotes(text.charAt(start))) {
    const end = bareEnd(text, start, stops)
    return { text: text.slice(at, end).trim(), offset: at, quoted: false, next: end }
  }
  const quoted = quotedAt(text, start)
  const end = bareEnd(text, quoted.next, stops)
  const whole = text.slice(at, start) + quoted.text + text.slice(quoted.next, end)
  return { text: whole.trim(), offset: at, quoted: true, next: end }
}

function afterComparison(text: string, at: number): number {
  let next = at
  while ('<>=≤≥'.includes(text.charAt(next) || ' ')) next++
  return next === at ? at : afterBlanks(text, next)
}

function quotedAt(text: string, at: number): { text: string; next: number } {
  const closing = closingQuotes(text.charAt(at))!
  let end = at + 1
  while (end < text.length && !closing.includes(text.charAt(end))) end++
  return { text: text.slice(at + 1, end), next: Math.min(end + 1, text.length) }
}

/** The characters that end what this one begins; undefined where it is no quotation mark. */
function closingQuotes(character: string): string | undefined {
  if (character === '«') return '»'
  return character !== '' && '"“”„»'.includes(character) ? '"“”' : undefined
}

const minus = '-−–!'
const delimiters = '()|"“”„«»'

function bareEnd(text: string, at: number, stops: string): number {
  let end = at
  while (end < text.length && !isBlank(text.charAt(end)) && !stops.includes(text.charAt(end))) end++
  return end
}

function afterBlanks(text: string, at: number): number {
  let next = at
  while (next < text.length && isBlank(text.charAt(next))) next++
  return next
}

function isBlank(character: string): boolean {
  return character <= ' ' || /[\s\u007F-\u009F\u200B\uFEFF]/.test(character)
}
