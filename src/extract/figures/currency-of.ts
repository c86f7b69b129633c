import { currencyFamilies } from '../../gazetteers/currencies.ts'
import type { Found } from '../rule.ts'

/** The ISO code of what a currency's sign or name stands for in a document; undefined where it could be several. */
export type CurrencyOf = (code: string) => string | undefined

/**
 * Tells what `$` and names of several currencies ("rupee") are in a document: the dollar by its own signs, the others by
 * the one country that the document names, or names far more often than others, of those that issue one of the name.
 */
export function currencyReader(dollar: string, places: readonly Found[]): CurrencyOf {
  const known = new Map<string, string | undefined>([['$', dollar]])
  let countries: Map<string, number> | undefined
  return (code) => {
    const family = currencyFamilies.get(code)
    if (known.has(code) || !family) return known.get(code) ?? (family ? undefined : code)
    countries ??= mentionsOf(places)
    const issued = issuedBy(countries, family.currencies)
    const isClear = issued.length === 1 || (issued.length > 1 && issued[0]!.count > 2 * issued[1]!.count)
    const currency = isClear ? issued[0]!.currency : issued.length === 0 ? family.otherwise : undefined
    known.set(code, currency)
    return currency
  }
}

/** How often the countries of each currency are named, the most often first: Mali and Senegal share one. */
function issuedBy(countries: ReadonlyMap<string, number>, currencies: Record<string, string>) {
  const counts = new Map<string, number>()
  for (const [country, currency] of Object.entries(currencies))
    if (countries.has(country)) counts.set(currency, (counts.get(currency) ?? 0) + countries.get(country)!)
  return [...counts].map(([currency, count]) => ({ currency, count })).toSorted((one, other) => other.count - one.count)
}

function mentionsOf(places: readonly Found[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const place of places)
    if (place.kind === 'country') counts.set(place.country, (counts.get(place.country) ?? 0) + 1)
  return counts
}
