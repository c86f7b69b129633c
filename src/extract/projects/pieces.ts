import type { Paragraph, ParagraphKind } from '../../contracts/parsed-document.ts'
import type { Span } from '../../contracts/position.ts'
import { closingPeriod } from './periods.ts'
import { hasCapitals, inCapitals, isCapitals } from './wording.ts'

/** A stretch of a paragraph that is of one kind: a title in capitals is parted from the text it runs into. */
export type Piece = Span & {
  kind: ParagraphKind | 'capitals'
  text: string
  /** Index of the paragraph that it is a part of. */
  paragraph: number
  level: number | undefined
}

/** The paragraphs cut into pieces, in reading order; tables stay whole. */
export function piecesOf(text: string, paragraphs: readonly Paragraph[]): Piece[] {
  return paragraphs.flatMap((paragraph, index) =>
    cut(text, paragraph).flatMap((span) => {
      const start = span.start + (/^[\s•▪·‣◦*–-]*/u.exec(text.slice(span.start, span.end))?.[0].length ?? 0)
      const slice = text.slice(start, span.end).trimEnd()
      if (slice === '') return []
      const kind =
        span.capitals && paragraph.kind !== 'note' && paragraph.kind !== 'table' ? 'capitals' : paragraph.kind
      return [{ start, end: start + slice.length, kind, text: slice, paragraph: index, level: paragraph.level }]
    }),
  )
}

type Cut = Span & { capitals: boolean }

function cut(text: string, paragraph: Paragraph): Cut[] {
  const { start, end, kind } = paragraph
  if (kind === 'table' || kind === 'note') return [{ start, end, capitals: false }]
  const slice = text.slice(start, end)
  if (inCapitals(slice)) return atTitlesEnd(text, { start, end, capitals: true })
  const runs = (hasCapitals(slice) ? capitalRuns(slice) : []).map((run) => ({
    start: start + run.start,
    end: start + run.end,
  }))
  const pieces: Cut[] = []
  let from = start
  for (const run of runs) {
    if (run.start > from) pieces.push({ start: from, end: run.start, capitals: false })
    pieces.push(...atTitlesEnd(text, { ...run, capitals: true }))
    from = run.end
  }
  if (from < end) pieces.push({ start: from, end, capitals: false })
  return pieces
}

const labelInCapitals =
  /\s(?=(?:PARTNERS?|PARTENAIRES?|SOCIOS?|DONORS?|BAILLEURS?|DONANTES?|BUDGET|COUNTR(?:Y|IES))\s?:)/gu

/** "… PHASE II (2013-2015) PARTNERS: UN WOMEN": a label in capitals opens a piece of its own. */
function atTitlesEnd(text: string, { start, end, capitals }: Cut): Cut[] {
  const cuts: Cut[] = []
  let from = start
  for (const label of text.slice(start, end).matchAll(labelInCapitals)) {
    const at = start + label.index
    if (at > from) cuts.push({ start: from, end: at, capitals })
    from = at + 1
  }
  return [...cuts, { start: from, end, capitals }]
}

/** Runs of at least four words in capitals at the beginning of a text or behind the end of a sentence. */
function capitalRuns(text: string): Span[] {
  const tokens = [...text.matchAll(/\S+/g)]
  const runs: Span[] = []
  let index = 0
  while (index < tokens.length) {
    if (!opensRun(tokens, index)) {
      index++
      continue
    }
    let last = index
    let capitals = 0
    let letters = 0
    for (let at = index; at < tokens.length; at++) {
      const token = tokens[at]![0]
      if (isCapitals(token)) {
        capitals++
        letters += token.length
        last = at
      } else if (/\p{Ll}/u.test(token)) break
      else if (/^[(&–—:,\d-]/.test(token)) last = at
      if (at > index && closingPeriod(token) && !nextIsLabel(tokens[at + 1]?.[0])) break
    }
    // "… WORLD BANK ILO seeks to": what a small word follows belongs to the sentence.
    const next = tokens[last + 1]?.[0]
    if (next && /^\p{Ll}/u.test(next)) {
      last--
      capitals--
    }
    if (capitals >= 4 && letters >= 16 && last > index) {
      runs.push({ start: tokens[index]!.index, end: tokens[last]!.index + tokens[last]![0].length })
      index = last + 1
    } else index = Math.max(index + 1, last)
  }
  return runs
}

const nextIsLabel = (token: string | undefined): boolean =>
  token !== undefined && /^(?:PARTNERS?|DONORS?|PARTENAIRES?|SOCIOS?):?$/.test(token)

function opensRun(tokens: readonly RegExpMatchArray[], index: number): boolean {
  if (!isCapitals(tokens[index]![0])) return false
  const before = tokens[index - 1]?.[0]
  return before === undefined || /[.;:!?)\]”"»]$/u.test(before)
}
