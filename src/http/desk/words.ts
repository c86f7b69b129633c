/** "3 min", "2 h 10 min", "4 days": as exact as a person asks. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'less than 1 s'
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.round(hours / 24)} days`
}

export const since = (then: string, now: string): string =>
  duration(Math.max(0, (Date.parse(now) - Date.parse(then)) / 1000))

/** "1,234 documents", "1 document". */
export const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
