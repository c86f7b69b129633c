import file from './currencies.json' with { type: 'json' }

/** Signs and short forms that stand next to an amount, to ISO 4217 codes; `$` for a dollar that is not told apart. */
export const currencySymbols: ReadonlyMap<string, string> = new Map(Object.entries(file.symbols))

/** ISO 4217 codes as print uses them. */
export const currencyCodes: ReadonlySet<string> = new Set(file.codes)

/** Currencies of one name ("rupee") by the country that issues each; `otherwise` is meant where no country is named. */
export type CurrencyFamily = { currencies: Record<string, string>; otherwise?: string | undefined }

/** The families by the code that symbols and names give them: `~rupee`. */
export const currencyFamilies: ReadonlyMap<string, CurrencyFamily> = new Map(
  Object.entries(file.families).map(([name, { currencies, ...rest }]) => [
    `~${name}`,
    { currencies: plain(currencies), ...rest },
  ]),
)

/** Names in English, French and Spanish, in lower case, to codes. */
export const currencyNames: ReadonlyMap<string, string> = new Map(
  Object.entries(file.names).flatMap(([code, names]) => names.map((name) => [name.toLowerCase(), code] as const)),
)

/** Without the keys that only other families of the file have. */
function plain(currencies: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(currencies).flatMap(([country, code]) => (code ? [[country, code]] : [])))
}
