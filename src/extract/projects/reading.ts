import type {
  CountryMention,
  FigureMention,
  Mention,
  OrganisationMention,
  RegionMention,
} from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import type { NoteReference, Paragraph } from '../../contracts/parsed-document.ts'
import { indexBefore } from '../extraction-input.ts'
import type { Sentence } from '../sentences.ts'
import { abbreviationsOf, type Abbreviations, foldName } from './abbreviations.ts'
import { closingPeriod } from './periods.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { type Wording, wordingOf } from './wording.ts'

/** What the project rules are given: the document cut into pieces, its wording, and what others found in it. */
export type ProjectReading = {
  text: string
  language: string
  paragraphs: readonly Paragraph[]
  pieces: readonly Piece[]
  sentences: readonly Sentence[]
  /** Made when first asked for, as the abbreviations are: most documents name no project. */
  readonly wording: Wording
  readonly abbreviations: Abbreviations
  /** The names of regions and organisations that the document mentions, folded. */
  readonly placeNames: ReadonlySet<string>
  references: readonly NoteReference[]
  /** All sorted by start. */
  countries: readonly CountryMention[]
  regions: readonly RegionMention[]
  money: readonly FigureMention[]
  organisations: readonly OrganisationMention[]
}

export type ReadingSource = {
  text: string
  language: string
  paragraphs: readonly Paragraph[]
  sentences: readonly Sentence[]
  references: readonly NoteReference[]
}

/** Prepares a document for the project rules; linear in its length. */
export function readingOf(source: ReadingSource, mentions: readonly Mention[]): ProjectReading {
  const { text, paragraphs, language } = source
  const sorted = [...mentions].sort((one, other) => one.start - other.start)
  let wording: Wording | undefined
  let abbreviations: Abbreviations | undefined
  let placeNames: Set<string> | undefined
  const organisations = sorted.filter((mention) => mention.kind === 'organisation')
  const regions = sorted.filter((mention) => mention.kind === 'region')
  return {
    text,
    language,
    paragraphs,
    pieces: piecesOf(text, paragraphs).flatMap((piece) => withoutRegionHead(piece, regions)),
    get placeNames() {
      placeNames ??= new Set([...regions, ...organisations].map((mention) => foldName(mention.quote)))
      return placeNames
    },
    get sentences() {
      return source.sentences
    },
    get wording() {
      wording ??= wordingOf(text, paragraphs, language)
      return wording
    },
    get abbreviations() {
      abbreviations ??= abbreviationsOf(text)
      return abbreviations
    },
    references: source.references,
    countries: sorted.filter((mention) => mention.kind === 'country'),
    regions,
    money: sorted.filter((mention) => mention.kind === 'figure').filter((figure) => figure.figureKind === 'money'),
    organisations,
  }
}

/** "Annex", "Annex II". */
const annexHead = String.raw`(?<annex>(?:Annex|ANNEX|Annexe|Anexo)(?:\s[\dIVX]{1,3})?\s)?`
/** "ILO - Technical Cooperation Projects". */
const sectionHead = String.raw`(?<section>[^.()]{0,60}?(?:Projects|Programmes|PROJECTS|Projets|Proyectos)\s)?`
/** "Africa Region", "Horn of Africa window"; "Global" where the title begins with the same word again. */
const regionHead = String.raw`(?<region>(?:\p{L}+\s){1,8}?(?:Region|REGION|window|Window)|Global(?=\sGlobal\s))`
const gluedHeads = new RegExp(String.raw`^${annexHead}${sectionHead}${regionHead}\s(?=\p{Lu})`, 'u')

/** "Annex Projects Africa Region Skills for Herders (2012-2014)": headings that were set close and read as one. */
function withoutRegionHead(piece: Piece, regions: readonly RegionMention[]): Piece[] {
  if (piece.kind === 'table' || piece.kind === 'note' || piece.text.length > 500) return [piece]
  const isHead = piece.kind === 'heading' || piece.kind === 'title' || piece.kind === 'capitals'
  if (!isHead && !closingPeriod(piece.text)) return [piece]
  const match = gluedHeads.exec(piece.text)
  const { annex = '', section = '', region = '' } = match?.groups ?? {}
  if (!match) return [piece]
  const at = piece.start + annex.length + section.length
  if (region !== 'Global' && within(regions, { start: at, end: at + region.length })[0]?.start !== at) return [piece]
  let start = piece.start
  const heads = [annex, section, region].flatMap((text): Piece[] => {
    const head = { ...piece, kind: 'heading' as const, start, end: start + text.trimEnd().length, text: text.trimEnd() }
    start += text.length
    return text === '' ? [] : [head]
  })
  return [...heads, { ...piece, start: start + 1, text: piece.text.slice(match[0].length) }]
}

/** The spans of a list sorted by start that lie in another span. */
export function within<Kind extends Span>(spans: readonly Kind[], { start, end }: Span): Kind[] {
  const found: Kind[] = []
  for (let index = indexBefore(spans, start - 1) + 1; index < spans.length && spans[index]!.start < end; index++)
    if (spans[index]!.end <= end) found.push(spans[index]!)
  return found
}

/** The text of a span. */
export const quote = (reading: { text: string }, { start, end }: Span): string => reading.text.slice(start, end)

/** The notes that a block refers to: they belong to what it says. */
export function notesOf(reading: ProjectReading, block: Span): Span[] {
  return reading.references.flatMap(({ at, note }) => {
    const paragraph = note !== undefined && at >= block.start && at <= block.end ? reading.paragraphs[note] : undefined
    return paragraph ? [{ start: paragraph.start, end: paragraph.end }] : []
  })
}
