import type { Span } from '../contracts/position.ts'
import type { ExtractionInput } from './extraction-input.ts'
import { completeFigure } from './figures/complete-figure.ts'
import { inheritPeriods } from './figures/inherit-periods.ts'
import { noteDisagreements } from './figures/disagreements.ts'
import type { FigureReading } from './figures/figure-rule.ts'
import { type FigureView, makeFigureView } from './figures/view.ts'
import type { Found, Ruled } from './rule.ts'
import { type FigureReader, figureReaders } from './rules/figures-all.ts'
import { readShareNouns, shareNounRule } from './rules/figures-halves.ts'

type Read = FigureReading & { rule: string }

/** Every figure of a document with what its sentence or table says about it, sorted by start. `found`: its places. */
export function findFigures(input: ExtractionInput, found: readonly Found[] = []): Ruled<'figure'>[] {
  const view = makeFigureView(input, found)
  const readings = merged(readNumbers(view), readShareNouns(view))
  const figures = readings.map((reading, index) => {
    const previousEnd = readings[index - 1]?.end ?? 0
    const nextStart = readings[index + 1]?.start ?? view.text.length
    return Object.assign(completeFigure(view, reading, { previousEnd, nextStart }), { rule: reading.rule })
  })
  inheritPeriods(input, figures)
  noteDisagreements(view.text, figures)
  return figures
}

/** A number that a rule withheld, or that it would have read had an earlier one (`winner`) not taken it. */
export type NumberSeen = Span & { rule: string; winner?: string }

/** What the rules for numbers saw beside what they kept: for `explain`. */
export function explainNumbers(input: ExtractionInput): NumberSeen[] {
  const view = makeFigureView(input)
  const seen: NumberSeen[] = []
  for (const { index, reader, reading } of takenNumbers(view)) {
    const { start, end } = reading
    if ('withholds' in reader) seen.push({ start, end, rule: reader.withholds.id })
    for (const later of figureReaders.slice(figureReaders.indexOf(reader) + 1)) {
      const other = 'makes' in later ? later.makes.read(view.site(index), view) : undefined
      if (!other || !('makes' in later)) continue
      const winner = 'makes' in reader ? reader.makes.id : reader.withholds.id
      seen.push({ start: other.start, end: other.end, rule: later.makes.id, winner })
    }
  }
  return seen
}

function readNumbers(view: FigureView): Read[] {
  const readings: Read[] = []
  for (const { reader, reading } of takenNumbers(view)) {
    if ('makes' in reader && 'figureKind' in reading) readings.push({ ...reading, rule: reader.makes.id })
  }
  return readings
}

type Taken = { index: number; reader: FigureReader; reading: FigureReading | Span }

/** Every number that a rule takes, with the first rule that does; what a reading covers is not read again. */
function* takenNumbers(view: FigureView): Iterable<Taken> {
  let end = 0
  for (let index = 0; index < view.numerals.length; index++) {
    if (view.numerals[index]!.start < end) continue
    const site = view.site(index)
    for (const reader of figureReaders) {
      const reading = 'makes' in reader ? reader.makes.read(site, view) : reader.withholds.read(site, view)
      if (!reading) continue
      end = takenTo(reading)
      yield { index, reader, reading }
      break
    }
  }
}

function takenTo(reading: FigureReading | Span): number {
  return ('takenTo' in reading ? reading.takenTo : undefined) ?? reading.end
}

/** Both lists in order; a share noun inside another figure ("one half") is part of that. */
function merged(numbers: readonly Read[], nouns: readonly FigureReading[]): Read[] {
  const all = [...numbers, ...nouns.map((noun) => ({ ...noun, rule: shareNounRule.id }))]
  all.sort((one, other) => one.start - other.start || other.end - one.end)
  let end = 0
  return all.filter((reading) => {
    if (reading.start < end) return false
    end = reading.end
    return true
  })
}
