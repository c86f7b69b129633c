import file from './country-contexts.json' with { type: 'json' }

/** Words that stand beside a country's name, or print it, when it is none; folded, save where capitals matter. */
export const countryContexts = file
