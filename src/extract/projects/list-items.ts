import type { Span } from '../../contracts/position.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import {
  announcesAnnex,
  announcesProjects,
  announcesReferences,
  isHeading,
  isPlaceHeading,
  isRegionHeading,
} from './headings.ts'
import { fieldNamed, fieldsOf, trim } from './labels.ts'
import { type FoundPeriod, readPeriods, wholePeriod } from './periods.ts'
import type { Piece } from './pieces.ts'
import { type ProjectReading, within } from './reading.ts'
import { insideQuotes, opensWithVerb } from './title-pieces.ts'

const mark = /^(?:[•▪·‣◦*–-]\s*|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+|\d{1,3}\s+(?=\p{Lu}))/u
/** Where a title may end: before a comma, a dash, a colon, a point, a bar or a bracket. */
const delimiter = /,\s|\s[–—-]\s|:\s|\.\s|;\s|\s\|\s|\s\(/gu
/** What may follow a title in a list and be of it: who pays, how much, when. */
const detail =
  /^(?:launched|started|lancée?|lanzad[oa]|(?:co-?)?(?:funded|financed)|(?:co)?financ(?:é|iad)|supported\sby|donors?\b|bailleurs?\b|donantes?\b|budget|presupuesto|implemented|mis\sen|ejecutad|(?:US\$|USD|EUR|CHF|GBP|NOK|SEK|DKK|AUD|CAD|[€$£])\s?\d|\d[\d.,]*\s(?:million|M\b)|(?:until|since|from|depuis|desde|hasta|jusqu)|(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s)?(?:19|20)\d{2}\b)/iu
const predicate =
  /\s(?:is|was|are|were|has|have|had|will|would|should|can|launched|supports|supported|provides|provided|aims|seeks|est|sont|était|ont|vise|es|fue|son|tiene|busca)\s/u

/** Items of a list that say a title and then who pays, when, where and how much, one project a line. */
export function findListItems(reading: ProjectReading, rule: string): ProjectDraft[] {
  const drafts: ProjectDraft[] = []
  let announced = false
  /** A heading of a higher level ends what was announced; below a title none does. */
  let level = 99
  let region: Span | undefined
  const items = reading.pieces.map((piece) => itemOf(reading, piece))
  for (const [index, piece] of reading.pieces.entries()) {
    if (piece.kind === 'note') break
    if (isHeading(piece) || (piece.kind === 'body' && piece.text.length < 90)) {
      if (announcesReferences(piece.text)) announced = false
      else if (announcesProjects(piece.text) || announcesAnnex(piece.text)) {
        announced = true
        level = piece.kind === 'title' && announcesAnnex(piece.text) ? 1 : 99
      } else if (isHeading(piece) && (piece.level ?? 1) <= level && !isPlaceHeading(reading, piece)) announced = false
    }
    if (piece.text.length < 70 && isRegionHeading(reading, piece)) region = { start: piece.start, end: piece.end }
    const item = reading.pieces[index - 1]?.text.endsWith(':') && piece.kind === 'body' ? undefined : items[index]
    if (!item) continue
    const siblings = [items[index - 1], items[index + 1]].filter((other) => other !== undefined).length
    const marked = piece.kind === 'list-item' || mark.test(piece.text)
    // Two things that only projects have, or one in a list that is announced as one of projects.
    if (item.proofs >= 2 && (announced || (marked && siblings > 0)) && (item.parted || announced))
      drafts.push(draftOf(item, { piece, rule, announced, region }))
    else if (announced && item.proofs === 1 && siblings > 0)
      drafts.push(draftOf(item, { piece, rule, announced, region }))
  }
  return drafts
}

/** Without one of these no line of a list tells of a project. */
const hint = /(?:19|20)\d\d|fund|financ|donor|bailleur|donante/iu

type Item = { title: Span; fields: DraftField[]; period: FoundPeriod | undefined; proofs: number; parted: boolean }

function itemOf(reading: ProjectReading, piece: Piece): Item | undefined {
  if ((piece.kind !== 'list-item' && piece.kind !== 'body' && piece.kind !== 'table') || piece.text.length > 700)
    return undefined
  if (!hint.test(piece.text)) return undefined
  const lead = mark.exec(piece.text)?.[0].length ?? 0
  if (!/^[“"«]?[\p{Lu}\d]/u.test(piece.text.slice(lead, lead + 2))) return undefined
  const end = titleEnd(reading, piece, lead)
  if (end === undefined) return undefined
  const whole = trim(reading.text, { start: piece.start + lead, end: piece.start + end })
  const bare = insideQuotes(reading.text.slice(whole.start, whole.end))
  const article = /^(?:The|Le|La|El)\s(?=\p{L})/u.exec(bare.text)?.[0].length ?? 0
  const title = nameIn(reading.text, { start: whole.start + bare.lead + article, end: whole.end - bare.tail })
  const text = reading.text.slice(title.start, title.end)
  if (text.length < 6 || text.length > 260 || !text.includes(' ') || predicate.test(`${text} `)) return undefined
  if (opensWithVerb.test(text)) return undefined
  // A label, a row of a table, or a text of several sentences is no title.
  if (fieldNamed(text) || /\t|[\p{Ll}\d)]{2}[.?!]\s+\p{Lu}|\s(?:our|nuestro|notre)\s/u.test(text)) return undefined
  if (wholePeriod(piece.text.slice(0, end)) || /^(?:Los|Las|Les|These|Those|All)\s\p{Ll}/u.test(piece.text.slice(lead)))
    return undefined
  const rest = piece.text.slice(end)
  // "The X project (2012–2015), funded by Y, aimed to …" is a sentence, unless a mark makes it an item.
  if (lead === 0 && piece.kind === 'body' && predicate.test(rest) && !detailsThenColon.test(rest)) return undefined
  const fields = fieldsOf(rest)
    .filter(({ name }) => name !== 'other')
    .map(({ name, value }) => ({
      name,
      value: { start: piece.start + end + value.start, end: piece.start + end + value.end },
    }))
  if (!fields.some(({ name }) => name === 'donor'))
    fields.push(...givers(reading, { start: piece.start + end, end: piece.end }))
  const found = readPeriods(rest)
  const read = found.find((period) => period.whole) ?? found[0]
  const at = piece.start + end
  const period = read ? { ...read, start: at + read.start, end: at + read.end } : loneYear(rest, at)
  return { title, fields, period, proofs: proofsOf(reading, { piece, end, period, fields }), parted: rest.length < 330 }
}

/** "; Canada, CAD 300,000": whoever stands right before the sum gives it, where somebody else is named before. */
function givers(reading: ProjectReading, rest: Span): DraftField[] {
  const [sum] = within(reading.money, rest)
  if (!sum) return []
  const parties = [...within(reading.countries, rest), ...within(reading.organisations, rest)]
  const text = reading.text.slice(rest.start, sum.start)
  // "Austria and Liechtenstein, ": what stands in the clause before the sum, behind another clause.
  const clause = /(?:[;,.]|\s[–—-])\s([^;,.\n]{2,80}?)(?:[;,]|\s[–—-])\s$/u.exec(text)
  if (!clause) return []
  const start = rest.start + clause.index + clause[0].indexOf(clause[1]!)
  const end = start + clause[1]!.length
  const named = parties.some((party) => party.start < start + 5 && party.end > start && party.end <= end)
  return named ? [{ name: 'donor', value: { start, end } }] : []
}

/** ", 2019-2021 : 1 250 000 euros": details, and a colon before what is said of them. */
const detailsThenColon = /^,\s(?:19|20)\d\d[^.;:]{0,40}:\s/u

/** A verb of the future, in which lists of commitments are written. */
const future = /\s(?:will|shall|\p{Ll}+(?:era|eront|ará|arán|erá|erán|irá|irán))\s/u
const namedBehind =
  /\s(?:the|le|la|les|un|une|au|du|el|al|del)\s(?=(?:Programme|Program|Programa|Projet|Project|Proyecto|Initiative|Iniciativa)\s)/gu

/** The title of an item: behind "Norway will fund the" the name alone; without the bracket that a period closed. */
function nameIn(text: string, { start, end }: Span): Span {
  const item = text.slice(start, end)
  const verb = future.exec(item)
  const named = verb && [...item.matchAll(namedBehind)].find((match) => match.index >= verb.index)
  const from = named ? named.index + named[0].length : 0
  const open = item.lastIndexOf('(')
  const to = open > item.lastIndexOf(')') ? item.slice(0, open).trimEnd().length : item.length
  return { start: start + from, end: start + Math.max(from, to) }
}

/** The first delimiter behind which a detail stands: "…, Nepal and Jordan, 2015–2018, funded by …". */
function titleEnd(reading: ProjectReading, piece: Piece, lead: number): number | undefined {
  for (const match of piece.text.slice(lead, lead + 330).matchAll(delimiter)) {
    const at = lead + match.index
    const behind = at + match[0].length
    const rest = piece.text.slice(behind)
    if (detail.test(rest) || fieldsOf(rest.slice(0, 60))[0]?.label.start === 0) return at
    const from = piece.start + behind
    const near = { start: from, end: from + 60 }
    // "; European Union; EUR 1 150 000": an organisation that is all of its clause.
    const body = within(reading.organisations, near)[0]
    if (body && body.start - from < 5 && /^\s?[;–]\s/u.test(piece.text.slice(body.end - piece.start))) return at
    const country = within(reading.countries, near)[0]
    if (
      country &&
      country.start - from < 5 &&
      country.form !== 'demonym' &&
      /^[,;.]|^\s(?:and|et|y|\()|^\s?[–-]|^$/u.test(piece.text.slice(country.end - piece.start))
    )
      return at
  }
  return undefined
}

const funded = /(?:co-?)?(?:funded|financed)\sby|supported\sby|(?:co)?financée?s?\spar|(?:co)?financiad[oa]s?\spor/iu
const money = /(?:US\$|USD|EUR|CHF|GBP|NOK|SEK|DKK|AUD|CAD|[€$£])\s?\d|\d\s?(?:US\$|USD|EUR|CHF|€|euros|dollars)/iu

function proofsOf(
  reading: ProjectReading,
  {
    piece,
    end,
    period,
    fields,
  }: { piece: Piece; end: number; period: FoundPeriod | undefined; fields: readonly DraftField[] },
): number {
  const rest = piece.text.slice(end)
  const names = new Set(fields.map(({ name }) => name))
  const proofs = [
    period !== undefined || names.has('period'),
    funded.test(rest) || names.has('donor'),
    money.test(rest) || names.has('amount'),
    names.has('partner'),
    names.has('countries') ||
      within(reading.countries, { start: piece.start + end, end: piece.start + Math.min(piece.text.length, end + 120) })
        .length > 0,
  ]
  // Money and a country are in many a list: one of the others must be there.
  return proofs[0] || proofs[1] || proofs[3] ? proofs.filter(Boolean).length : 0
}

function loneYear(rest: string, from: number): FoundPeriod | undefined {
  const match = /^[,;:.–—(\s-]{1,4}[^.]{0,80}?\b((?:19|20)\d{2})(?=[\s,.;)]|$)/u.exec(rest)
  if (!match) return undefined
  const year = Number(match[1])
  const start = from + match.index + match[0].length - 4
  return { start, end: start + 4, period: { from: year, to: year }, whole: true, lone: true }
}

function draftOf(
  { title, fields, period }: Item,
  { piece, rule, announced, region }: { piece: Piece; rule: string; announced: boolean; region: Span | undefined },
): ProjectDraft {
  return {
    rule,
    title,
    block: { start: title.start, end: piece.end },
    role: piece.kind === 'table' ? 'table' : announced ? 'annex' : 'body',
    fields,
    ...(period && { period }),
    ...(region && { region }),
  }
}
