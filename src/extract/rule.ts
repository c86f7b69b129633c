import type { Mention } from '../contracts/extracted-document.ts'

/** A mention before its place on the page is known: the pipeline of extract/ adds page, quote and boxes. */
type Placed = 'page' | 'quote' | 'boxes' | 'rule'
type Unplaced<M> = M extends unknown ? Omit<M, Placed> : never
export type Found<Kind extends Mention['kind'] = Mention['kind']> = Unplaced<Extract<Mention, { kind: Kind }>>

/** What a finder hands over: a mention that says which rule made it. */
export type Ruled<Kind extends Mention['kind'] = Mention['kind']> = Found<Kind> & { rule: string }

/**
 * A rule with the examples that prove it. `accept` holds what it must find (each text with all that is found in it, in
 * the words of `describeFound`); `reject` what it must leave alone. At least three of the first and one of the second, taken
 * from the ways in which real documents speak, in our own words.
 */
export type Rule<Kind extends Mention['kind'] = Mention['kind'], Input = string> = {
  /** `<kind>/<what it reads>`, such as `money/symbol-before-number`. */
  id: string
  kind: Kind
  accept: readonly (readonly [text: string, ...found: string[]])[]
  reject: readonly string[]
  /** All that it finds, sorted by start; pure, and linear in the input's length. */
  find(input: Input): Found<Kind>[]
}

export function defineRule<Kind extends Mention['kind'], Input = string>(rule: Rule<Kind, Input>): Rule<Kind, Input> {
  return rule
}

/**
 * A rule that reads whole projects: `accept` holds texts with the titles that it must read there, `reject` texts in which
 * it must read none. A text's paragraphs are parted by blank lines; a line `# …` is a heading, rows of a table have ` | `.
 */
export type ProjectRule<Reading, Draft> = {
  /** `project/<where it reads>`, such as `project/quoted-title`. */
  id: string
  accept: readonly (readonly [text: string, ...titles: string[]])[]
  reject: readonly string[]
  /** Drafts sorted by start; pure, and linear in the text's length. */
  find(reading: Reading): Draft[]
}

export function defineProjectRule<Reading, Draft>(rule: ProjectRule<Reading, Draft>): ProjectRule<Reading, Draft> {
  return rule
}
