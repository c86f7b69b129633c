import type { Paragraph } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'
import { cutAtSentenceMarks } from './tokens.ts'

/** A sentence, and the index of the paragraph that it stands in; a table cell is a sentence of its own. */
export type Sentence = Span & { paragraph: number }

/** The sentences of all paragraphs, in reading order, without the blanks around them. */
export function sentencesOf(text: string, paragraphs: readonly Paragraph[]): Sentence[] {
  return paragraphs.flatMap((paragraph, index) => {
    const cells = paragraph.rows?.flatMap((row) => row.cells)
    const spans = cells ?? sentenceSpans(text, paragraph)
    return spans.flatMap((span) => trimmed(text, span, index))
  })
}

function sentenceSpans(text: string, { start, end }: Span): Span[] {
  const spans: Span[] = []
  let from = start
  for (const cut of cutsOf(text.slice(start, end))) {
    spans.push({ start: from, end: start + cut })
    from = start + cut
  }
  spans.push({ start: from, end })
  return spans
}

/** As many marks as natural's tokenizer takes at once without getting slow. */
const marksAtOnce = 6

/**
 * Offsets behind each end of a sentence. Natural's tokenizer decides at marks that could be an end; it is shown the marks
 * alone, because what else stands there (abbreviations, addresses, its own placeholders) makes it stumble or crawl.
 */
function cutsOf(text: string): number[] {
  const marks = [...text.matchAll(candidateMark)].filter((mark) => !isAbbreviation(text, mark.index))
  const cuts: number[] = []
  for (let first = 0; first < marks.length; first += marksAtOnce) {
    const batch = marks.slice(first, first + marksAtOnce)
    const shown = batch.map(([mark]) => `,${mark[0]}${mark.length > 1 ? '”' : ''}`)
    const ends = new Set(lengthsSoFar(cutAtSentenceMarks(shown.join(''))))
    const shownEnds = lengthsSoFar(shown)
    for (const [index, mark] of batch.entries()) if (ends.has(shownEnds[index]!)) cuts.push(mark.index + mark[0].length)
  }
  return cuts.filter((cut) => cut < text.length)
}

function lengthsSoFar(pieces: readonly string[]): number[] {
  let length = 0
  return pieces.map((piece) => (length += piece.length))
}

/** A mark of sentence end with the quotes and brackets that close behind it, before a blank and no small letter. */
const candidateMark = /[.?!…]{1,3}(?:\s?»|["”’»)\]]{0,2})(?=\s+(?:[^\p{Ll}\s]|$))/gu

/** Words with a point that rarely end a sentence, in English, French and Spanish, in lower case. */
const abbreviations = new Set(
  (
    'no nos n° nº nr núm num art arts para paras p pp pág págs vol vols ch chap cap fig figs tab sec ed eds cf ' +
    'e.g i.e eg ie vs viz etc approx est ca c.a incl esp dr mr mrs ms st ste sr sra srta m mm mme mlle prof rev hon ' +
    'gen col u.s u.k u.n u.a.e ee uu ee.uu d.c jan feb mar apr jun jul aug sept oct nov dec janv févr avr juil déc ' +
    'ene abr ago dic inc ltd co corp dept univ al op cit ibid p.ej ej av bd res doc add rev corr us$ hab env min max'
  ).split(' '),
)

/** Whether the point at `mark` ends an abbreviation or an initial ("No.", "J.") and the sentence goes on. */
function isAbbreviation(text: string, mark: number): boolean {
  if (text[mark] !== '.') return false
  const before = text.slice(Math.max(0, mark - 12), mark)
  const word = /[\p{L}$°º.]+$/u.exec(before)?.[0] ?? ''
  if (/^\p{Lu}$/u.test(word))
    return !/\b(?:Annex|Annexe|Anexo|Table|Part|Vitamin|Hepatitis)\s+$/u.test(before.slice(0, -1))
  if (!abbreviations.has(word.toLowerCase())) return false
  // "etc." and the like do end a sentence where a capital opens the next word; "No." before a word does as well.
  const after = text.slice(mark + 1, mark + 24)
  if (/^(?:etc|al)$/i.test(word)) return !/^["”’»)\]]?\s+\p{Lu}/u.test(after)
  if (/^nos?$/i.test(word)) return /^\s+[\d(]/.test(after)
  return true
}

function trimmed(text: string, { start, end }: Span, paragraph: number): Sentence[] {
  let from = start
  let to = end
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return from < to ? [{ start: from, end: to, paragraph }] : []
}

const isBlank = (code: number): boolean =>
  code <= 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x3000
