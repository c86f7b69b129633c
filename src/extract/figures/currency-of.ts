import { currencyFamilies } from '../../gazetteers/currencies.ts'
import { indexBefore } from '../extraction-input.ts'
import type { Found } from '../rule.ts'

/**
 * The ISO code of what a currency's sign or name stands for, at a place of the document where one is given; undefined
 * where it could be several.
 */
export type CurrencyOf = (code: string, at?: number) => string | undefined

type Issuer = { currency: string; start: number; end: number }

/**
 * Tells what `$` and names of several currencies ("rupee") are in a document: the dollar by its own signs, the others by
 * the countries that issue one of the name. The last one named before in the same sentence or row counts; then the only
 * one of the document, or one named far more often than others; then the last one named before.
 */
export function currencyReader(text: string, dollar: string, places: readonly Found[]): CurrencyOf {
  const families = new Map<string, { issuers: Issuer[]; clear: string | undefined }>()
  return (code, at) => {
    if (code === '$') return dollar
    const family = currencyFamilies.get(code)
    if (!family) return code
    let known = families.get(code)
    if (!known) {
      const issuers = issuersOf(family.currencies, places)
      known = { issuers, clear: issuers.length === 0 ? family.otherwise : clearlyMeant(issuers) }
      families.set(code, known)
    }
    const { issuers, clear } = known
    const before = at === undefined ? undefined : issuers[indexBefore(issuers, at)]
    if (!before || at === undefined || at - before.end > reach) return clear
    const sameSentence = !leavesSentence.test(text.slice(before.end, at))
    return sameSentence ? before.currency : (clear ?? before.currency)
  }
}

/** How far behind a country's name its money may stand, in characters. */
const reach = 500
/** The end of a sentence, a paragraph or the row of a table. */
const leavesSentence = /[.;!?]\s+\p{Lu}|\n/u

/** Where the document names countries and groupings with a currency of the family. */
function issuersOf(currencies: Record<string, string>, places: readonly Found[]): Issuer[] {
  return places.flatMap((place) => {
    const code = place.kind === 'country' ? place.country : place.kind === 'region' ? place.region : ''
    const currency = currencies[code]
    return currency ? [{ currency, start: place.start, end: place.end }] : []
  })
}

/** The one currency that is named, or is named far more often than the next: Mali and Senegal share one. */
function clearlyMeant(issuers: readonly Issuer[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { currency } of issuers) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  const [first, second] = [...counts].toSorted(([, one], [, other]) => other - one)
  return first && first[1] > 2 * (second?.[1] ?? 0) ? first[0] : undefined
}
