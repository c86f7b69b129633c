import { organisationOfName, successorOf } from '../organisation-names.ts'

/** What the gazetteer of organisations says of a name. */
export type OrganisationName = { name: string; organisation?: string; successor?: string }

/** The organisation that a name stands for, by any of its names; undefined where none is known. */
export function organisationNamed(name: string): OrganisationName | undefined {
  const organisation = organisationOfName(name.replace(/\s+/g, ' ').trim())
  if (!organisation) return undefined
  const successor = successorOf(organisation)
  return { name: organisation.name, organisation: organisation.id, ...(successor && { successor: successor.name }) }
}
