import { type Exclusion, exclusion } from '../figures/figure-rule.ts'

/** What stands beside such a label in a form is no value: "DAC code", "Contract no." */
const codeLabel =
  /(?<![\p{L}])(?:codes?|no\.|n[°º]|(?:contract|project|grant|agreement|registration) number|ref\.?|reference|id|código|référence|referencia)\W*$/iu

const tableLabel = exclusion({
  id: 'not-a-figure/table-label',
  accept: [
    ['Year\tPlace\n2015\tNorth\n2016\tSouth', '2015', '2016'],
    ['No.\tName\n1\tAlpha\n2\tBeta', '1', '2'],
    ['Rank\tPlace\n12\tNorth', '12'],
    ['Country\tMali\nDAC code\t16020 – Employment', '16020'],
  ],
  reject: ['Place\tWomen\nNorth\t1,200', '12 women'],
  read: ({ numeral }, view) => {
    const table = view.tableAt(numeral.start)
    const cell = table?.cellAt(numeral.start)
    if (!table || !cell) return undefined
    if (table.columns.length <= 2 && cell.column === 1 && codeLabel.test(cell.label)) return numeral
    if (!cell.pure) return undefined
    const { role } = table.columns[cell.column]!
    return role === 'index' || role === 'year' || cell.opensWords ? numeral : undefined
  },
})

/** How many numbers in a row, with only blanks between, are no prose any more. */
const leastAxis = 4

const axis = exclusion({
  id: 'not-a-figure/axis',
  accept: [
    ['0 20 40 60 80 100', '0', '20', '40', '60', '80', '100'],
    ['6% 8% 10% 12% Women', '6', '8', '10', '12'],
    ['1 2 3 4 5', '1', '2', '3', '4', '5'],
  ],
  reject: ['12 40 13 7 men', '10 20 30', '5, 10, 15 and 20 per cent'],
  read: ({ index, numeral }, { numerals, text }) => {
    let last = index
    let step: number | undefined
    while (last + 1 < numerals.length) {
      const one = numerals[last]!
      const next = numerals[last + 1]!
      if (next.start - one.end > 4 || !/^ ?%? {1,2}$/.test(text.slice(one.end, next.start))) break
      step ??= next.value - one.value
      if (step === 0 || Math.abs(next.value - one.value - step) > 1e-9) break
      last++
    }
    if (last - index + 1 < leastAxis) return undefined
    const end = numerals[last]!.end
    return { start: numeral.start, end: text[end] === '%' ? end + 1 : end }
  },
})

const unit = exclusion({
  id: 'not-a-figure/unit-of-measure',
  accept: [
    ['Income (1 000 FCFA)', '1 000'],
    ['Wages (1,000 EUR)', '1,000'],
    ['deaths (per 100,000)', '100,000'],
  ],
  reject: ['they paid (1,200 EUR)', '12 deaths per 100,000', '(1,000 women)'],
  read: ({ numeral, before, after }) => {
    const power = numeral.scale === 1 && numeral.value >= 100 && Math.log10(numeral.value) % 1 === 0
    const bracketed =
      /\((?:per |pour |por |en |in )?$/.test(before) && /^(?: ?[\p{Lu}]{3,4}| ?[$€£]| US ?\$)?\)/u.test(after)
    return power && bracketed ? numeral : undefined
  },
})

/** Numbers that only serve the layout: labels of tables, scales of charts, units of columns. */
export const layoutExclusions: readonly Exclusion[] = [tableLabel, axis, unit]
