import type { Span } from '../../contracts/position.ts'

/** A text in which ranges are marked; both are data, nothing of it is markup. Ranges are sorted and lie apart. */
export function MarkedText({ text, marks }: { text: string; marks: readonly Span[] }) {
  let at = 0
  const pieces = marks.flatMap(({ start, end }) => {
    const before = text.slice(at, start)
    at = end
    return [before, <mark key={start}>{text.slice(start, end)}</mark>]
  })
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}
