import { boxesOf, pageOf } from '../contracts/boxes.ts'
import type { Paragraph, ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span, TextRun } from '../contracts/position.ts'
import type { Passage } from '../contracts/search.ts'
import { activeYearsOf, entitiesOf, figuresOf, type FoundEntities } from './entities.ts'
import { firstWhere } from '../contracts/first-where.ts'

const longestPassage = 4_000
const mostHeadings = 4

/** The document's paragraphs as passages; one too long for a reader to see at once is cut between sentences or rows. */
export function passagesOf(parsed: ParsedDocument, found: FoundEntities): Passage[] {
  const passages: Passage[] = []
  const noted = notedParagraphs(parsed)
  for (const paragraph of parsed.paragraphs) {
    const [section, ...headings] = headingsAbove(parsed, noted.get(paragraph) ?? paragraph)
    for (const span of piecesOf(parsed.text, paragraph)) {
      const ordinal = passages.length
      passages.push({
        passageId: `${parsed.documentId}-${ordinal}`,
        ordinal,
        kind: paragraph.kind,
        language: parsed.metadata.language,
        page: pageOf({ paragraphs: [paragraph] }, span.start),
        ...(section === undefined ? {} : { section }),
        ...(headings.length === 0 ? {} : { headings }),
        text: parsed.text.slice(span.start, span.end),
        start: span.start,
        runs: runsWithin(parsed, span),
        entities: entitiesOf(found, span),
        figures: figuresOf(found, span),
        activeYears: activeYearsOf(found, span),
      })
    }
  }
  return passages
}

/** The headings under which a paragraph stands, nearest first. */
function headingsAbove({ paragraphs, text }: ParsedDocument, paragraph: Paragraph): string[] {
  const headings: string[] = []
  let { section } = paragraph
  while (section !== undefined && headings.length < mostHeadings) {
    const heading: Paragraph = paragraphs[section]!
    headings.push(text.slice(heading.start, heading.end))
    // A heading stands under one before it: whatever else a document says would never end.
    section = heading.section !== undefined && heading.section < section ? heading.section : undefined
  }
  return headings
}

/** The paragraph that each note is a note to, where its mark was found: the note stands under the same headings. */
function notedParagraphs({ paragraphs, references }: ParsedDocument): Map<Paragraph, Paragraph> {
  const byStart = paragraphs.toSorted((one, other) => one.start - other.start)
  const noted = new Map<Paragraph, Paragraph>()
  for (const { note, at } of references) {
    const paragraph = note === undefined ? undefined : paragraphs[note]
    const citing = byStart[firstWhere(byStart, ({ start }) => start > at) - 1]
    if (paragraph && citing && at <= citing.end && !noted.has(paragraph)) noted.set(paragraph, citing)
  }
  return noted
}

/** The paragraph's span, blanks at its ends left out, in pieces of at most `longestPassage`; none where nothing is printed. */
function piecesOf(text: string, paragraph: Span): Span[] {
  const pieces: Span[] = []
  let start = paragraph.start
  while (paragraph.end - start > longestPassage) {
    const end = cutBefore(text, start + longestPassage, start + longestPassage / 2)
    pieces.push({ start, end })
    start = end
  }
  pieces.push({ start, end: paragraph.end })
  return pieces.map((piece) => trimmed(text, piece)).filter((piece) => piece.end > piece.start)
}

/** The best place to cut at or before `latest` and after `earliest`: a row's end, a sentence's, a word's, else `latest`. */
function cutBefore(text: string, latest: number, earliest: number): number {
  const row = text.lastIndexOf('\n', latest - 1)
  if (row > earliest) return row + 1
  for (let at = latest; at > earliest; at--) if (isBlank(text.charAt(at - 1)) && endsSentence(text, at - 1)) return at
  for (let at = latest; at > earliest; at--) if (isBlank(text.charAt(at - 1))) return at
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(latest - 1))
  return splitsPair ? latest - 1 : latest
}

/** A stop before the blank, and no abbreviation such as "No." or an initial. */
function endsSentence(text: string, blank: number): boolean {
  const before = text.slice(Math.max(0, blank - 8), blank)
  return (
    /[.!?。؟…]["'”’»)\]]*$/.test(before) && !/(?:^|[\s(])(?:\p{L}|Nos?|Art|Vol|pp|cf|vs|Dr|Mr|Ms|St)\.$/u.test(before)
  )
}

function trimmed(text: string, piece: Span): Span {
  let { start, end } = piece
  while (start < end && isBlank(text.charAt(start))) start++
  while (end > start && isBlank(text.charAt(end - 1))) end--
  return { start, end }
}

const isBlank = (character: string): boolean => /\s/.test(character)

/** The runs that print a part of the span; one that reaches beyond it is cut, so that a passage is complete by itself. */
function runsWithin(parsed: ParsedDocument, span: Span): TextRun[] {
  const first = firstWhere(parsed.runs, ([, end]) => end > span.start)
  const after = firstWhere(parsed.runs, ([start]) => start >= span.end)
  return parsed.runs.slice(first, after).flatMap((run): TextRun[] => {
    const [start, end] = [Math.max(run[0], span.start), Math.min(run[1], span.end)]
    if (start === run[0] && end === run[1]) return [run]
    const [box] = boxesOf({ text: parsed.text, runs: [run] }, { start, end })
    return box ? [[start, end, box.page, box.x, box.y, box.width, box.height]] : []
  })
}
