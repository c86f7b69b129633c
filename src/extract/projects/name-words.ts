import words from '../../gazetteers/project-words.json' with { type: 'json' }
import { closingPeriod } from './periods.ts'

const connecting = new Set(
  [...words.smallWords.en, '&', 'de', 'del', 'des', 'du', 'sin', 'sans', 'para', 'pour'].filter(
    (word) => !/^(?:that|than|her|his|our|but|nor|between|during|under|upon|via|vs|per|over)$/.test(word),
  ),
)

export type Token = { text: string; start: number; end: number }
const token = /[\p{L}\p{N}](?:[\p{L}\p{N}.’'&+/-]|–(?=\p{Lu}))*|&|[^\s]/gu

/** The words and marks of a text; the point that ends a sentence is a mark, the one of an initial is not. */
export function tokensOf(text: string, from: number): Token[] {
  return [...text.matchAll(token)].flatMap((match): Token[] => {
    const [whole] = match
    const start = from + match.index
    const word = whole.replace(/[.'’]+$/u, '')
    if (word === '' || word === whole) return [{ text: whole, start, end: start + whole.length }]
    const kept = { text: word, start, end: start + word.length }
    const ends = whole.endsWith('.') && !/^\p{Lu}\.$|\.\p{Lu}\.$/u.test(whole)
    return ends ? [kept, { text: '.', start: kept.end, end: kept.end + 1 }] : [kept]
  })
}

/** Words that may open a sentence before a name and are no part of it. */
const opening =
  /^(?:The|This|That|These|In|On|Under|With|For|From|By|Since|Through|As|At|When|While|Our|Its|Their|His|Her|A|An|Each|Every|Another|Other|New|First|Second|Third|Both|And|But|Also|Via|To|Within|One|Two|Such|Any|Some|All|If|After|Before|During|Recently|Currently|Today|Launch|See|Phase|Pilot|However|Similarly|Finally|Moreover|Of|No|Le|La|Les|L|El|Los|Un|Una|Une)$/
/** "Restart and Expand Central American …": verbs that open an item of a list. */
const verb =
  /^(?:Restart|Expand|Establish|Launch|Increase|Create|Build|Improve|Strengthen|Promote|Continue|Resume|Implement|Develop|Fund|Enhance|Support|Extend|Scale|Foster|Join|Visit|Read|Reinstate|Announce|Announcing|Launching|Expanding|Establishing)$/

/** How many words with a capital a text holds. */
export const contentOf = (text: string): number =>
  tokensOf(text, 0).filter((word) => /^[\p{Lu}\d]/u.test(word.text) && word.text.length > 1).length

/** The start of the capitalised words before an offset; undefined where none stands there. */
export function walkLeft(text: string, at: number): number | undefined {
  const from = Math.max(0, at - 220)
  const base = from + text.slice(from, at).lastIndexOf('\n\n') + 1
  const before = tokensOf(text.slice(base, at), base)
  let first = before.length
  for (let index = before.length - 1; index >= 0; index--) {
    const word = before[index]!.text
    if (word === ')') {
      const open = before[index - 2]
      if (open?.text !== '(' || !/^\p{Lu}/u.test(before[index - 1]!.text)) break
      index -= 2
      first = index
      continue
    }
    // "… Parole Program and the Haitian …": the name before ended with its own noun.
    if (/^(?:Projects?|Programmes?|Programs?|Initiatives?)$/.test(word)) break
    if (/['’]s$/u.test(word) && !/^(?:Workers|Women|Migrants|Children|People)/u.test(word)) break
    if (/-(?:funded|supported|led|financed|backed|based|run|sponsored)$/u.test(word)) break
    if (/^[\p{Lu}\d]/u.test(word) || word === '&') {
      if (opening.test(word) && isSentenceStart(text, before[index]!.start)) break
      if (
        verb.test(word) &&
        !/^(?:to|for|of)$/.test(before[index + 1]?.text ?? '') &&
        opensWithVerb(text, before, index)
      )
        break
      first = index
      continue
    }
    if (connecting.has(word) && index > 0 && /^[\p{Lu}]/u.test(before[index - 1]!.text) && word !== 'the') continue
    if (
      word === 'the' &&
      index > 1 &&
      connecting.has(before[index - 1]!.text) &&
      /^\p{Lu}/u.test(before[index - 2]!.text) &&
      // "Agree with the Homeward programme": the capital is the sentence's.
      !isSentenceStart(text, before[index - 2]!.start)
    )
      continue
    break
  }
  while (
    first < before.length &&
    (connecting.has(before[first]!.text.toLowerCase()) ||
      /^(?:The|Los|La|El)$/.test(before[first]!.text) ||
      /^[^\p{L}\d]/u.test(before[first]!.text))
  )
    first++
  return first < before.length ? before[first]!.start : undefined
}

/** Whether only verbs stand between the beginning of the sentence and a word. */
function opensWithVerb(text: string, tokens: readonly Token[], at: number): boolean {
  let index = at
  while (
    index > 0 &&
    (verb.test(tokens[index]!.text) || /^(?:and|,)$/.test(tokens[index]!.text)) &&
    !isSentenceStart(text, tokens[index]!.start)
  )
    index--
  return verb.test(tokens[index]!.text) && isSentenceStart(text, tokens[index]!.start)
}

/** Whether a sentence, a cell or a quotation begins at an offset. */
export const isSentenceStart = (text: string, at: number): boolean =>
  at === 0 || /(?:[.?!:;•]\s+|\n\s*|[“«("]\s?)$/u.test(text.slice(Math.max(0, at - 4), at))

/** The end of what a noun governs: "on Migration of Nurses: The Supply Side". */
export function walkRight(text: string, end: number): number | undefined {
  const after = tokensOf(text.slice(end, end + 220).split('\n\n')[0]!, end)
  if (!/^(?:for|on|of|to|against)$/.test(after[0]?.text ?? '')) return undefined
  let last: number | undefined
  for (let index = 1; index < after.length; index++) {
    const word = after[index]!.text
    if (/^[\p{Lu}\d]/u.test(word)) last = after[index]!.end
    else if (word === ':' && last !== undefined && /^\p{Lu}/u.test(after[index + 1]?.text ?? '')) continue
    else if (word === '(' && after[index + 2]?.text === ')' && /^\p{Lu}/u.test(after[index + 1]!.text)) {
      last = after[index + 2]!.end
      index += 2
    } else if (!connecting.has(word)) break
    if (closingPeriod(`(${word})`)) break
  }
  return last
}

/** Words with a capital, and the small ones between them: a name, where a sentence has other words too. */
export function isName(printed: string): boolean {
  return printed.split(/\s+/).every((word) => /^[^\p{L}]*(?:\p{Lu}|\p{L}{1,4}(?!\p{L})|[\d&–-])/u.test(word))
}
