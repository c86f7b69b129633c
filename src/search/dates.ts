/** A span of time as a query means it: both ends included, each a year, a month or a day. */
export type DateSpan = { from?: string; to?: string }

/** "2013", "2013-05", "2012..2014", ">2012", "<=2014-06", "2012..", "since 2012"; undefined where it is none of these. */
export function dateSpan(text: string): DateSpan | undefined {
  const trimmed = text.trim()
  const range = /^(?<from>[\d-]*)\s*(?:\.\.\.?|…|–|\/)\s*(?<to>[\d-]*)$/.exec(trimmed)?.groups
  if (range) return spanBetween(range['from']!, range['to']!)
  const years = /^(?<from>\d{4})-(?<to>\d{4})$/.exec(trimmed)?.groups
  if (years) return spanBetween(years['from']!, years['to']!)
  const compared = /^(?<sign>>=|<=|[<>=≥≤])?\s*(?<date>[\d-]+)$/.exec(trimmed)?.groups
  if (!compared || !isDate(compared['date']!)) return undefined
  return comparedSpan(compared['sign'], compared['date']!)
}

/** First and last day of a year, a month or a day, each as a number that sorts: 20130501. */
export function dayNumbers(date: string): { first: number; last: number } {
  const [year, month, day] = date.split('-').map(Number)
  const first = year! * 10_000 + (month ?? 1) * 100 + (day ?? 1)
  return { first, last: year! * 10_000 + (month ?? 12) * 100 + (day ?? 31) }
}

function comparedSpan(sign: string | undefined, date: string): DateSpan {
  if (sign === '>') return { from: stepped(date, 1) }
  if (sign === '<') return { to: stepped(date, -1) }
  if (sign === '>=' || sign === '≥') return { from: date }
  if (sign === '<=' || sign === '≤') return { to: date }
  return { from: date, to: date }
}

function spanBetween(from: string, to: string): DateSpan | undefined {
  if ((from === '' && to === '') || (from !== '' && !isDate(from)) || (to !== '' && !isDate(to))) return undefined
  const [earlier, later] =
    from !== '' && to !== '' && dayNumbers(from).first > dayNumbers(to).first ? [to, from] : [from, to]
  return { ...(earlier === '' ? {} : { from: earlier }), ...(later === '' ? {} : { to: later }) }
}

/** The next or last year, month or day: "after 2012" begins with 2013. */
function stepped(date: string, step: 1 | -1): string {
  const [year, month, day] = date.split('-').map(Number)
  if (month === undefined) return pad(year! + step, 4)
  const moved = new Date(
    Date.UTC(year!, month - 1 + (day === undefined ? step : 0), (day ?? 1) + (day === undefined ? 0 : step)),
  )
  const yearAndMonth = `${pad(moved.getUTCFullYear(), 4)}-${pad(moved.getUTCMonth() + 1, 2)}`
  return day === undefined ? yearAndMonth : `${yearAndMonth}-${pad(moved.getUTCDate(), 2)}`
}

function isDate(text: string): boolean {
  const [, month, day] = /^\d{4}(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [undefined, '99']
  return Number(month ?? 1) >= 1 && Number(month ?? 1) <= 12 && Number(day ?? 1) >= 1 && Number(day ?? 1) <= 31
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')
