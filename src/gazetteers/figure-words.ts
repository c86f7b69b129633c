import file from './figure-words.json' with { type: 'json' }

type Language = 'en' | 'fr' | 'es'
const languages = ['en', 'fr', 'es'] as const
const listOf = (text: string): string[] => text.split(' ')

/** The names of the months and their short forms. */
export const monthNames: readonly string[] = file.months

/** Words that hedge a figure, before it and behind it. */
export const hedgesBefore: Readonly<Record<Language, string[]>> = file.hedges.before
export const hedgesAfter: Readonly<Record<Language, string[]>> = file.hedges.after

/** Nouns for the parts of a text, plan or concept: a small number in words before them numbers, it does not measure. */
export const structuralNouns: ReadonlySet<string> = new Set(
  languages.flatMap((language) => listOf(file.structural[language])),
)

/** Nouns that take a number as their name (Article 5); the second list only with a capital (Goal 8). */
export const labelNouns: readonly string[] = listOf(file.labels.any)
export const capitalLabelNouns: readonly string[] = listOf(file.labels.capital)

/** Nouns that are counted so often that a four-digit number before them is no year. */
export const countedNouns: ReadonlySet<string> = new Set(listOf(file.people))

/** Units of time, in the singular. */
export const timeUnits: readonly string[] = languages.flatMap((language) => listOf(file.durations[language]))

/** The language of the lists above for a document's language; English for those that we do not read. */
export function listLanguage(language: string): Language {
  return language === 'fr' || language === 'es' ? language : 'en'
}
