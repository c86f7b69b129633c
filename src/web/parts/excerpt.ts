import type { HitPassage } from '../../contracts/search.ts'

const longest = 480

/** As much of a long passage as can be taken in at one look, around the first of what matched. */
export function excerpt({ text, highlights }: Pick<HitPassage, 'text' | 'highlights'>): {
  text: string
  marks: { start: number; end: number }[]
} {
  if (text.length <= longest) return { text, marks: highlights }
  const first = highlights[0]?.start ?? 0
  const from = first < longest - 80 ? 0 : text.indexOf(' ', first - 120) + 1
  const cut = from + longest >= text.length ? text.length : text.lastIndexOf(' ', from + longest)
  const to = cut > from ? cut : from + longest
  const before = from > 0 ? '… ' : ''
  const after = to < text.length ? ' …' : ''
  const marks = highlights
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end }) => ({ start: start - from + before.length, end: end - from + before.length }))
  return { text: before + text.slice(from, to) + after, marks }
}
