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

// Blanks and at most one line break: a blank line ends the paragraph, and with it the citation.
const blanks = String.raw`[^\S\n]{0,3}(?:\n[^\S\n]{0,9})?`
const blank = String.raw`(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,9})?|\n[^\S\n]{0,9})`
/** "No.", "Nos", "n°", "n.º", "núm.", "number". */
export const numberMark = String.raw`(?:nos?|n\.?\s?[°º]s?|n\s?os|núms?|nums?|nros?|numbers?|numéros?|números?|#)\.?${blanks}`
const seriesLetter = String.raw`(?:(?:ILO|OIT)\s)?[CRP]\s?-?`
// Neither a decimal nor a date, a share or a part of a longer sign: "2.5", "12/2019", "40%"; but a glued note mark: "151.6".
const digits = String.raw`(\d{1,3})(?!\d|\s?%|[/-]\d|[.,]\d(?!\d{0,2}(?:\s|$)))`
const opening = String.raw`,?${blanks}(?:[([]${blanks})?`
const citedNumber = new RegExp(`(${opening})(${numberMark}|${seriesLetter})?${digits}`, 'iuy')
const closing = /\s?[)\]]/y
/** ", 1949", "(1949)", "of 1949", "de 1949". */
const citedYear = new RegExp(
  String.raw`,?${blanks}(?:\(\s?)?(?:of\s|de\s|del\s|du\s)?((?:19|20)\d\d)(?![\d/-])\)?`,
  'iuy',
)
/** "(Revised)", "(révisée)", "(Revised 1949)". */
const revisedMark = new RegExp(
  String.raw`${blanks}[([](?:revised|rev\.|révisée?|revisad[oa])(?:,?\s((?:19|20)\d\d))?[)\]]`,
  'iuy',
)
const ofIlo = String.raw`(?:of\s+the\s+|de\s+l['’]\s?|de\s+la\s+|del\s+|du\s+)?`
const iloOf = new RegExp(String.raw`,?${blank}${ofIlo}(?:ILO|OIT|BIT)(?![\p{L}\p{N}])`, 'uy')
const conjunction = String.raw`(?:and|or|y|e|o|et|ou)${blank}`
/** ", ", " and ", " et ", "/": what ties a number to the list before it. */
const listJoint = new RegExp(
  String.raw`${blanks}(?:,${blanks}${conjunction}|[,;/&]${blanks}|${conjunction})(?:the\s|la\s|el\s)?`,
  'iuy',
)
/** What a list says of its members: "No. 29 (forced labour), 87". */
const gloss = /\s?\([^()\n]{3,60}\)/y
/** Words of what a number counts, or months that it is a day of: the number is no instrument's. */
const things =
  'of\\s(?:them|these|those|which|all)|countr|states|member|ratif|pays|pa[ií]ses|years|ans|años|articles|per\\s?cent|million|recomm|protoco|other|more'
const months = 'jan|feb|fév|mar[csz]|apr|avr|abr|ma[iy]|jui?n|jul|juil|aug|août|ago|sep|oct|nov|dec|déc|dic|ene'
const counted = new RegExp(
  `[^\\S\\n]{1,3}(?:${things}|de\\s(?:${months})\\p{L}+|(?:${months})\\p{L}*\\.?\\s(?:de\\s)?\\d{4})`,
  'iuy',
)

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
  const revised = citation.revised ? undefined : matchAt(revisedMark, text, citation)
  if (revised) {
    citation.revised = true
    if (revised[1]) citation.year ??= Number(revised[1])
    return true
  }
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
    const number = nextInList(text, citation.end)
    if (!number || (!plural && !number.marked) || isCounted(text, number.end)) return
    citation.numbers.push(number)
    citation.end = number.after
  }
}

/** The number behind a joint, over what may be said in brackets of the one before. */
function nextInList(text: string, at: number): ReturnType<typeof numberAt> {
  const place = { end: at }
  if (!matchAt(listJoint, text, place) && !(matchAt(gloss, text, place) && matchAt(listJoint, text, place)))
    return undefined
  return numberAt(text, place.end)
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
