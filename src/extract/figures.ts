import type { ExtractionInput } from './extraction-input.ts'
import { completeFigure } from './figures/complete-figure.ts'
import { inheritPeriods } from './figures/inherit-periods.ts'
import { noteDisagreements } from './figures/disagreements.ts'
import type { FigureReading } from './figures/figure-rule.ts'
import { type FigureView, makeFigureView } from './figures/view.ts'
import type { Found, Ruled } from './rule.ts'
import { figureReaders } from './rules/figures-all.ts'
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

function readNumbers(view: FigureView): Read[] {
  const readings: Read[] = []
  let end = 0
  for (let index = 0; index < view.numerals.length; index++) {
    if (view.numerals[index]!.start < end) continue
    const site = view.site(index)
    for (const reader of figureReaders) {
      if ('withholds' in reader) {
        const withheld = reader.withholds.read(site, view)
        if (!withheld) continue
        end = withheld.end
        break
      }
      const reading = reader.makes.read(site, view)
      if (!reading) continue
      readings.push({ ...reading, rule: reader.makes.id })
      end = reading.takenTo ?? reading.end
      break
    }
  }
  return readings
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
