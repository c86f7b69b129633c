import type { Span } from '../../contracts/position.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { readFactLine } from './fact-line.ts'
import { ownLabel, readFields } from './fields.ts'
import {
  announcesAnnex,
  announcesProjects,
  announcesReferences,
  isCountryHeading,
  isGenericHeading,
  isHeading,
  isOtherThing,
  isRegionHeading,
} from './headings.ts'
import { fieldsOf } from './labels.ts'
import type { Piece } from './pieces.ts'
import type { ProjectReading } from './reading.ts'
import { type TitlePiece, titleAt } from './title-pieces.ts'
import { closingPeriod } from './periods.ts'
import { isTitleValue } from './sheets.ts'

/** A place where a block may begin: a title, or a heading that ends the block before it. */
type Boundary = { at: number; title: TitlePiece | undefined; around: Around }

/** What the headings above say. */
type Around = {
  /** Level of the heading that announced projects; 0 where none did. */ projects: number
  annex: boolean
  references: boolean
  region: Span | undefined
  country: Span | undefined
}

/** Titles that stand over a block of their own, with what shows that the block is a project's. */
export function findBlocks(reading: ProjectReading, rule: string): ProjectDraft[] {
  const boundaries = boundariesOf(reading)
  const drafts: ProjectDraft[] = []
  for (const [index, { title, around }] of boundaries.entries()) {
    if (!title) continue
    const block = blockOf(reading, title, boundaries[index + 1]?.at ?? reading.pieces.length)
    if (weigh(reading, { title, around, block }) < 4) continue
    drafts.push(draftOf({ title, around, block, rule }))
  }
  return drafts.length < listLength ? drafts : drafts.map((draft, index) => inList(drafts, draft, index))
}

/** From so many blocks on, one behind the other, they are a list of projects, headed or not. */
const listLength = 4

function inList(drafts: readonly ProjectDraft[], draft: ProjectDraft, index: number): ProjectDraft {
  const near = [drafts[index - 1], drafts[index + 1]].filter((other) => other !== undefined)
  const adjoins = near.some(
    ({ block }) => Math.abs(block.start - draft.block.end) < 200 || Math.abs(draft.block.start - block.end) < 200,
  )
  return adjoins ? { ...draft, role: 'annex' } : draft
}

function boundariesOf(reading: ProjectReading): Boundary[] {
  const { pieces } = reading
  const boundaries: Boundary[] = []
  let around: Around = { projects: 0, annex: false, references: false, region: undefined, country: undefined }
  for (let at = 0; at < pieces.length && pieces[at]!.kind !== 'note';) {
    const below = underHeading(reading, at, around)
    if (below) {
      around = below
      boundaries.push({ at, title: undefined, around })
      at++
      continue
    }
    const title = mayBegin(pieces, at) ? titleAt(pieces, at) : undefined
    if (title && !isGenericHeading(title.text)) {
      // A heading as high as the one that announced the projects ends their part.
      const { kind, level } = pieces[at]!
      if (kind === 'heading' && !title.period && (level ?? 99) <= around.projects) around = { ...around, projects: 0 }
      boundaries.push({ at, title, around })
      at = title.next
      continue
    }
    // What is told of several others is no more of the one above.
    if (pieces[at]!.kind === 'body' && tellsOfOthers.test(pieces[at]!.text))
      boundaries.push({ at, title: undefined, around })
    at++
  }
  return boundaries
}

