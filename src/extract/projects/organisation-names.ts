/** What the gazetteer of organisations says of a name. */
export type OrganisationName = { name: string; organisation?: string; successor?: string }

/** The organisation that a name stands for, by any of its names; undefined where none is known. */
export function organisationNamed(_name: string): OrganisationName | undefined {
  return undefined
}
