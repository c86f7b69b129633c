import { firstWhere } from './first-where.ts'
import type { ParsedDocument } from './parsed-document.ts'
import type { Box, Span, TextRun } from './position.ts'

/**
 * The boxes that a span of the text covers on the pages, one a printed line, in reading order. A run that the span cuts
 * is cut in proportion to its characters' usual widths.
 */
export function boxesOf(document: Pick<ParsedDocument, 'text' | 'runs'>, span: Span): Box[] {
  return boxesOfRuns(document.runs, span, (start, end) => document.text.slice(start, end))
}

/** As `boxesOf`, for runs without their document; `textOf` gives the text between two offsets. */
export function boxesOfRuns(
  runs: readonly TextRun[],
  span: Span,
  textOf: (start: number, end: number) => string,
): Box[] {
  const boxes: Box[] = []
  for (let index = firstWhere(runs, ([, end]) => end > span.start); index < runs.length; index++) {
    const run = runs[index]!
    const [start, end, page, x, y, width, height] = run
    if (start >= span.end) break
    const total = printedWidth(textOf(start, end)) || 1
    const from = x + (width * printedWidth(textOf(start, Math.max(start, span.start)))) / total
    const to = x + (width * printedWidth(textOf(start, Math.min(end, span.end)))) / total
    append(boxes, { page, x: from, y, width: Math.max(0, to - from), height })
  }
  return boxes.map(({ page, x, y, width, height }) => ({
    page,
    x: tenth(x),
    y: tenth(y),
    width: tenth(width),
    height: tenth(height),
  }))
}

/** The page on which the character at `offset` stands; 1 where nothing was printed before it. */
export function pageOf(document: Pick<ParsedDocument, 'paragraphs'>, offset: number): number {
  const paragraph = lastStartingBy(document.paragraphs, offset)
  return (paragraph && lastStartingBy(paragraph.pages, offset)?.page) ?? 1
}

/** The last of a list sorted by start that starts at or before the offset. */
function lastStartingBy<Kind extends { start: number }>(sorted: readonly Kind[], offset: number): Kind | undefined {
  return sorted[firstWhere(sorted, ({ start }) => start > offset) - 1]
}

function append(boxes: Box[], box: Box): void {
  const last = boxes.at(-1)
  const sameLine =
    last && last.page === box.page && Math.abs(last.y + last.height - box.y - box.height) < 0.5 * box.height
  if (!sameLine || box.x < last.x || box.x - last.x - last.width > 2 * box.height) {
    boxes.push(box)
    return
  }
  const top = Math.min(last.y, box.y)
  last.height = Math.max(last.y + last.height, box.y + box.height) - top
  last.y = top
  last.width = Math.max(last.width, box.x + box.width - last.x)
}

/** Widths in a usual proportional face, in thousandths of the size. */
function printedWidth(text: string): number {
  let width = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    // The second half of a pair was counted with the first.
    if ((code & 0xfc00) !== 0xdc00) width += widths[code] ?? usualWidth
  }
  return width
}

const usualWidth = 530

/** Means of the published metrics of Times and Helvetica, the faces after which most text faces are drawn. */
const widthsOfCharacters: readonly (readonly [width: number, characters: string])[] = [
  [230, "ijl'|’‘"],
  [265, ' .,ft:;!/I\u00A0'],
  [335, 'r()[]-\u2010\u2011'],
  [395, '“”"J{}°'],
  [450, 'sz?'],
  [485, 'ace'],
  [528, 'bdghknopquvxy0123456789$–_+=*#€£'],
  [580, 'FPSLZ'],
  [640, 'ETABY'],
  [694, 'CKRUVXNDH&'],
  [722, 'w'],
  [750, 'GOQ'],
  [805, 'm'],
  [861, 'M%'],
  [944, 'W@—'],
]

/** Of the Latin characters, made once: a long document asks for millions. */
const widths = Uint16Array.from({ length: 0x2100 }, (_, code) => widthOf(String.fromCharCode(code)))

function widthOf(character: string): number {
  // an accent does not widen its letter
  const letter = character.normalize('NFD')[0]!
  return widthsOfCharacters.find(([, characters]) => characters.includes(letter))?.[0] ?? usualWidth
}

const tenth = (value: number): number => Math.round(value * 10) / 10
