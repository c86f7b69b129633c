/** What stands behind "Convention", "Recommendation" or "Protocol": year, numbers, body. */
export type Citation = {
  /** After the last part read. */
  end: number
  numbers: CitedNumber[]
  /** A mark of number ("No.", "n°", "núm.") or a letter ("C189") stands before the first number. */
  marked: boolean
  year: number | undefined
  revised: boolean
  ofIlo: boolean
}

/** A number cited; the span holds its mark and its own year. */
export type CitedNumber = { start: number; end: number; value: number; year: number | undefined }

const numberMark = String.raw`(?:nos?|n[°º]s?|n\s?os|núms?|nums?|nros?|numbers?|numéros?|números?|#)\.?\s{0,3}`
const seriesLetter = String.raw`[CRP]\s?-?`
// Neither a decimal nor a date, a share or a part of a longer sign: "2.5", "12/2019", "40%"; but a glued note mark: "151.6".
const digits = String.raw`(\d{1,3})(?!\d|\s?%|[/-]\d|[.,]\d(?!\d{0,2}(?:\s|$)))`
const opening = String.raw`,?\s{0,3}(?:[([]\s?)?`
const citedNumber = new RegExp(`(${opening})(${numberMark}|${seriesLetter})?${digits}`, 'iuy')
const closing = /\s?[)\]]/y
/** ", 1949", "(1949)", "of 1949", "de 1949". */
const citedYear = /,?\s{0,3}(?:\(\s?)?(?:of\s|de\s|del\s|du\s)?((?:19|20)\d\d)(?![\d/-])\)?/iy
const revisedMark = /\s{0,3}[([](?:revised|rev\.|révisée?|revisad[oa])[)\]]/iuy
const iloOf = /,?\s{1,3}(?:of\s+the\s+|de\s+l['’]\s?|de\s+la\s+|del\s+|du\s+)?(?:ILO|OIT|BIT)(?![\p{L}\p{N}])/uy
/** ", ", " and ", " et ", "/": what ties a number to the list before it. */
const listJoint =
  /\s{0,3}(?:,\s{0,3}(?:and|or|y|et|ou)\s{1,3}|[,;/&]\s{0,3}|(?:and|or|y|e|o|et|ou)\s{1,3}|&\s{0,3})(?:the\s|la\s|el\s)?/iuy
/** Words of what a number counts: the number is no instrument's. */
const counted = /\s{1,3}(?:countr|states|member|ratif|pays|pa[ií]ses|years|ans|años|articles|per\s?cent|million)/iuy

/** Reads a citation from `at`, just behind its noun; `plural` nouns may be followed by bare numbers in a list. */
export function readCitation(text: string, at: number, plural: boolean): Citation {
  const citation: Citation = { end: at, numbers: [], marked: false, year: undefined, revised: false, ofIlo: false }
  for (let parts = 0; parts < 4 && citation.numbers.length === 0; parts++)
    if (!readQualifier(text, citation) && !readFirstNumber(text, citation)) break
  if (citation.numbers.length > 0) readList(text, citation, plural)
  while (readQualifier(text, citation));
  return citation
}

function readQualifier(text: string, citation: Citation): boolean {
  if (!citation.revised && matchAt(revisedMark, text, citation)) return (citation.revised = true)
  if (!citation.ofIlo && matchAt(iloOf, text, citation)) return (citation.ofIlo = true)
  if (citation.year !== undefined) return false
  const year = matchAt(citedYear, text, citation)
  if (year) citation.year = Number(year[1])
  return year !== undefined
}

function readFirstNumber(text: string, citation: Citation): boolean {
  const number = numberAt(text, citation.end)
  if (!number || isCounted(text, number.end)) return false
  citation.marked = number.marked
  citation.numbers.push(number)
  citation.end = number.after
  return true
}

function readList(text: string, citation: Citation, plural: boolean): void {
  for (;;) {
    listJoint.lastIndex = citation.end
    const joint = listJoint.exec(text)
    const number = joint && numberAt(text, listJoint.lastIndex)
    if (!number || (!plural && !number.marked) || isCounted(text, number.end)) return
    citation.numbers.push(number)
    citation.end = number.after
  }
}

function numberAt(text: string, at: number): (CitedNumber & { marked: boolean; after: number }) | undefined {
  citedNumber.lastIndex = at
  const match = citedNumber.exec(text)
  if (!match) return undefined
  const place = { end: citedNumber.lastIndex }
  const number = {
    start: at + match[1]!.length,
    end: place.end,
    value: Number(match[3]),
    marked: match[2] !== undefined,
  }
  matchAt(closing, text, place)
  const own = matchAt(bracketedYear, text, place)
  return { ...number, year: own ? Number(own[1]) : undefined, after: place.end }
}

const bracketedYear = /\s?\(\s?((?:19|20)\d\d)\s?\)/y

function isCounted(text: string, at: number): boolean {
  counted.lastIndex = at
  return counted.test(text)
}

function matchAt(pattern: RegExp, text: string, place: { end: number }): RegExpExecArray | undefined {
  pattern.lastIndex = place.end
  const match = pattern.exec(text)
  if (!match) return undefined
  place.end = pattern.lastIndex
  return match
}
