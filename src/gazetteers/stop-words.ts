import file from './stop-words.json' with { type: 'json' }

/** Words with which a noun phrase ends: prepositions save those that bind nouns, pronouns, conjunctions, common verbs. */
export const phraseEnds: ReadonlySet<string> = new Set(file.ends)

/** Words that tell nothing about what a text is about. */
export const stopWords: ReadonlySet<string> = new Set([...file.ends, ...file.common])
