import type { Found } from './rule.ts'

/**
 * A mention in a few words, as the examples of the rules have it: the quote, an equals sign, and what it stands for, such
 * as `Nepalese = NPL`, `Nepal-UAE = NPL>ARE`, `Georgia and France = GEO-FRA`, `No. 97 = C097`,
 * `US$44 billion = 44000000000 USD`, `one in eight = 0.125 ratio`, `15 and 24 = 15..24 age`, `SDC = sdc`.
 */
export function describeFound(found: Found, text: string): string {
  return `${text.slice(found.start, found.end)} = ${meaningOf(found)}`
}

function meaningOf(found: Found): string {
  switch (found.kind) {
    case 'country':
      return found.country
    case 'region':
      return found.region
    case 'corridor':
      return `${found.origin}${found.directed ? '>' : '-'}${found.destination}`
    case 'instrument':
      return found.instrument
    case 'organisation':
      return found.organisation
    case 'figure':
      break
  }
  return `${[found.value].flat().join('..')} ${found.currency ?? found.figureKind}`
}
