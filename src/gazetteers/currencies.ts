import file from './currencies.json' with { type: 'json' }

/** Signs and short forms that stand next to an amount, to ISO 4217 codes; `$` for a dollar that is not told apart. */
export const currencySymbols: ReadonlyMap<string, string> = new Map(Object.entries(file.symbols))

/** ISO 4217 codes as print uses them. */
export const currencyCodes: ReadonlySet<string> = new Set(file.codes)

/** Names in English, French and Spanish, in lower case, to codes. */
export const currencyNames: ReadonlyMap<string, string> = new Map(
  Object.entries(file.names).flatMap(([code, names]) => names.map((name) => [name.toLowerCase(), code] as const)),
)
