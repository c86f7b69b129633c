import type { RegisterRow } from '../../src/contracts/registers.ts'
import { idOf } from '../search/document-builder.ts'
import { rowsIn } from './rows-kit.ts'

const documents = 500
const countries = ['NPL', 'LKA', 'PHL', 'IND', 'BGD', 'ARE', 'QAT', 'LBN', 'JOR', 'KWT']
const donors = ['SDC', 'EU', 'USDOL', 'NORAD']
const themes =
  'labour skills returns health schools visas wages ports farms housing fishing mining care seasonal'.split(' ')
const doings = 'Improving Counting Protecting Training Linking Guiding Studying Opening Renewing Joining'.split(' ')

/** Rows of projects and figures by document: as many entries of each as asked for, every tenth named by a second document. */
export function* modelRows(entries: {
  projects: number
  figures: number
}): Generator<{ documentId: string; rows: RegisterRow[] }> {
  const [project] = rowsIn('projects', 'The Fair Crossings project, 2010-2013, funded by Norway, works in Nepal.')
  const [figure] = rowsIn('figures', 'In 2012, remittances to Nepal reached US$4.1 billion.')
  for (let at = 0; at < documents; at++) {
    const documentId = idOf(`model ${at}`)
    const of = { documentId, documentTitle: `Model ${at}`, receivedAt: new Date(1e12 + at * 1e8).toISOString() }
    const rows = [
      ...entriesOf(at, entries.projects).map((nth) => ({ ...projectRow(nth, project!), ...of })),
      ...entriesOf(at, entries.figures).map((nth) => ({ ...figureRow(nth, figure!), ...of })),
    ]
    yield {
      documentId,
      rows: rows.map((row, ordinal) => ({ ...row, rowId: `${documentId}-${row.register}-${ordinal}` })),
    }
  }
}

/** The entries that a document names. */
function entriesOf(document: number, entries: number): number[] {
  const each = entries / documents
  const numbers = Array.from({ length: each }, (_, nth) => document * each + nth)
  const others = numbers.filter((number) => number % 10 === 0).map((number) => (number + 7 * each) % entries)
  return [...numbers, ...others]
}

function projectRow(nth: number, row: RegisterRow): RegisterRow {
  if (row.details.kind !== 'project') throw new TypeError('a row of the projects is none')
  const country = countries[nth % countries.length]!
  const year = 1990 + (nth % 30)
  const title = `${doings[nth % doings.length]!} ${themes[(nth * 3) % themes.length]!} of district${nth} and valley${nth % 997} ${themes[nth % themes.length]!}`
  return {
    ...row,
    key: `model-project-${nth}`,
    label: title,
    countries: [country],
    donors: [donors[nth % donors.length]!],
    from: year,
    to: year + 3,
    details: {
      ...row.details,
      title,
      titleAsPrinted: title,
      countries: [country],
      period: { from: year, to: year + 3 },
    },
  }
}

function figureRow(nth: number, row: RegisterRow): RegisterRow {
  if (row.details.kind !== 'figure') throw new TypeError('a row of the figures is none')
  const country = countries[nth % countries.length]!
  const year = 1990 + (nth % 30)
  const value = 1_000 + ((nth * 7_919) % 1_000_000)
  return {
    ...row,
    key: `model-figure-${nth}`,
    label: `remittances of ${themes[nth % themes.length]!} ${nth} in USD, ${country}, ${year}`,
    countries: [country],
    from: year,
    to: year,
    low: value,
    high: value,
    details: { ...row.details, value, period: { from: year, to: year }, places: [country] },
  }
}
