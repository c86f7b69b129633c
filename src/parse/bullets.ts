/** "•" or a dash of its own before a blank. */
const sign = /^(?:[•▪◦‣➢✓○●■◆❖□→]|o(?= [A-Z]))\s/
const dash = /^[–—-]\s/
/** "(a)", "3.", "iv)", "26.4" before a blank; "1.248" is a number. */
const numbered = /^(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|\d{1,3}(?:\.\d{1,2})+\.?)\s/
const closed = /[.:;!?…"”’»)\]]$/
/** "No." does not end a sentence: a number follows. */
export const abbreviation = /(?:^|[\s(])(?:nos?|n°|nr|art|arts|para|paras|pp?|vol|núm|cf|fig)\.$/i

/** A text that begins as an item of a list does. */
export const bullet = new RegExp(`${sign.source}|${numbered.source}`)

/** Whether a line begins an item of a list, behind the text that stands before it: within a sentence no item begins. */
export function beginsItem(line: string, before: string): boolean {
  if (sign.test(line)) return true
  const over = closed.test(before) && !abbreviation.test(before.slice(-12))
  return over && (numbered.test(line) || dash.test(line))
}

/** "3. ", "4) ": the number of a list's item that opens with a capital; undefined where none stands there. */
export function itemNumber(line: string): number | undefined {
  const digits = /^\(?(\d{1,2})[.)]\s+[“"«¿¡]?\p{Lu}/u.exec(line)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
