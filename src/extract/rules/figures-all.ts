import type { Exclusion, FigureRule } from '../figures/figure-rule.ts'
import { countRules } from './figures-count.ts'
import { moneyRules } from './figures-money.ts'
import { weakExclusions } from './figures-not-measuring.ts'
import { strongExclusions } from './figures-not.ts'
import { percentRules } from './figures-percent.ts'
import { ratioRules } from './figures-ratio.ts'
import { sumSentRule } from './figures-sums-sent.ts'
import { cellRule } from './figures-table.ts'
import { timeRules } from './figures-time.ts'

/** A rule that makes figures, or one that withholds numbers from the rules behind it. */
export type FigureReader = { makes: FigureRule } | { withholds: Exclusion }

const makes = (makes: FigureRule): FigureReader => ({ makes })
const withholds = (withholds: Exclusion): FigureReader => ({ withholds })

/** Every rule for numbers in its order: the first that takes a number has it. */
export const figureReaders: readonly FigureReader[] = [
  ...strongExclusions.map(withholds),
  makes(cellRule),
  makes(sumSentRule),
  ...moneyRules.map(makes),
  ...percentRules.map(makes),
  ...ratioRules.map(makes),
  ...weakExclusions.map(withholds),
  ...timeRules.map(makes),
  ...countRules.map(makes),
]
