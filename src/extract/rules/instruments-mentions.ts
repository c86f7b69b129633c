import type { IloInstrument } from '../../gazetteers/instruments.ts'
import type { IloSeries } from '../ilo-titles.ts'
import type { Found } from '../rule.ts'

const kindOfSeries = { C: 'convention', R: 'recommendation', P: 'protocol' } as const

/** A mention of an ILO instrument; one that no list knows keeps its number, unresolved. */
export function iloMention(
  text: string,
  cited: { id: string; series: IloSeries; instrument: IloInstrument | undefined; start: number; end: number },
): Found<'instrument'> {
  const { id, series, instrument, start, end } = cited
  return {
    kind: 'instrument',
    start,
    end,
    instrument: id,
    instrumentKind: kindOfSeries[series],
    body: 'ILO',
    binding: series !== 'R',
    resolved: instrument !== undefined,
    ...(instrument && {
      year: instrument.year,
      yearPrinted: text.slice(start, end).includes(String(instrument.year)),
      title: citationOf(instrument),
    }),
  }
}

/** "Domestic Workers Convention, 2011 (No. 189)". */
function citationOf({ kind, title, year, number }: IloInstrument): string {
  return kind === 'protocol' ? title : `${title}, ${year} (No. ${number})`
}
