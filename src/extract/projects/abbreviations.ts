/** The short names that a document defines in brackets: "International Organization for Migration (IOM)". */
export type Abbreviations = {
  /** Short name by long name (folded). */
  short: ReadonlyMap<string, string>
  /** Long name, as printed, by short name. */
  long: ReadonlyMap<string, string>
}

/** "(IOM)", "(UN Women)", "(MC2CM)", "(GCFF, por sus siglas en inglés)". */
const bracket = /\(\s?(?:the\s)?["“]?(\p{Lu}[\p{L}\d&.-]{1,14}(?: \p{Lu}[\p{L}\d]{1,12})?)["”]?(?:,[^()]{0,40})?\s?\)/gu
const wordOfName = /[\p{L}\p{M}\d][\p{L}\p{M}\d.’'-]*/gu
const connecting =
  /^(?:a|an|and|the|of|for|on|in|to|with|de|del|la|las|los|el|y|e|en|para|por|et|du|des|le|les|l|d|au|aux|pour|sur|und|für|van|voor)$/iu

/** Finds the definitions whose letters are the initials of the words before the bracket. */
export function abbreviationsOf(text: string): Abbreviations {
  const short = new Map<string, string>()
  const long = new Map<string, string>()
  for (const match of text.matchAll(bracket)) {
    const acronym = match[1]!.trim()
    const before = text.slice(Math.max(0, match.index - 160), match.index)
    const name = nameOfInitials(before, acronym)
    if (!name) continue
    short.set(foldName(name), acronym)
    if (!long.has(acronym)) long.set(acronym, name)
  }
  return { short, long }
}

/** The words at the end of a text whose initials spell the acronym, as printed; undefined where they do not. */
export function nameOfInitials(before: string, acronym: string): string | undefined {
  const letters = acronym
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '')
    .replace(/(?<=.{2})s$/u, '')
  if (letters.length < 2) return undefined
  const tokens = [...before.matchAll(wordOfName)].slice(-14)
  const last = tokens.at(-1)
  if (!last || !/^[\s"”’]*$/u.test(before.slice(last.index + last[0].length))) return undefined
  let best: number | undefined
  for (let from = tokens.length - 1; from >= 0; from--) {
    if (
      !spells(
        tokens.slice(from).map((token) => token[0]),
        letters,
      )
    )
      continue
    best = tokens[from]!.index
    break
  }
  return best === undefined ? undefined : before.slice(best, last.index + last[0].length)
}

/** Whether the words' initials are the letters, in order: small words may count or not, hyphened parts count each. */
function spells(tokens: readonly string[], letters: string): boolean {
  const initials = tokens.flatMap((token) =>
    token
      .split(/[-’']/u)
      .flatMap((part) => (part === '' ? [] : [{ letter: bare(part[0]!), small: connecting.test(part) }])),
  )
  if (initials[0]?.small || initials[0]?.letter !== letters[0]) return false
  let at = 0
  for (const { letter, small } of initials) {
    if (at < letters.length && letter === letters[at]) at++
    else if (/\d/.test(letters[at] ?? '')) at += letters[at + 1] === letter ? 2 : 0
    else if (!small) return false
  }
  return at === letters.length
}

const bare = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A name for comparing: small letters without accents, articles and marks. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/^(?:the|le|la|les|el|los|las|l) /u, '')
    .trim()
}
