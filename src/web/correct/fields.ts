import type { CorrectedFields } from '../../contracts/corrections.ts'
import type { Mention, ProjectRecord } from '../../contracts/extracted-document.ts'

/** A value that was extracted, as a person corrects it. */
export type Corrigible = Mention | (ProjectRecord & { kind: 'project' })

export type FieldName =
  | 'country'
  | 'region'
  | 'origin'
  | 'destination'
  | 'instrument'
  | 'value'
  | 'currency'
  | 'unit'
  | 'organisation'
  | 'title'
  | 'donors'
  | 'countries'

/** The fields of a value that can be changed, as text. */
export function fieldsOf(value: Corrigible): [FieldName, string][] {
  switch (value.kind) {
    case 'country':
      return [['country', value.country]]
    case 'region':
      return [['region', value.region]]
    case 'corridor':
      return [
        ['origin', value.origin],
        ['destination', value.destination],
      ]
    case 'instrument':
      return [['instrument', value.instrument]]
    case 'organisation':
      return [['organisation', value.organisation]]
    case 'figure':
      return [
        ['value', [value.value].flat().join('–')],
        ['currency', value.currency ?? ''],
        ['unit', value.unit ?? ''],
      ]
    case 'project':
      return [
        ['title', value.title],
        ['donors', value.donors.map(({ name }) => name).join('; ')],
        ['countries', value.countries.join('; ')],
      ]
  }
}

const listed = (text: string): string[] =>
  text
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)

/** What an edit sets: the fields whose text is another than before. */
export function changedFields(
  before: readonly [FieldName, string][],
  texts: ReadonlyMap<string, string>,
): CorrectedFields {
  const changed = before.flatMap(([name, old]): [FieldName, unknown][] => {
    const text = (texts.get(name) ?? old).trim()
    return text === old ? [] : [[name, typed(name, text)]]
  })
  return Object.fromEntries(changed)
}

function typed(name: FieldName, text: string): unknown {
  if (name === 'donors' || name === 'countries') return listed(text)
  if (name === 'value') {
    const numbers = text.split(/\s*–\s*/).map(Number)
    return numbers.length > 1 ? numbers : numbers[0]
  }
  if (text === '' && (name === 'currency' || name === 'unit')) return null
  return text
}
