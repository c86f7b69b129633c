import type { RegisterEntry, RegisterEntryAnswer } from '../../contracts/registers.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { ErrorNotice } from '../parts/notice.tsx'
import { Link } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { Chart } from './chart.tsx'
import { figureText, measureText, signOf } from './figure-texts.ts'
import { entryAddress } from './places.ts'
import { listOf, numberOf, textOf, yearsOf } from './values.ts'

/** The same measure over years, drawn and as a table; nothing where it is known of one year only. */
export function Series({ entry }: { entry: RegisterEntryAnswer }) {
  const texts = useTexts()
  const { registers } = texts
  const { answer, error } = useAsked(`${entry.key}/series`, () => seriesOf(entry))
  // one measure has one sign
  const sign = signOf(entry)
  const years = new Set(answer?.map(({ values }) => values['from']))
  if (error !== undefined) return <ErrorNotice error={error} />
  if (!answer || years.size < 2) return null
  return (
    <section className="series" aria-labelledby="series">
      <h2 id="series">{registers.series}</h2>
      <Chart
        points={answer.map((one) => ({
          key: one.key,
          year: middleYear(one),
          low: numberOf(one, 'low') ?? 0,
          high: numberOf(one, 'high') ?? 0,
          current: one.key === entry.key,
        }))}
      />
      <table>
        <caption className="visually-hidden">{registers.series}</caption>
        <thead>
          <tr>
            <th scope="col">{registers.columns.year}</th>
            <th scope="col" className="number">
              {registers.columns.value}
            </th>
            {sign && <th scope="col">{registers.columns.unit}</th>}
            <th scope="col" className="number">
              {registers.columns.documents}
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.map((one) => (
            <tr key={one.key} data-current={one.key === entry.key || undefined}>
              <th scope="row">
                {one.key === entry.key ? (
                  yearsOf(one, texts)
                ) : (
                  <Link to={entryAddress('figures', one.key)}>{yearsOf(one, texts)}</Link>
                )}
              </th>
              <td className="number">{figureText(one, texts)}</td>
              {sign && <td>{sign}</td>}
              <td className="number">{texts.number(one.documentCount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Most entries in one answer: a measure of more years than these is none that documents tell of. */
const most = 500

/** Entries of the same measure of the same places, each of its own years, in their order; none where no year is told. */
async function seriesOf(entry: RegisterEntry): Promise<RegisterEntry[]> {
  if (numberOf(entry, 'from') === undefined) return []
  const kind = textOf(entry, 'figureKind')
  const currency = textOf(entry, 'currency')
  const { entries } = await api.register('figures', {
    q: measureText(entry).slice(0, 500),
    ...(kind && { kind: [kind] }),
    ...(currency && { currency: [currency] }),
    size: most,
  })
  const measure = measureOf(entry)
  return entries
    .filter((one) => numberOf(one, 'from') !== undefined && measureOf(one) === measure)
    .toSorted((one, other) => middleYear(one) - middleYear(other))
}

const measureOf = (entry: RegisterEntry): string =>
  JSON.stringify([
    measureText(entry).toLowerCase(),
    listOf(entry, 'places').toSorted(),
    ...['figureKind', 'currency', 'per'].map((name) => textOf(entry, name) ?? ''),
  ])

function middleYear(entry: RegisterEntry): number {
  const from = numberOf(entry, 'from') ?? 0
  return (from + (numberOf(entry, 'to') ?? from)) / 2
}
