import iloFile from './ilo-instruments.json' with { type: 'json' }
import namedFile from './instruments.json' with { type: 'json' }

type Titles = { en?: string[] | undefined; fr?: string[] | undefined; es?: string[] | undefined }

/** A Convention, Protocol or Recommendation of the ILO. */
export type IloInstrument = {
  /** C, P or R and three digits. */
  id: string
  kind: string
  number: number
  title: string
  year: number
  /** What it is on, as the three languages put it behind "Convention". */
  subjects?: Titles | undefined
  shortTitles?: string[] | undefined
  /** In how many stored sources number, title and year were seen. */
  verified: number
}

/** An instrument without an ILO number: of the UN, of a region, or of the ILO. */
export type NamedInstrument = {
  id: string
  kind: string
  body: string
  binding: boolean
  year?: number | undefined
  titles: Titles
  abbreviations: string[]
  optional?: boolean | undefined
  source: string
}

export const iloInstruments: readonly IloInstrument[] = iloFile.instruments
export const namedInstruments: readonly NamedInstrument[] = namedFile.instruments