/** "Two smaller projects ran before.", "D’autres projets …" */
const tellsOfOthers =
  /^(?:(?:Two|Three|Four|Other|Several|Some|Further|Smaller|Earlier)|(?:Deux|Trois|Quatre|D['’]autres|Plusieurs|Quelques)|(?:Dos|Tres|Cuatro|Otr[oa]s|Vari[oa]s|Algun[oa]s))\s(?:[^\s.,;:]{2,}\s){0,3}?(?:projects|projets|proyectos|programmes|programas|initiatives|iniciativas)(?!\p{L})/u

/** What holds below a heading that is no project's: a region's, a country's, an annex's, "Ongoing projects". */
function underHeading(reading: ProjectReading, at: number, around: Around): Around | undefined {
  const piece = reading.pieces[at]!
  if (piece.text.length > 120 || !mayHead(piece)) return undefined
  const span = { start: piece.start, end: piece.end }
  if (isRegionHeading(reading, piece)) return { ...around, region: span, country: undefined }
  if (announcesAnnex(piece.text)) {
    // A document that is an annex itself is one to its end, whatever its headings.
    const level = piece.kind === 'title' || piece.level === 1 ? 1 : 9
    return { ...around, annex: true, references: false, projects: announcesProjects(piece.text) ? level : 0 }
  }
  if (isSection(reading.pieces, at))
    return { ...around, projects: piece.level ?? 9, references: false, region: undefined, country: undefined }
  if (!isHeading(piece)) return undefined
  if (isCountryHeading(reading, piece)) return { ...around, country: span }
  if (announcesReferences(piece.text)) return { ...around, references: true, projects: 0 }
  return around.references && piece.kind === 'heading' && isGenericHeading(piece.text)
    ? { ...around, references: false }
    : undefined
}

/** "Ongoing projects", "Proyectos en ejecución": a heading over many, and no title of one. */
function isSection(pieces: readonly Piece[], at: number): boolean {
  const { text } = pieces[at]!
  if (/[.;:,]$/.test(text) || text.split(/\s+/).length > 8 || !announcesProjects(text)) return false
  return !labelAhead.test(pieces[at + 1]?.text ?? '') && !closingPeriod(text)
}

/** Region headings are read even where they are set as text: short, without a closing point. */
const mayHead = (piece: Piece): boolean => isHeading(piece) || (piece.kind === 'body' && piece.text.length < 70)

/** A heading may begin a block, and so may a line that ends with a period or stands over labels. */
function mayBegin(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]!
  const before = pieces[at - 1]
  // "Donor:" on a line of its own: this is its value.
  if (before && before.text.endsWith(':') && (ownLabel(before) || fieldsOf(before.text).length > 0)) return false
  if (isHeading(piece)) return true
  if (piece.kind !== 'body' && piece.kind !== 'list-item') return false
  if (/^[^.]{5,330}?\(?\b(?:19|20)\d{2}\b/u.test(piece.text)) {
    const title = titleAt(pieces, at)
    if (title?.period) return true
  }
  if (opensEntry(piece.text)) return true
  if (piece.text.length > 330) return false
  const next = pieces[at + 1]
  return next !== undefined && next.kind !== 'table' && labelAhead.test(next.text) && !/[.;:]$/.test(piece.text)
}

/** "Open Doors, Phase II. Donor: Norway. Budget: …": a title with its labels behind it, in one paragraph. */
function opensEntry(text: string): boolean {
  if (!labelSoon.test(text.slice(0, 260))) return false
  const labels = fieldsOf(text.slice(0, 600)).filter(({ name }) => evidenceFields.has(name))
  const first = labels[0]?.label.start ?? 0
  return (
    first > 5 && first < 220 && new Set(labels.map(({ name }) => name)).size > 1 && isEntryTitle(text.slice(0, first))
  )
}

/** What is quick to see: most paragraphs have no label behind their first words. */
const labelSoon = /[.;:)] \p{Lu}[^.:;\n]{2,30}:/u
const isEntryTitle = (head: string): boolean =>
  /^[“"«(]?[\p{Lu}\d]/u.test(head) &&
  /[.:;)]\s*$/u.test(head) &&
  !/[.?!]\s+\p{Lu}/u.test(head.trim()) &&
  !finite.test(head)
const finite = /\s(?:is|was|are|were|has|have|had|will|est|sont|a|ont|es|fue|son|tiene)\s/u

const labelAhead =
  /^(?:partners?(?:\(s\))?|implementing (?:partners?|agenc\w+)|donors?(?:\(s\))?|budget|countr(?:y|ies)|period|duration|funded by|financed by|partenaires?|bailleurs?|pays|durée|période|financement|socios?|donantes?|país(?:es)?|presupuesto|periodo|período|financiador\w*)\s?:/iu

type Block = { pieces: Piece[]; end: number; fields: DraftField[]; text: string }

function blockOf(reading: ProjectReading, title: TitlePiece, until: number): Block {
  const pieces = reading.pieces.slice(title.next, until).filter((piece) => piece.kind !== 'note')
  const head = title.rest ? [restPiece(reading, title)] : []
  const fields = [
    ...readFactLine(reading, title.rest ? undefined : pieces[0]),
    ...readFields(reading, [...head, ...pieces]),
  ]
  const end = pieces.at(-1)?.end ?? title.rest?.end ?? title.period?.end ?? title.span.end
  const from = title.rest?.start ?? pieces[0]?.start ?? end
  return {
    pieces: [...head, ...pieces],
    end: Math.max(end, title.span.end),
    fields,
    text: reading.text.slice(from, end),
  }
}

function restPiece(reading: ProjectReading, { rest, first }: TitlePiece): Piece {
  const { start, end } = rest!
  return { ...reading.pieces[first]!, start, end, text: reading.text.slice(start, end), kind: 'body' }
}

/** "The project is financed by …", "This programme has been funded by …", within one sentence. */
const fundingSentence =
  /\b(?:project|programme|program|initiative|action|projet|proyecto|programa)\b[^.]{0,120}\b(?:financed|funded|co-financed|co-funded|supported|financée?|cofinancée?|financiad[oa])\b|\b(?:supported|funded|financed)\sby\b[^.]{0,160}\bproject\b|^\s*(?:supported\sby|(?:co-?)?(?:funded|financed)\sby|(?:co)?financée?\spar|(?:co)?financiad[oa]\spor)\s/iu
/** "2019–2021. Financed by Norway": the same, at the beginning of a later sentence. */
const fundingOpens =
  /\.\s(?:Supported\sby|(?:Co-?f|F)(?:unded|inanced)\sby|(?:Cof|F)inancée?\spar|(?:Cof|F)inanciad[oa]\spor)\s/u
const subject =
  /\b(?:(?:the|this|le|ce|la|cette|el|este|esta)\s(?:[\p{L}-]{2,16}\s){0,2}?(?:project|programme|program|initiative|action|projet|proyecto|programa|iniciativa|acción)|(?:project|projet|proyecto)\s(?:in|to|en|de|pour|para)|(?:implement|launch|carry|develop)\p{L}*\s(?:out\s)?an?\s(?:[\p{L}-]+\s){0,3}(?:project|programme|program))\b/iu
const evidenceFields = new Set(['donor', 'partner', 'amount', 'period', 'countries', 'start', 'end', 'code', 'title'])
const projectNoun =
  /\b(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa|phase\s[IVX\d]+|fase\s[IVX\d]+)\b/iu
const bibliographic = /https?:|www\.|\bISBN\b|\bpp?\.\s?\d|\bvol\.|\bet al\b|\beds?\.\)|©/iu

/** How much speaks for a project; four is enough. */
function weigh(
  reading: ProjectReading,
  { title, around, block }: { title: TitlePiece; around: Around; block: Block },
): number {
  if (
    around.references ||
    bibliographic.test(title.text) ||
    isRegionHeading(reading, { ...title.span, text: title.text })
  )
    return 0
  const names = new Set(block.fields.filter(({ name }) => evidenceFields.has(name)).map(({ name }) => name))
  // Labels count where they open the block; in the middle of a long text they may be of anything.
  const opensWithLabel = names.size > 0 && block.fields[0]!.value.start - title.span.end < 400
  const beginning = block.text.slice(0, 500)
  let inBlock = 0
  if (opensWithLabel) inBlock += names.size > 1 ? 4 : 3
  if (fundingOpens.test(beginning) || fundingSentence.test(block.text.slice(0, 4000)))
    inBlock += title.period || around.projects > 0 ? 2 : 1
  if (subject.test(beginning)) inBlock += 1
  const section = around.projects > 0 ? 2 : around.annex ? 1 : 0
  if (inBlock + section === 0) return 0
  let weight = inBlock + section
  if (title.period) weight += title.period.lone ? 1 : title.period.whole ? 3 : 2
  if (projectNoun.test(title.text)) weight += 1
  if (block.text.trim() === '') weight -= 2
  if (isOtherThing(title.text) && names.size === 0) weight -= 2
  if (!title.period && names.size === 0 && title.text.split(/\s+/).length < 3) weight -= 2
  const first = reading.pieces[title.first]!
  // "Technical cooperation: overview of the portfolio": a document of many.
  if (first.kind === 'title' && announcesProjects(title.text) && !title.period) return 0
  if (ownLabel(first) || (title.next === title.first + 1 && looksLikeLabel(first.text))) return 0
  // "Project title: …" below: the sheet has its own title, this heading is the sheet's name.
  if (block.fields.some((field) => field.name === 'title' && isTitleValue(reading, field.value))) return 0
  return weight
}

/** "Evaluator:", "Contact at headquarters:": a label that no list knows. */
const looksLikeLabel = (text: string): boolean => text.endsWith(':') && text.split(/\s+/).length < 5

function draftOf({
  title,
  around,
  block,
  rule,
}: {
  title: TitlePiece
  around: Around
  block: Block
  rule: string
}): ProjectDraft {
  return {
    rule,
    title: title.span,
    block: { start: title.span.start, end: block.end },
    role: around.annex || around.projects > 0 ? 'annex' : 'body',
    fields: block.fields,
    ...(title.period && { period: title.period }),
    ...(around.region && { region: around.region }),
    ...(around.country && { country: around.country }),
  }
}
