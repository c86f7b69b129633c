import type { CorrectedFields } from '../contracts/corrections.ts'
import { Mention, ProjectRecord, type ProjectParty } from '../contracts/extracted-document.ts'

/**
 * The value with the fields that a person set. Undefined where they do not fit it: a country has no donors, a figure no
 * acronym. `null` takes a field away.
 */
export function correctedValue<Value extends Mention | ProjectRecord>(
  value: Value,
  fields: CorrectedFields,
): Value | undefined {
  if (!isProject(value)) {
    const changed = withFields(value, fields)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind is no field that can be set
    return Mention.safeParse(changed).data as Value | undefined
  }
  const { donors, partners, ...plain } = fields
  const changed = withFields(value, {
    ...plain,
    ...(donors && { donors: parties(value, 'donors', donors) }),
    ...(partners && { partners: parties(value, 'partners', partners) }),
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was a project before
  return ProjectRecord.safeParse(changed).data as Value | undefined
}

export const isProject = (value: Mention | ProjectRecord): value is ProjectRecord => 'projectId' in value

function withFields(value: object, fields: object): object {
  const merged: Record<string, unknown> = { ...value }
  for (const [name, field] of Object.entries(fields)) {
    if (field === null) delete merged[name]
    else if (field !== undefined) merged[name] = field
  }
  return merged
}

/** Names become parties; one that was read keeps its evidence, another has that of the whole record. */
function parties(project: ProjectRecord, field: 'donors' | 'partners', names: readonly string[]): ProjectParty[] {
  return names.map((name) => {
    const known = project[field].find((party) => party.name === name || party.organisation === name)
    return known ?? { name, asPrinted: name, evidence: project.places[0]!.evidence }
  })
}
