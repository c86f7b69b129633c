import { boxesOf } from '../contracts/boxes.ts'
import type { PageAnswer } from '../contracts/evidence.ts'
import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { Paragraph, ParsedDocument } from '../contracts/parsed-document.ts'
import { RihlaError } from '../errors.ts'
import { citationOf } from '../registers/citation.ts'
import { publisherOf } from '../registers/publisher.ts'

type About = { extracted: ExtractedDocument; number: number; title: string; address: string }

/** A page as it was read, with what was found on it. Throws `page-unknown` where there is none. */
export function pageAnswer(parsed: ParsedDocument, { extracted, number, title, address }: About): PageAnswer {
  const page = parsed.pages.find((one) => one.number === number)
  if (!page)
    throw new RihlaError('page-unknown', `page ${number} was not read: ${parsed.documentId} has ${parsed.pageCount}`)
  const onPage = (evidence: { page: number; boxes: { page: number }[] }) =>
    evidence.page === number || evidence.boxes.some((box) => box.page === number)
  return {
    documentId: parsed.documentId,
    title,
    ...page,
    pageCount: parsed.pageCount,
    paragraphs: parsed.paragraphs.flatMap((paragraph) => partOn(parsed, paragraph, number)),
    references: referencesOn(parsed, number),
    furniture: parsed.furniture.filter((one) => one.page === number).map(({ text }) => text),
    mentions: extracted.mentions.filter(onPage),
    projects: extracted.projects.flatMap(({ projectId, title: name, places }) =>
      places.filter(({ evidence }) => onPage(evidence)).map(({ evidence }) => ({ projectId, title: name, evidence })),
    ),
    citation: citationOf(parsed, { title, address, page: number, publisher: publisherOf(parsed, extracted) }),
  }
}

/** The note marks of the page, each with its note, wherever that stands. */
function referencesOn(parsed: ParsedDocument, number: number): PageAnswer['references'] {
  return parsed.references
    .filter(({ page }) => page === number)
    .map(({ mark, at, note }) => {
      const paragraph = note === undefined ? undefined : parsed.paragraphs[note]
      return {
        mark,
        at,
        ...(paragraph && { text: parsed.text.slice(paragraph.start, paragraph.end) }),
        boxes: boxesOf(parsed, { start: Math.max(0, at - 1), end: at }).filter((box) => box.page === number),
      }
    })
}

/** What of a paragraph stands on the page: all of it, a part, or nothing. */
function partOn(parsed: ParsedDocument, paragraph: Paragraph, number: number): PageAnswer['paragraphs'] {
  const index = paragraph.pages.findIndex(({ page }) => page === number)
  const place = paragraph.pages[index]
  if (!place) return []
  const start = place.start
  const end = paragraph.pages[index + 1]?.start ?? paragraph.end
  const heading = paragraph.section === undefined ? undefined : parsed.paragraphs[paragraph.section]
  return [
    {
      kind: paragraph.kind,
      start,
      end,
      text: parsed.text.slice(start, end),
      ...(paragraph.level !== undefined && { level: paragraph.level }),
      ...(heading && { section: parsed.text.slice(heading.start, heading.end) }),
      boxes: boxesOf(parsed, { start, end }).filter((box) => box.page === number),
    },
  ]
}
