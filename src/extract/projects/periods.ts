import type { Period } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'

/** A period read at a place. `whole`: both ends are printed. */
export type FoundPeriod = Span & { period: Period; whole: boolean; /** A year and no more. */ lone?: boolean }

const months =
  'jan(?:uary|vier)?|ene(?:ro)?|feb(?:ruary|rero)?|févr?(?:ier)?|mar(?:ch|s|zo)?|apr(?:il)?|avr(?:il)?|abr(?:il)?|may|mai|mayo|' +
  'june?|juin|junio|july?|juil(?:let)?|julio|aug(?:ust)?|août|ago(?:sto)?|sept?(?:ember|embre|iembre)?|set(?:iembre)?|' +
  'oct(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|d[eé]c(?:ember|embre)?|dic(?:iembre)?'
const year = String.raw`(?:19|20)\d{2}`
/** "1 ", "31st ", "1er ", "15 de ": the day before a month. */
const day = String.raw`\d{1,2}(?:er|st|nd|rd|th)?\s{1,2}(?:de\s)?`
/** "March 2017", "1 mars 2012", "1 de enero de 2014", "March 1, 2012", "03/2012", "31.12.2014", "mid-2021", "FY 2012", "2012". */
const moment =
  String.raw`(?:(?:the\s|le\s|el\s)?(?:${day})?(?:${months})\.?\s{0,2}(?:\d{1,2},\s)?(?:de\s|del\s|of\s|,\s?)?` +
  String.raw`|(?:\d{1,2}[./-]){1,2}|mid-|early\s|late\s|end\s|the\send\sof\s|fin\s|FY\s?|Q[1-4]\s)?(?<!\d)(${year})(?!\d)`
/** What stands for an open end. */
const open = String.raw`(?:present|ongoing|on-going|to date|date|now|today|current|en cours|présent|ce jour|aujourd['’]hui|actualidad|presente|la fecha|en curso)\b`
/** A short second year: the 14 of "2012–14". */
const shortYear = String.raw`(\d{2})(?![\d.,]?\d|[-/]\d)`
const dash = String.raw`\s{0,2}[-–—‒−/]\s{0,2}`
const until = String.raw`\s{1,2}(?:to|until|till|through|up\sto|à|au|jusqu['’](?:à|au|en)|a|al|hasta)\s{1,2}`

const range = new RegExp(
  String.raw`${moment}(?:(?:${dash}|${until})(?:(?:the\s|la\s|le\s)?(${open})|${moment})|[-–—‒/]${shortYear})`,
  'giu',
)
const between = new RegExp(String.raw`\b(?:between|entre)\s${moment}\s(?:and|et|y)\s${moment}`, 'giu')
const began = String.raw`since|from|depuis|desde|à\spartir\sde|a\spartir\sde|starting(?:\s(?:in|from))?|as\sof`
const launched =
  String.raw`(?:launched|started|approved|approuvée?|aprobad[oa]|initiated|commenced|began|begun|inaugurated|established|lancée?|démarrée?|débutée?|mise?\sen\splace|` +
  String.raw`lanzad[oa]|iniciad[oa]|puest[oa]\sen\smarcha|inició|comenzó)(?:\s(?:by|par|por)\s[^.,;:()\d\n]{2,40}?)?(?:\s(?:in|en|au)\s\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)?\s(?:in|on|en|au|el)`
const opening = new RegExp(String.raw`\b(?:${began}|${launched})\s${moment}`, 'giu')
const closing = new RegExp(
  String.raw`\b(?:until|till|up\sto|through|by\sthe\send\sof|jusqu['’](?:à|au|en)|hasta|ending\sin|ended\sin|ends\sin|end\sin|clos(?:e|es|ed|ing)\sin|se\stermine\sen|s['’]achève\sen|s['’]est\s(?:achevée?|terminée?)\sen|terminó\sen|concluyó\sen|finalizó\sen|terminará\sen|concluirá\sen|finalizará\sen)\s(?:el\s|la\s|the\s)?(?:fin\sde\s|finales\sde\s)?${moment}`,
  'giu',
)
const single = new RegExp(moment, 'giu')

/** "No. 2012/19", "GB/2012-14": no period but a document's number. */
const numberBefore = /(?:\bn[o°º]s?\.?\s?|[\p{L}\d][/.-])$/iu

/** No sentence and no field is longer; what is may hold a million years. */
const mostRead = 10_000
const someYear = /(?:19|20)\d\d/

