import file from './countries.json' with { type: 'json' }

export const countryForms = ['name', 'official', 'former', 'abbreviation', 'demonym'] as const
export type CountryForm = (typeof countryForms)[number]
type Language = 'en' | 'fr' | 'es'

type Forms = { [form in CountryForm]?: string[] | undefined }

export type Country = {
  /** ISO 3166-1 alpha-3 (XKX for Kosovo). */
  code: string
  alpha2: string
  m49: string
  names: { [language in Language]?: Forms | undefined }
}

/** Every country and inhabited territory of ISO 3166-1, with its names in English, French and Spanish. */
export const countries: readonly Country[] = file.countries
