import type { CurrencyOf } from '../figures/currency-of.ts'
import { type FigureReading, figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { precise } from '../figures/numerals.ts'
import { hintIn, type Hint, valueHeading } from '../figures/table-hints.ts'
import type { TableCell, TableView } from '../figures/table-view.ts'
import type { FigureView, Site } from '../figures/view.ts'
import { moneyRules } from './figures-money.ts'
import { percentRules } from './figures-percent.ts'

/** A number that stands alone in its cell: row and column say what it is. */
export const cellRule: FigureRule = figureRule({
  id: 'table/cell',
  accept: [
    ['Place\tWomen\tShare (%)\nNorth\t1,200\t45.5', '1,200 = 1200 count', '45.5 = 45.5 percent'],
    ['Donor\tYear\tUSD million\nAlpha\t2015\t12.5', '12.5 = 12500000 USD'],
    [
      'Table 1. Receipts (US$ billions)\n\nArea\t2021\t2022\nNorth\t1.5\t127',
      '1.5 = 1500000000 USD',
      '127 = 127000000000 USD',
    ],
    [
      'Rate of idleness by age (%)\n\nAge\t2019\t2020\n15–24\t21.5\t7\n25–39\t7.2\t9',
      '21.5 = 21.5 percent',
      '7 = 7 percent',
      '7.2 = 7.2 percent',
      '9 = 9 percent',
    ],
    ['Project\t2021\t2022\nNorth\t1,020\t870\n\nAmounts in CHF thousands.', '1,020 = 1020000 CHF', '870 = 870000 CHF'],
    [
      'Action\tPeriod\tGrant (EUR)\nNorth\t2021–2023\t1 500\n\nOrchards and 3 of its towns\n\nSouth\t2022–2025\t7 000\nTotal\t\t8 500',
      '1 500 = 1500 EUR',
      '7 000 = 7000 EUR',
      '8 500 = 8500 EUR',
    ],
    [
      'Item\t2021 (GBP)\t2022 (GBP)\nGrants\t1,200\t900\nResult\t300\t(120)',
      '1,200 = 1200 GBP',
      '900 = 900 GBP',
      '300 = 300 GBP',
      '120 = -120 GBP',
    ],
    [
      'Destination 2019 2021 Change (%)\n\nSpain\t19 179\t15 401\t-19,7\nFrance\t6 912\t9 868\t42,8',
      '19 179 = 19179 count',
      '15 401 = 15401 count',
      '-19,7 = -19.7 percent',
      '6 912 = 6912 count',
      '9 868 = 9868 count',
      '42,8 = 42.8 percent',
    ],
    ['Indicator\tKey figure\nAbroad\tsome people\nShare\tfew of all\nReports out\t115', '115 = 115 count'],
    [
      'Budget (A$ thousand)\n\nProgramme\t2021–22\t2022–23\tStaff\nWorker welfare\t3,420\t4,115\t17',
      '3,420 = 3420000 AUD',
      '4,115 = 4115000 AUD',
      '17 = 17 count',
    ],
    [
      'Output\t2022/23\t2023/24\tTotal\n1. Help\t180,000\t320,000\t500,000\n\nAmounts are in pounds sterling.',
      '180,000 = 180000 GBP',
      '320,000 = 320000 GBP',
      '500,000 = 500000 GBP',
    ],
    [
      'Table 3.1. Costs per person placed (EUR)\n\nPilot\tTravel\tTotal\nOne\t1 450\t7 250',
      '1 450 = 1450 EUR',
      '7 250 = 7250 EUR',
    ],
    ["Group\t2014\t2015\nWorkers ('000)\t80.5\t90", '80.5 = 80500 count', '90 = 90000 count'],
  ],
  reject: [
    'Area\tRun\nNorth\t2019–2024\nSouth\t2020–2023',
    'Year\tPlace\n2015\tNorth',
    'No.\tName\n1\tAlpha\n2\tBeta',
    'Only 40 women came.',
  ],
  read: (site, view) => {
    const table = view.tableAt(site.numeral.start)
    const cell = table?.cellAt(site.numeral.start)
    if (!table || !cell?.pure || cell.inHeading || site.numeral.odd) return undefined
    const { role } = table.columns[cell.column]!
    // "Indicator | Key figure": the numbers of the second column stand among words.
    const among = role === 'label' && table.columns.length === 2 && cell.column === 1 && site.numeral.value >= 10
    if ((role !== 'data' && !among) || isYears(view.text.slice(cell.span.start, cell.span.end))) return undefined
    return inCell(site, view, table, cell)
  },
})

/** "2019–2024": a stretch of years is no value, whatever its column holds. */
const isYears = (text: string): boolean => /^\s*(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d\s*$/u.test(text)

function inCell(site: Site, view: FigureView, table: TableView, cell: TableCell): FigureReading {
  const column = table.columns[cell.column]!
  const caption = table.caption ? view.text.slice(table.caption.start, table.caption.end) : ''
  const context = {
    ...unitOf(column.heading, cell, caption),
    ...periodOf(column.heading, cell, caption),
    sentence: cell.rowSpan,
    placesFrom: [cell.rowSpan, column.headingCell, table.caption].filter((span) => span !== undefined),
  }
  for (const rule of [...moneyRules, ...percentRules]) {
    const reading = rule.read(site, view)
    if (reading) return { ...reading, ...context }
  }
  const { numeral } = site
  const hint = hintOf(view, { table, cell, caption, value: numeral.value })
  const negative = /[-−–]\s?$/.test(view.text.slice(cell.span.start, numeral.start)) ? -1 : 1
  const value = precise(numeral.value * hint.factor * negative)
  const start = negative < 0 ? numeral.start - 1 : numeral.start
  const base = { start, end: numeral.end, ...context }
  if (hint.kind === 'money' && isBracketed(view, cell))
    return { ...base, figureKind: 'money', value: -value, ...(hint.currency ? { currency: hint.currency } : {}) }
  if (hint.kind === 'money')
    return { ...base, figureKind: 'money', value, ...(hint.currency ? { currency: hint.currency } : {}) }
  if (hint.kind === 'percent') return { ...base, figureKind: 'percent', value: numeral.value * negative }
  if (hint.kind === 'rate') return { ...base, figureKind: 'rate', value: numeral.value * negative, per: hint.per! }
  // A lone small number in a form ("Marker: 1") is rarely a figure.
  const inForm = !table.hasHeadings && table.columns.length <= 2 && numeral.value < 10
  return { ...base, figureKind: 'count', value, ...(inForm ? { optional: true } : {}) }
}

/** "(120)": accounts print a loss in brackets. */
const isBracketed = ({ text }: FigureView, { span }: TableCell): boolean =>
  /^\s*\(\d[\d\s.,]*\)\s*$/u.test(text.slice(span.start, span.end))

type Place = { table: TableView; cell: TableCell; caption: string; value: number }

/** The nearest words that tell what a number is: its column's, its row's, its group's, the title's, a sentence's before. */
function hintOf(view: FigureView, { table, cell, caption, value }: Place): Hint {
  const column = table.columns[cell.column]!
  const corner = table.columns[0]?.heading ?? ''
  const currencyOf: CurrencyOf = (code) => view.currencyOf(code, cell.span.start)
  const hints = [
    plausible(hintIn(column.heading, currencyOf), column.beyondHundred),
    // A row may hold another measure than the rows around it: only its own number counts against a share.
    ...[cell.label, cell.group].map((text) => plausible(hintIn(text, currencyOf), Math.abs(value) > 100)),
    cornerHint(plausible(hintIn(corner, currencyOf), column.beyondHundred)),
  ]
  const near = hints.find((hint) => hint.kind !== undefined)
  const scaled = hints.find((hint) => hint.factor !== 1)?.factor ?? 1
  if (near?.kind === 'percent' || near?.kind === 'rate') return near
  const said = plausible(
    captionHint(caption, `${column.heading} ${cell.label} ${cell.group}`, currencyOf),
    column.beyondHundred,
  )
  // Headings in a line above the table: a per cent sign among them is another column's.
  const titled: Hint = said.kind === 'percent' && !table.hasHeadings && column.beyondHundred ? { factor: 1 } : said
  // "Staff" beside columns of money in thousands: heads are counted one by one.
  if (titled.kind === 'money' && countsHeads.test(column.heading)) return { kind: 'count', factor: 1 }
  if (near) {
    // A scale may stand in another place than the kind: "Workers" in the row, "thousands" in the title.
    const titleScale = titled.kind === undefined || titled.kind === near.kind ? titled.factor : 1
    return { ...near, factor: near.factor !== 1 ? near.factor : scaled !== 1 ? scaled : titleScale }
  }
  // Headings that were lost to a line above: a unit at its end is the last column's.
  const lastOnly = !table.hasHeadings && titled.kind === 'money' && /\)\s*$/.test(caption)
  if (lastOnly && table.columns.slice(cell.column + 1).some(({ role }) => role === 'data')) return { factor: 1 }
  if (titled.kind !== undefined)
    return titled.kind === 'percent' || scaled === 1 ? titled : { ...titled, factor: scaled }
  const ofYears = yearHeading.test(column.heading) || isTotalOfYears(table, column.heading)
  const below = ofYears ? view.declarationBelow(table.end) : undefined
  const declared = below ?? view.declarationBefore(cell.span.start)
  if (declared && (below || valueHeading.test(column.heading)))
    return { kind: 'money', currency: declared.currency, factor: declared.factor }
  return { factor: scaled === 1 ? titled.factor : scaled }
}

/** The corner names the labels under it ("Age"), or what the whole table is in. */
const cornerHint = (hint: Hint): Hint => (hint.kind === 'none' ? { factor: hint.factor } : hint)

/** What the title says; one of several clauses counts where its words are those of the column or the row. */
function captionHint(caption: string, words: string, currencyOf: CurrencyOf): Hint {
  const clauses = caption.split(/[;.](?:\s|$)/).filter((clause) => /\p{L}/u.test(clause) && !ownLabel.test(clause))
  const hinted = clauses
    .map((clause) => ({ clause, hint: hintIn(clause, currencyOf) }))
    .filter(({ hint }) => hint.kind || hint.factor !== 1)
  const shared = hinted.find(({ clause }) => sharesWord(clause, words))
  if (shared) return shared.hint
  // Money in a title of several clauses is about a column that says so ("earnings are in dollars").
  const rest = hinted.filter(({ hint }) => clauses.length === 1 || hint.kind !== 'money')
  return rest[0]?.hint ?? { factor: 1 }
}

/** A column of people or posts, whatever the title says of the others. */
const countsHeads =
  /^(?:(?:total\s)?(?:number|nombre|número|no\.)\s(?:of|de|d['’])\s?)?(?:staff|posts?|positions?|FTEs?|personnel|employees|trainees|participants?|beneficiar(?:y|ies)|effectifs?|postes?|bénéficiaires?|personal|puestos|beneficiari[oa]s|participantes?|plazas)(?!\p{L})(?!\s(?:costs?|salaries|expens|budget|co[ûs]t))/iu

/** A heading that is a year tells nothing of what stands under it. */
const yearHeading = /^(?:FY\s?)?(?:19|20)\d\d(?:[-–/](?:\d\d){1,2})?\s?[*†a-z]?$/u

/** "2022/23 | 2023/24 | Total": the sum of what stands in the years. */
const isTotalOfYears = ({ columns }: TableView, heading: string): boolean =>
  /^totale?s?$/iu.test(heading) && columns.some((column) => yearHeading.test(column.heading))

/** "Table 1", which names the table and tells nothing of it. */
const ownLabel =
  /^\W*(?:table|tableau|tabla|cuadro|figure|figura|annexe?|anexo|appendix|box)\s[\dA-Z]{1,3}(?:\.\d{1,2})?\W*$/iu

function sharesWord(one: string, other: string): boolean {
  const words = new Set(one.toLowerCase().match(/\p{L}{5,}/gu))
  return (other.toLowerCase().match(/\p{L}{5,}/gu) ?? []).some((word) => words.has(word))
}

/** A share beyond a hundred is none, unless a per cent sign says so. */
function plausible(hint: Hint, beyondHundred: boolean): Hint {
  return hint.weak && beyondHundred ? { factor: 1 } : hint
}

function unitOf(heading: string, { label, group }: TableCell, caption: string): { unit?: string } {
  const words = [group, label, /\p{L}/u.test(heading) ? heading : ''].filter(
    (part, index, all) => part !== '' && all.indexOf(part) === index,
  )
  const unit = (words.length > 0 ? words.join(', ') : caption).replace(/\s+/g, ' ').trim()
  return unit ? { unit: unit.slice(0, 200) } : {}
}

const oneYear = /(?<!\d)((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)\d\d|\d\d))?(?!\d)/g

function periodOf(heading: string, cell: TableCell, caption: string): { period?: { from: number; to: number } } {
  if (cell.year !== undefined) return { period: { from: cell.year, to: cell.year } }
  for (const text of [heading, caption]) {
    const years = [...text.matchAll(oneYear)]
    if (years.length !== 1) continue
    const from = Number(years[0]![1])
    const last = years[0]![2]
    const to =
      last === undefined ? from : last.length === 2 ? Math.floor(from / 100) * 100 + Number(last) : Number(last)
    if (to >= from) return { period: { from, to } }
  }
  return {}
}