/** Every period of a text in the notations of three languages, whole ones first choice, sorted by start. Lone years are none. */
export function readPeriods(whole: string): FoundPeriod[] {
  const text = whole.slice(0, mostRead)
  if (!someYear.test(text)) return []
  const found: FoundPeriod[] = []
  const take = (match: RegExpMatchArray, period: Period, whole: boolean): void => {
    const start = match.index!
    const end = start + match[0].length
    if (found.every((other) => end <= other.start || start >= other.end)) found.push({ start, end, period, whole })
  }
  for (const match of text.matchAll(between)) take(match, { from: Number(match[1]), to: Number(match[2]) }, true)
  for (const match of text.matchAll(range)) {
    const period = rangeOf(match)
    if (period && !numberBefore.test(text.slice(Math.max(0, match.index - 6), match.index))) take(match, period, true)
  }
  for (const match of text.matchAll(opening)) take(match, { from: Number(match[1]) }, false)
  for (const match of text.matchAll(closing)) take(match, { to: Number(match[1]) }, false)
  return found.sort((one, other) => one.start - other.start)
}

/** The period of a field's value ("2012", "until 2014", "01/2012 – 12/2014"): here a lone year is one as well. */
export function readPeriodField(text: string): FoundPeriod | undefined {
  const found = readPeriods(text)
  const best = found.find((period) => period.whole) ?? found[0]
  if (best) return best
  const years = [...text.slice(0, mostRead).matchAll(single)]
  const first = years[0]
  if (!first) return undefined
  const last = years.at(-1)!
  // "2016–": begun, and not ended.
  if (years.length === 1 && /^\s?[–—-]\s*$/u.test(text.slice(first.index + first[0].length)))
    return { start: first.index, end: first.index + first[0].length, period: { from: Number(first[1]) }, whole: false }
  const period = { from: Number(first[1]), to: Number(last[1]) }
  if (period.to < period.from) return undefined
  const lone = period.from === period.to
  return { start: first.index, end: last.index + last[0].length, period, whole: true, ...(lone && { lone }) }
}

/** A period in brackets that closes a text: its span with the brackets, so that a title can be had without it. */
export function closingPeriod(text: string): FoundPeriod | undefined {
  // The pattern looks for a bracket from every place on: a title's end is enough to look at.
  if (text.length > 90) return shiftedBy(closingPeriod(text.slice(-90)), text.length - 90)
  if (!someYear.test(text)) return undefined
  const bracket = /[([]([^()[\]]{4,60})[)\]]\s*[.:;,]?\s*$/u.exec(text)
  if (!bracket) return undefined
  const inner = bracket[1]!
  const found = readPeriodField(inner)
  if (!found || !isOnlyPeriod(inner, found)) return undefined
  return { ...found, start: bracket.index, end: bracket.index + bracket[0].trimEnd().length }
}

/** A text that is a period and no more: "1 June 2007 – 30 June 2009", "2012". */
export function wholePeriod(text: string): FoundPeriod | undefined {
  if (text.length > 60 || !someYear.test(text)) return undefined
  const found = readPeriodField(text)
  return found && /^[\s\d.,:()]*$/u.test(text.slice(0, found.start) + text.slice(found.end)) && found.start < 4
    ? { ...found, start: 0, end: text.length }
    : undefined
}

function shiftedBy(found: FoundPeriod | undefined, by: number): FoundPeriod | undefined {
  return found && { ...found, start: found.start + by, end: found.end + by }
}

/** "until 2021", "2013-2015", "Phase II: 2012–14"; not "see report of 2012". */
function isOnlyPeriod(inner: string, { start, end }: Span): boolean {
  const rest = `${inner.slice(0, start)} ${inner.slice(end)}`
  return (rest.match(/\p{L}+/gu) ?? []).every(
    (word) =>
      /^(?:phase|fase|period|période|periodo|período|implemented|project|years?|completed|closed|ongoing|in|en|du|de|del)$/iu.test(
        word,
      ) || /^[IVX]+$/.test(word),
  )
}

function rangeOf(match: RegExpMatchArray): Period | undefined {
  const [, first, stillOpen, second, short] = match
  const from = Number(first)
  if (stillOpen) return { from }
  const to = second ? Number(second) : Math.floor(from / 100) * 100 + Number(short)
  if (to < from || to - from > 40) return undefined
  return { from, to }
}
