import type { Period } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import { monthNames } from '../../gazetteers/figure-words.ts'
import { wordsIn } from './pattern.ts'

/** A year or a span of years at its place in a text. */
export type DatedSpan = Span & { period: Period }

const year = '((?:19|20)\\d\\d)'
/** Behind the year: `–2015`, `/16`, ` to 2015`. */
const laterPart =
  '(?: ?[-–—/] ?((?:19|20)\\d\\d|\\d\\d(?!\\d))| (?:to|and|until|through|au|à|a|y|et|al) ((?:19|20)\\d\\d))?'
const years = new RegExp(`(?<![\\d.,/_-])${year}${laterPart}(?![\\d_]|[.,]\\d|[-–/]\\d)`, 'gu')

/** "the 1980s" */
const decades = /(?<![\d-])((?:19|20)\d0)s(?![\p{L}])/gu

/** Words that put what is said into a year; a month or "FY" does as well. */
const datingWords =
  'in during since by for of until till through throughout from between and to mid end late early years? FY CY ' +
  'fiscal_year calendar_year quarter Q[1-4] As_of en durante desde hasta entre para de del años? depuis dès pendant durant fin début ' +
  'année exercice'
const dating = new RegExp(`${wordsIn(datingWords)}[ \\u00a0-]$`, 'iu')
const monthBefore = new RegExp(`(?<![\\p{L}])(?:${monthNames.join('|')})\\.?[ \\u00a0]$`, 'u')
const dayBefore = /\d{1,2},? $/
/** Titles and references that bear a year of their own. */
const nameWords =
  'Convention Recommendation Protocol Act Law Agenda Declaration Framework Decree Constitution Strategy Plan Policy ' +
  'Convenio Ley Loi Paper Report Review Outlook Survey Census Edition post'
const named = new RegExp(`${wordsIn(nameWords)}(?:[^.;]{0,30}[,-])? ?\\(?$`, 'u')
const numberedBehind = /^\)? ?\((?:No|Nos|n°|núm)\.?/
const nameBehind = /^ (?:Agenda|Convention|Protocol|Constitution|Act|Strategy|Declaration|Development)\b/
/** "the 2012 global estimate": a year that stands before its noun. */
const adjectival =
  /^ (?:\p{Ll}{3}|(?:\p{L}+ ){0,2}(?:[Ee]stimates?|[Ss]urvey|[Cc]ensus|[Dd]ata|[Ff]igures)(?![\p{L}]))/u

/** Where a stretch of text dates what it says; years of titles, sources and projects are left out. */
export function datesIn(text: string, { start, end }: Span): DatedSpan[] {
  const found: DatedSpan[] = []
  const stretch = text.slice(start, end)
  for (const match of stretch.matchAll(years)) {
    const before = stretch.slice(Math.max(0, match.index - 40), match.index)
    const after = stretch.slice(match.index + match[0].length, match.index + match[0].length + 24)
    if (!dates(before, after)) continue
    const from = Number(match[1])
    const later = match[2] ?? match[3]
    const to = later ? laterYear(from, later) : from
    if (to < from) continue
    found.push({ start: start + match.index, end: start + match.index + match[0].length, period: { from, to } })
  }
  for (const match of stretch.matchAll(decades)) {
    const from = Number(match[1])
    found.push({ start: start + match.index, end: start + match.index + 5, period: { from, to: from + 9 } })
  }
  return found.toSorted((one, other) => one.start - other.start)
}

function dates(before: string, after: string): boolean {
  if (numberedBehind.test(after) || nameBehind.test(after) || named.test(before)) return false
  if (dating.test(before) || monthBefore.test(before) || dayBefore.test(before)) return true
  // "1.5 million (2015)" dates; "(Smith 2015)" and "(2012-2014)" behind a title do not.
  if (/\d[^()]{0,30} \($/.test(before) && after.startsWith(')')) return true
  return adjectival.test(after) && !/[(]$/.test(before)
}

const laterYear = (from: number, text: string): number =>
  text.length === 4 ? Number(text) : Math.floor(from / 100) * 100 + Number(text)

/** The period that a figure belongs to: the next one before another figure, else the last one before it, else the nearest. */
export function periodOf(figure: Span, dated: readonly DatedSpan[], nextFigure: number): Period | undefined {
  const next = dated.find((date) => date.start >= figure.end && date.end <= nextFigure)
  if (next) return next.period
  const last = dated.findLast((date) => date.end <= figure.start)
  return last?.period ?? dated.find((date) => date.start >= figure.end)?.period
}
