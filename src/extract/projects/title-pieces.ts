import type { Span } from '../../contracts/position.ts'
import { startsWithLabel } from './fields.ts'
import { isHeading } from './headings.ts'
import { fieldsOf } from './labels.ts'
import { closingPeriod, type FoundPeriod, wholePeriod } from './periods.ts'
import type { Piece } from './pieces.ts'
import { preambleOf } from './preamble.ts'

/** A title that may be a project's: one piece or several that belong together, and where its block goes on. */
export type TitlePiece = {
  span: Span
  text: string
  period: FoundPeriod | undefined
  heading: boolean
  /** Index of the first piece, and of the first piece behind it. */
  first: number
  next: number
  /** What stands behind the title in its own piece (labels, a run-in text). */
  rest: Span | undefined
}

const enumerator =
  /^(?:(?:project|projet|proyecto|programme)\s*(?:no\.?\s*)?\d{1,3}\s*[.:)–-]\s*|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5}|[IVX]{1,5})[.)]\s+|[A-Z]\.\d{1,2}\.?\s+|\d{1,3}(?:\.\d{1,3}){0,3}\s+(?=\p{Lu}))/u
const openEnd =
  /(?:[:–—,&(-]|\b(?:and|or|of|the|for|in|on|to|from|with|a|an|its|their|through|within|et|de|du|des|la|le|les|en|pour|y|del|para|por|los|las|el))$/iu
const goesOn =
  /^(?:[(–—&:,-]|\p{Ll}|(?:AND|OF|THE|FOR|IN|ON|TO|FROM|WITH|WITHIN|THROUGH|AMONG|DE|DES|DU|ET|POUR|DANS|Y|PARA|EN|DEL)\b|(?:And|Of|For|In|To|From|With|Within|Through|Among)\s)/u

/** The title that begins at a piece; undefined where none may begin. */
export function titleAt(pieces: readonly Piece[], first: number): TitlePiece | undefined {
  const piece = pieces[first]!
  if (piece.kind === 'table' || piece.kind === 'note' || piece.kind === 'caption') return undefined
  const lead = enumerator.exec(piece.text)?.[0].length ?? 0
  const own = withinPiece(piece, lead)
  if (!own) return undefined
  let { text, period, rest } = own
  let { end } = own
  let next = first + 1
  while (!rest && !period && next < pieces.length && next < first + 4) {
    const more = pieces[next]!
    if (!continues(piece, text, more)) break
    const part = withinPiece(more, 0, true)
    if (!part) break
    text = `${text} ${part.text}`.trim()
    period = part.period
    rest = part.rest
    end = part.text === '' ? end : part.end
    next++
  }
  // "1 June 2007 – 30 June 2009" on the line below a heading.
  const after = pieces[next]
  const below = !rest && !period && isHeading(piece) && after?.kind === 'body' ? wholePeriod(after.text) : undefined
  if (after && below) {
    period = { ...below, start: after.start + below.start, end: after.start + below.end }
    next++
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const wordCount = text.split(/\s+/).length
  if (wholePeriod(text)) return undefined
  if (letters < 4 || wordCount > 60 || text.length > 450) return undefined
  const bare = insideQuotes(text)
  const start = piece.start + lead + bare.lead
  return {
    span: { start, end: end - bare.tail },
    text: bare.text,
    period,
    heading: isHeading(piece),
    first,
    next,
    rest,
  }
}

/** "(GLO/12/53/EEC)", "(T05-EUTF-SAH-ML-07)": the number under which an agency keeps the project. */
export const projectCode =
  /\s*(?:[([]?\b[A-Z]{3}\/\d{2}\/\d{1,3}\/?[A-Z]{2,4}\b[)\]]?|[([](?=[A-Z-]*\d)[A-Z\d]{2,8}(?:-[A-Z\d]{1,8}){2,6}[)\]])\s*$/u
/** "T05-EUTF-SAH-ML-07: ", "RER/15/02/CHE – ": such a number before the title. */
const leadingCode =
  /^(?:[A-Z]{3}\/\d{2}\/\d{1,3}\/?[A-Z]{2,4}|(?=[A-Z\d-]*\d)[A-Z\d]{2,8}(?:-[A-Z\d]{1,8}){2,6})\s?[:–—-]\s/u
const quotedTitle =
  /^((?:\p{L}+\s){0,2}(?:project|programme|program|projet|proyecto|programa)\s?:?\s?)?([“«"„]\s?)([^“”«»"„]{4,300}?)(\s?[”»"“])$/iu
const announcedTitle = /^(?:project|programme|program|projet|proyecto|programa)\s?[:–—]\s/iu

/** The title itself in "Final evaluation of the project “Return”", "Project: Return (GLO/12/53/EEC)", and what is cut off. */
export function insideQuotes(text: string): { text: string; lead: number; tail: number } {
  const code = projectCode.exec(text)?.[0].length ?? 0
  const whole = text.slice(0, text.length - code)
  const quoted = quotedTitle.exec(whole)
  if (quoted) {
    const lead = (quoted[1]?.length ?? 0) + quoted[2]!.length
    return { text: quoted[3]!, lead, tail: quoted[4]!.length + code }
  }
  const before = preambleOf(whole)
  const isPreamble = before.length > 8 && /evaluat|évaluat|evaluac|review|assessment|sheet|brief|profile/iu.test(before)
  const lead = isPreamble ? before.length : ((announcedTitle.exec(whole) ?? leadingCode.exec(whole))?.[0].length ?? 0)
  const tail = lead > 0 ? (/[”»"]\s*$/u.exec(whole)?.[0].length ?? 0) : 0
  if (whole.length - lead - tail < 4) return { text, lead: 0, tail: 0 }
  return { text: whole.slice(lead, whole.length - tail), lead, tail: tail + code }
}

type Part = { text: string; end: number; period: FoundPeriod | undefined; rest: Span | undefined }

/** The title part of a piece: up to its closing period, or up to its labels. */
function withinPiece(piece: Piece, lead: number, continuing = false): Part | undefined {
  const labels = fieldsOf(piece.text.slice(lead))
  const label = labels[0]
  if (label && label.label.start < 3) return undefined
  const head = label ? piece.text.slice(0, lead + label.label.start) : piece.text
  const rest = label ? { start: piece.start + lead + label.label.start, end: piece.end } : undefined
  if (!isHeading(piece) && (opensWithVerb.test(head.slice(lead)) || opensWithPlace.test(head.slice(lead))))
    return undefined
  const period = closingPeriod(head.slice(lead)) ?? (label && periodBehindComma(head.slice(lead)))
  if (period) return part(piece, lead, { text: head.slice(lead, lead + period.start), period, rest })
  const runIn = runInPeriod(head.slice(lead))
  if (runIn) {
    const after = { start: piece.start + lead + runIn.end, end: piece.end }
    return part(piece, lead, { text: head.slice(lead, lead + runIn.start), period: runIn, rest: after })
  }
  const text = head.slice(lead).trimEnd()
  if (!isHeading(piece) && !continuing && !label && /[.;,?!]$/.test(text)) return undefined
  if (/[.?!]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text) && text.length > 120) return undefined
  return part(piece, lead, { text: text.replace(/[.;,:]+$/, ''), period: undefined, rest })
}

function part(
  piece: Piece,
  lead: number,
  found: Pick<Part, 'text' | 'rest'> & { period: FoundPeriod | undefined },
): Part {
  const trimmed = found.text.replace(/[\s,;:–—-]+$/u, '')
  const at = piece.start + lead
  const period = found.period && { ...found.period, start: at + found.period.start, end: at + found.period.end }
  return { text: trimmed, end: at + trimmed.length, period, rest: found.rest }
}

/** "Comenzó en Perú la segunda fase …": a sentence, whatever closes it. */
export const opensWithVerb = /^(?:Comenzó|Empezó|Arrancó|Inició|Finalizó|Terminó|Concluyó|Culminó|Cerró|Se\s\p{Ll})/u

/** "In Malawi, the Open Ladders Programme entered its second year": a sentence, whatever closes it. */
const opensWithPlace =
  /^(?:In|En|Au|Aux|À|A|Since|Depuis|Desde)\s[^,.;:]{2,40},\s(?:(?:the|le|la|les|el|los|las|an?|un|une|una)\s|l['’])/u

/** "Open Ladders, Phase II, 2019–2023. Donor: …": years behind a comma, before the labels. */
function periodBehindComma(text: string): FoundPeriod | undefined {
  const match = /,\s((?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d)[.:;]?\s*$/u.exec(text.slice(-40))
  const found = match && wholePeriod(match[1]!)
  return found
    ? { ...found, start: Math.max(0, text.length - 40) + match.index, end: text.trimEnd().length }
    : undefined
}

/** A bracket behind which something new begins; "The X project (2012–2015), funded by …" is a sentence and goes on. */
const titleBracket = /\)(?=\s*[.;:–—-]\s|\s*,\s[\p{Lu}\d]|\s+\p{Lu})/gu

/** "Skills without Borders (2012–2015). The project …": a period in brackets near the beginning, no sentence before it. */
function runInPeriod(text: string): FoundPeriod | undefined {
  for (const match of text.slice(0, 330).matchAll(titleBracket)) {
    const head = text.slice(0, match.index + 1)
    if (/[.?!]\s+\p{Lu}/u.test(head) || predicate.test(head)) return undefined
    const period = closingPeriod(head)
    // "Author (2013). Title": a lone year in a running text dates a book.
    if (period && period.start > 5 && !period.lone) return period
  }
  return undefined
}

/** A finite verb: what stands before is a sentence, and no title. */
const predicate =
  /\s(?:is|was|are|were|has|have|had|will|launched|implemented|supports|supported|provides|provided|aims|aimed|seeks|helped|est|sont|était|ont|fut|vise|es|fue|son|fueron|tiene|busca)\s/u

function continues(first: Piece, text: string, more: Piece): boolean {
  if (/^[([][^()[\]]{4,40}[)\]]$/.test(more.text) && closingPeriod(more.text)) return true
  if (!isHeading(first) || first.kind !== more.kind || startsWithLabel(more.text)) return false
  return openEnd.test(text) || goesOn.test(more.text)
}
