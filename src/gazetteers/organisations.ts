import file from './organisations.json' with { type: 'json' }

/** A body that acts as donor, partner or author. */
export type Organisation = {
  id: string
  /** The usual short name. */
  name: string
  kind: string
  /** Country of its seat, ISO 3166-1 alpha-3. */
  seat?: string | undefined
  names: { en?: string[] | undefined; fr?: string[] | undefined; es?: string[] | undefined }
  abbreviations: string[]
  /** Abbreviations that count only where the document writes the name out. */
  ambiguous?: string[] | undefined
  /** Id of the body that took its work over. */
  successor?: string | undefined
}

export const organisations: readonly Organisation[] = file.organisations
