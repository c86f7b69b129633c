import { currencyFamilies } from '../../gazetteers/currencies.ts'
import type { Found } from '../rule.ts'

/** The ISO code of what a currency's sign or name stands for in a document; undefined where it could be several. */
export type CurrencyOf = (code: string) => string | undefined

/**
 * Tells what `$` and names of several currencies ("rupee") are in a document: the dollar by its own signs, the others by
 * the one country that the document names of those that issue one of the name.
 */
export function currencyReader(dollar: string, places: readonly Found[]): CurrencyOf {
  const known = new Map<string, string | undefined>([['$', dollar]])
  let countries: Set<string> | undefined
  return (code) => {
    const family = currencyFamilies.get(code)
    if (known.has(code) || !family) return known.get(code) ?? (family ? undefined : code)
    countries ??= new Set(places.flatMap((place) => (place.kind === 'country' ? [place.country] : [])))
    const issued = Object.entries(family.currencies).flatMap(([country, currency]) =>
      countries!.has(country) ? [currency] : [],
    )
    const currency = issued.length === 1 ? issued[0] : issued.length === 0 ? family.otherwise : undefined
    known.set(code, currency)
    return currency
  }
}
