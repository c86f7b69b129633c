import type { FigureKind } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import type { Rule } from '../rule.ts'
import { completeFigure } from './complete-figure.ts'
import type { FigureView, Site } from './view.ts'

/** A figure as a rule reads it: without what stands around it. */
export type FigureReading = Span & {
  figureKind: FigureKind
  value: number | [number, number]
  currency?: string
  unit?: string
  per?: string
  period?: { from: number; to: number }
  optional?: boolean
  /** How far it takes the text, where that is beyond its own span (the base of a rate). */
  takenTo?: number
  /** A hedge that belongs to the notation itself (between 10 and 20). */
  modifier?: string
  /** What is read as its sentence, where that is none: the row of a table. */
  sentence?: Span
  /** Where its places are named: the first that names any. */
  placesFrom?: readonly Span[]
}

/** Reads the number at one place, or leaves it to the next rule. */
type Read = (site: Site, view: FigureView) => FigureReading | undefined

/** A rule that reads numbers one by one; what it reads, the rules behind it no longer see. */
export type FigureRule = Rule<'figure', FigureView> & { read: Read }

export function figureRule(rule: Pick<FigureRule, 'id' | 'accept' | 'reject' | 'read'>): FigureRule {
  return {
    ...rule,
    kind: 'figure',
    find: (view) => readEach(view, rule.read).map((reading) => completeFigure(view, reading)),
  }
}

/**
 * A rule that says which numbers are no figures. `accept` holds texts with every number that it withholds, `reject` texts
 * in which it withholds none.
 */
export type Exclusion = {
  id: string
  accept: readonly (readonly [text: string, ...withheld: string[]])[]
  reject: readonly string[]
  /** What is withheld from the number on, or nothing. */
  read(site: Site, view: FigureView): Span | undefined
}

export function exclusion(rule: Exclusion): Exclusion {
  return rule
}

/** All that one reader reads in a document, each number at most once. */
export function readEach<Reading extends Span>(
  view: FigureView,
  read: (site: Site, view: FigureView) => Reading | undefined,
): Reading[] {
  const readings: Reading[] = []
  let end = 0
  for (let index = 0; index < view.numerals.length; index++) {
    if (view.numerals[index]!.start < end) continue
    const reading = read(view.site(index), view)
    if (!reading) continue
    readings.push(reading)
    end = 'takenTo' in reading && typeof reading.takenTo === 'number' ? reading.takenTo : reading.end
  }
  return readings
}
