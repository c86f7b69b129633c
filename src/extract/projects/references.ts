import type { Evidence, ProjectRecord } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import { readFunding } from './cues.ts'
import type { ProjectReading } from './reading.ts'

/** "In a European Commission-funded research project carried out with …": a project without its title. */
const untitled = /-(?:funded|financed|sponsored)\s(?:[\p{L}-]+\s){0,3}(?:project|programme|program|initiative)\b/giu

/** Adds the places that tell of a project by its donor and its partner alone, where these fit one record and no other. */
export function withReferences(
  reading: ProjectReading,
  records: readonly ProjectRecord[],
  evidence: (span: Span) => Evidence,
): ProjectRecord[] {
  const added = new Map<ProjectRecord, Evidence[]>()
  for (const match of reading.text.matchAll(untitled)) {
    const sentence = reading.sentences[Math.max(0, indexBefore(reading.sentences, match.index))]
    if (
      !sentence ||
      records.some(({ places }) =>
        places.some(({ evidence: known }) => match.index >= known.start && match.index < known.end),
      )
    )
      continue
    const { donors, partners } = readFunding(reading, { start: sentence.start, end: sentence.end })
    const fitting = records.filter((record) => shares(record.donors, donors) && shares(record.partners, partners))
    const only = fitting.length === 1 ? fitting[0] : undefined
    if (only) added.set(only, [...(added.get(only) ?? []), evidence({ start: sentence.start, end: sentence.end })])
  }
  return records.map((record) => {
    const places = added.get(record)?.map((place) => ({ role: 'body' as const, evidence: place })) ?? []
    return places.length > 0 ? { ...record, places: [...record.places, ...places] } : record
  })
}

const shares = (one: readonly { name: string }[], other: readonly { name: string }[]): boolean =>
  one.some(({ name }) => other.some((party) => party.name === name))
