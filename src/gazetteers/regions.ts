import file from './regions.json' with { type: 'json' }

type Names = { [language in 'en' | 'fr' | 'es']?: string[] | undefined }

/** A region of the UN M49 or a grouping of countries, with what rebuilds its members in another year. */
export type Region = {
  /** UN M49 code, or the grouping's own. */
  code: string
  alternatives?: string[] | undefined
  names: Names
  adjectives?: Names | undefined
  abbreviations?: string[] | undefined
  /** ISO 3166-1 alpha-3, as of the file's date. */
  members: string[]
  changes?: { iso: string; event: string; date: string }[] | undefined
  /** It is a body with members (ASEAN), not a stretch of the earth. */
  body?: boolean | undefined
}

export const regions: readonly Region[] = file.regions

/** The members of a region at a date ("2013", "2013-11-04"); today's where none is given. */
export function membersAt(region: Region, date: string | undefined): string[] {
  const members = new Set(region.members)
  if (!date) return [...members]
  for (const change of (region.changes ?? []).toSorted((one, other) => (one.date < other.date ? 1 : -1))) {
    if (change.date.slice(0, date.length) <= date) continue
    if (/^(joined|full member)/.test(change.event)) members.delete(change.iso)
    if (/^(left|stopped|suspended|graduated)/.test(change.event)) members.add(change.iso)
  }
  return [...members].toSorted()
}
