import { gapBefore, isCapital, type Words } from './words.ts'

/**
 * How a name must be printed to count: `capital`: its first capitalised word with a capital; `any`: any way;
 * `exact`: letter for letter, blanks aside (abbreviations).
 */
export type NameCase = 'capital' | 'any' | 'exact'

export type Name<Value> = { text: string; case: NameCase; value: Value }

type Entry<Value> = Name<Value> & { capitalAt: number; closing: string }
type Node<Value> = { next: Map<string, Node<Value>>; entries: Entry<Value>[] | undefined }

/** Names as a tree of words; `scanNames` walks it along a text. */
export type NameTree<Value> = Node<Value>

/** A name found: the longest at its start. `values` holds more than one where a name has several bearers. */
export type NameMatch<Value> = {
  start: number
  end: number
  firstWord: number
  /** Index after the last word. */
  endWord: number
  values: Value[]
  split: boolean
}

const wordOfName = /[\p{L}\p{M}]+|\p{N}+|&/gu
/** Between the words of a name a blank, a hyphen and an apostrophe are one: "Guinea Bissau", "d’Ivoire", "Timor–Leste". */
const softGap = /^(?:\s*[-‐‑–'’ʼ`´]\s*|\s+)$/u

export function makeNameTree<Value>(names: Iterable<Name<Value>>): NameTree<Value> {
  const root: Node<Value> = { next: new Map(), entries: undefined }
  for (const name of names) insert(root, name)
  return root
}

function insert<Value>(root: Node<Value>, name: Name<Value>): void {
  let node = root
  let end = 0
  let capitalAt = -1
  let index = 0
  for (const match of name.text.matchAll(wordOfName)) {
    const key = keyOf(name.text.slice(end, match.index), foldName(match[0]), index === 0)
    let next = node.next.get(key)
    if (!next) {
      next = { next: new Map(), entries: undefined }
      node.next.set(key, next)
    }
    node = next
    if (capitalAt < 0 && isCapital(name.text, match.index)) capitalAt = index
    end = match.index + match[0].length
    index++
  }
  ;(node.entries ??= []).push({ ...name, capitalAt, closing: name.text.slice(end) })
}

function foldName(word: string): string {
  return word === '&'
    ? 'and'
    : word
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replaceAll('œ', 'oe')
}

/** The edge to a word: the word alone after a soft gap, else with what stands between ("," in "Korea, Republic of"). */
function keyOf(gap: string, word: string, first: boolean): string {
  if (first || softGap.test(gap)) return word
  return `${gap.replace(/\s+/g, '')}~${word}`
}

const paragraphBreak = /\n\s*\n/
/** Four-letter names that a capital letter and a word make up by chance ("I RAN", "O MAN"). */
const chanceNames = new Set(['iran', 'oman', 'chad', 'togo', 'iraq', 'toga', 'amali'])

/** The longest name at every word, left to right, none inside another; linear in the text for names of bounded length. */
export function scanNames<Value>(words: Words, tree: NameTree<Value>): NameMatch<Value>[] {
  const found: NameMatch<Value>[] = []
  let index = 0
  while (index < words.folded.length) {
    const match = longestNameAt(words, tree, index)
    if (match) found.push(match)
    index = match ? match.endWord : index + 1
  }
  return found
}

/** The longest name that begins with the word at `at`. */
export function longestNameAt<Value>(words: Words, tree: NameTree<Value>, at: number): NameMatch<Value> | undefined {
  if (at >= words.folded.length) return undefined
  const best = walk(words, tree, at)
  if (best || !mayBeSplit(words, at)) return best
  return walkSplit(words, tree, at)
}

function walk<Value>(words: Words, tree: NameTree<Value>, at: number): NameMatch<Value> | undefined {
  let node = tree.next.get(words.folded[at]!)
  let best: NameMatch<Value> | undefined
  let index = at
  while (node) {
    if (node.entries) best = matchOf(words, node.entries, at, index + 1) ?? best
    if (node.next.size === 0) break
    index++
    if (index >= words.folded.length) break
    const step = follow(words, node, index)
    if (!step) break
    node = step.node
    index = step.index
  }
  return best
}

/** The node behind the next word, whole or split after its first letter ("SRI L ANKA"). */
function follow<Value>(
  words: Words,
  node: Node<Value>,
  index: number,
): { node: Node<Value>; index: number } | undefined {
  const { folded } = words
  const gap = gapBefore(words, index)
  if (gap.length > 6 && paragraphBreak.test(gap)) return undefined
  const next = node.next.get(keyOf(gap, folded[index]!, false))
  if (next) return { node: next, index }
  if (!mayBeSplit(words, index)) return undefined
  const split = node.next.get(keyOf(gap, folded[index]! + folded[index + 1]!, false))
  return split && { node: split, index: index + 1 }
}

/** A single capital, one blank, and at least two capitals: small capitals that were parted in print. */
function mayBeSplit({ text, starts, ends }: Words, index: number): boolean {
  if (index + 1 >= starts.length || ends[index]! - starts[index]! !== 1 || !isCapital(text, starts[index]!))
    return false
  if (starts[index + 1]! - ends[index]! !== 1 || text[ends[index]!] !== ' ') return false
  return ends[index + 1]! - starts[index + 1]! > 1 && isCapitals(text, starts[index + 1]!, ends[index + 1]!)
}

function isCapitals(text: string, start: number, end: number): boolean {
  for (let offset = start; offset < end; offset++) if (!isCapital(text, offset)) return false
  return true
}

function walkSplit<Value>(words: Words, tree: NameTree<Value>, at: number): NameMatch<Value> | undefined {
  const joined = words.folded[at]! + words.folded[at + 1]!
  let node = chanceNames.has(joined) ? undefined : tree.next.get(joined)
  let best: NameMatch<Value> | undefined
  let index = at + 1
  while (node) {
    if (node.entries) best = matchOf(words, node.entries, at, index + 1) ?? best
    index++
    if (index >= words.folded.length) break
    const step = follow(words, node, index)
    if (!step) break
    node = step.node
    index = step.index
  }
  return best
}

function matchOf<Value>(
  words: Words,
  entries: readonly Entry<Value>[],
  firstWord: number,
  endWord: number,
): NameMatch<Value> | undefined {
  const start = words.starts[firstWord]!
  const end = words.ends[endWord - 1]!
  const printed = entries.filter((entry) => isPrintedAs(words, entry, firstWord, end))
  if (printed.length === 0) return undefined
  const closing = printed.find((entry) => entry.closing && words.text.startsWith(entry.closing, end))?.closing ?? ''
  const split = endWord - firstWord > [...printed[0]!.text.matchAll(wordOfName)].length
  return { start, end: end + closing.length, firstWord, endWord, values: printed.map((entry) => entry.value), split }
}

function isPrintedAs<Value>(words: Words, entry: Entry<Value>, firstWord: number, end: number): boolean {
  const { text, starts } = words
  if (entry.closing.startsWith(')') && text[end] !== ')') return false
  if (entry.case === 'any' || entry.capitalAt < 0) return true
  if (entry.case === 'capital') return isCapital(text, starts[firstWord + entry.capitalAt]!)
  const printed = text.slice(starts[firstWord], end)
  return withoutBlanks(printed) === withoutBlanks(entry.text.slice(0, entry.text.length - entry.closing.length))
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '')
