import type { FilterField } from '../../contracts/search.ts'
import type { Texts } from '../texts.tsx'

/** A value of a filter as people say it. */
export function labelOf(field: FilterField, value: string, texts: Texts): string {
  switch (field) {
    case 'country':
    case 'region':
      return texts.placeName(value)
    case 'language':
      return texts.languageName(value)
    case 'corridor':
      return corridorLabel(value, texts)
    case 'kind':
      return texts.ask.kinds[value] ?? value
    case 'completeness':
      return texts.ask.completeness[value] ?? value
    case 'project':
      return value.replaceAll('-', ' ')
    case 'document':
      return value.slice(0, 8)
    default:
      return value
  }
}

/** "NPL>ARE" is "Nepal → United Arab Emirates", "FRA-GEO" without direction. */
export function corridorLabel(value: string, { placeName }: Pick<Texts, 'placeName'>): string {
  const [, origin = value, sign, destination = ''] = /^([A-Z]{3})([>-])([A-Z]{3})$/.exec(value) ?? []
  if (!sign) return value
  return `${placeName(origin)} ${sign === '>' ? '→' : '–'} ${placeName(destination)}`
}
