import type { RegisterRow } from '../contracts/registers.ts'
import type { ProjectSketch } from '../registers/same-project.ts'

/** What of a row of the projects tells which project it is of. */
export function projectSketch({ rowId, key, details, correction }: RegisterRow): ProjectSketch {
  if (details.kind !== 'project') throw new TypeError(`row ${rowId} of the projects is none`)
  const { title, alternativeTitles, acronym, period, countries } = details
  return {
    rowId,
    key,
    title,
    alternativeTitles,
    countries,
    ...(acronym === undefined ? {} : { acronym }),
    ...(period === undefined ? {} : { period }),
    ...(correction?.action === 'merge' ? { decided: true } : {}),
  }
}
