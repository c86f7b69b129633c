import type { SourceRun } from '../contracts/position.ts'

/** A text each of whose UTF-16 units knows its offset in the source; -1 for one that was put in. */
export type SourcedText = { text: string; from: number[] }

export const noText = (): SourcedText => ({ text: '', from: [] })

/** The stretch of the source from `start` to `end`. */
export function takeFrom(source: string, start: number, end: number): SourcedText {
  return { text: source.slice(start, end), from: Array.from({ length: end - start }, (_, index) => start + index) }
}

/** The part from `start` to `end` of a text that has its sources. */
export function part({ text, from }: SourcedText, start: number, end = text.length): SourcedText {
  return { text: text.slice(start, end), from: from.slice(start, end) }
}

/** The texts one after the other. */
export function concat(texts: SourcedText[]): SourcedText {
  return { text: texts.map(({ text }) => text).join(''), from: texts.flatMap(({ from }) => from) }
}

/** A text that no source has; it stands for the source's offset `from`, where one is given. */
export function inserted(text: string, from = -1): SourcedText {
  return { text, from: Array.from({ length: text.length }, () => from) }
}

/** The text without the units at the given offsets. */
export function without({ text, from }: SourcedText, offsets: Set<number>): SourcedText {
  if (offsets.size === 0) return { text, from }
  const kept = from.flatMap((_, index) => (offsets.has(index) ? [] : [index]))
  return { text: kept.map((index) => text[index]).join(''), from: kept.map((index) => from[index]!) }
}

/** Without blanks at the ends, and with one blank for several. */
export function tidied(sourced: SourcedText): SourcedText {
  const surplus = new Set<number>()
  for (const match of sourced.text.matchAll(/\s+/g)) {
    const atEnd = match.index === 0 || match.index + match[0].length === sourced.text.length
    for (let offset = match.index + (atEnd ? 0 : 1); offset < match.index + match[0].length; offset++)
      surplus.add(offset)
  }
  const kept = without(sourced, surplus)
  return { text: kept.text.replace(/\s/g, ' '), from: kept.from }
}

/** The runs of the text's units that stand beside each other in the source too; `at` is where the text begins. */
export function sourceRunsOf({ from }: SourcedText, at: number): SourceRun[] {
  const runs: SourceRun[] = []
  from.forEach((source, index) => {
    if (source < 0) return
    const last = runs.at(-1)
    if (last && last[1] === at + index && last[3] === source) {
      last[1]++
      last[3]++
    } else runs.push([at + index, at + index + 1, source, source + 1])
  })
  return runs
}
