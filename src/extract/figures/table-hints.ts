import { currencyCodes, currencyNames, currencySymbols } from '../../gazetteers/currencies.ts'
import { anyOf } from './pattern.ts'

/** What a heading, a caption or a row label says about the numbers under it. */
export type Hint = {
  kind?: 'money' | 'percent' | 'rate' | 'count' | 'none'
  currency?: string
  factor: number
  per?: string
  /** Only a word that often goes with shares (rate, share): large numbers prove it wrong. */
  weak?: boolean
}

const sign = new RegExp(
  `(?<![\\p{L}])(${anyOf([...currencySymbols.keys(), ...currencyCodes])})(?![\\p{L}])(?! ?(?!000)\\d)`,
  'u',
)
const name = new RegExp(`(?<![\\p{L}])(${anyOf(currencyNames.keys())})(?![\\p{L}])`, 'iu')
const percent =
  /%|per ?cent|percentage|pourcentage|porcentaje|proportion|(?<!\p{L})shares?(?!\p{L})|(?<!\p{L})part (?:de|des|du|dans)(?!\p{L})|proporción|(?<!\p{L})(?:taux|tasas?|rates?)(?!\p{L})/iu
const certainPercent = /%|per ?cent|percentage|pourcentage|porcentaje|pour cent|por ciento/iu
const ofRate = /(?<!\p{L})(?:rates?|taux|tasas?|shares?)(?!\p{L})/iu
const rate =
  /(?:per|pour|por cada|por) (1[., \u00a0]?000|10[., \u00a0]?000|100[., \u00a0]?000|1[., \u00a0]?000[., \u00a0]?000|mille|mil)(?!\d)([^();,]{0,24})/iu
/** Measures that are no share, whatever the table's title says. */
const otherMeasure =
  /(?<!\p{L})(?:index|indice|índice|gini|coefficient|mean|median|average|moyen(?:ne)?|médian(?:e)?|promedio|media|mediana|number|nombre|número|numbers|population|población|persons?|people|workers?|effectifs?|hours?|heures?|horas?|years?|âge|ages?|edad|days?|total persons|households?|cases?|log|ln|var|exchange rate)(?!\p{L})|(?<!\p{L})N(?!\p{L})/iu
const counting =
  /(?<!\p{L})(?:number|nombre|número|numbers|persons?|people|population|población|effectifs?|headcount|thousands? of persons|cases|households)(?!\p{L})|(?<!\p{L})N(?!\p{L})/iu
const thousands =
  /['’]000|\(000s?\)|\(1[ \u00a0.,]?000 |\b000s\b|(?<!\p{L})(?:thousands?|milliers?|en miles|miles de|mille|in 1[,. ]?000)(?!\p{L})/iu
const millions = /(?<!\p{L})(?:millions?|millones|mn|mln|mio|mill\.?)(?!\p{L})/iu
const billions = /(?<!\p{L})(?:billions?|bn|milliards?|mil millones|mds?)(?!\p{L})/iu

/** Reads the hint in the words over or beside a number. */
export function hintIn(text: string, dollar: string): Hint {
  const factor = billions.test(text) ? 1e9 : millions.test(text) ? 1e6 : thousands.test(text) ? 1e3 : 1
  const per = rate.exec(text)
  if (per) return { kind: 'rate', factor: 1, per: (per[1]! + per[2]!).trim() }
  const currency = currencyIn(text, dollar)
  // "Share of aid (%)" beside a currency in the same heading is still a share.
  if (percent.test(text) && !(currency && !/%|per ?cent|pour cent|por ciento/iu.test(text))) {
    const certain = certainPercent.test(text)
    if (certain || !otherMeasure.test(text) || ofRate.test(text)) return { kind: 'percent', factor: 1, weak: !certain }
  }
  if (currency) return { kind: 'money', currency, factor }
  if (counting.test(text)) return { kind: 'count', factor }
  if (otherMeasure.test(text)) return { kind: 'none', factor }
  return { factor }
}

function currencyIn(text: string, dollar: string): string | undefined {
  const named = name.exec(text)
  const signed = sign.exec(text)
  const code = named
    ? currencyNames.get(named[1]!.toLowerCase().replace(/\s+/g, ' '))
    : signed && (currencySymbols.get(signed[1]!) ?? signed[1]!)
  return code === '$' ? dollar : (code ?? undefined)
}

/** "Values are in USD millions", "montants en millions d’euros": a sentence that says what the numbers are in. */
const declaring =
  /(?<!\p{L})(?:values?|figures?|amounts?|data|prices?|expressed|chiffres?|montants?|valeurs?|données|valores?|cifras?|importes?|montos?|datos?|expresad[oa]s?|exprimée?s?)(?!\p{L})[^.\n]{0,60}?(?<!\p{L})(?:in|en)(?!\p{L})([^.\n]{2,48})/giu

export type Declaration = { at: number; currency: string; factor: number }

/** Every place where a document says which currency its values are in. */
export function declarationsIn(text: string, dollar: string): Declaration[] {
  const found: Declaration[] = []
  for (const match of text.matchAll(declaring)) {
    const currency = currencyIn(match[1]!, dollar)
    if (currency) found.push({ at: match.index, currency, factor: hintIn(match[1]!, dollar).factor })
  }
  return found
}

/** Headings whose numbers may be in a currency that is declared elsewhere. */
export const valueHeading =
  /^$|(?<!\p{L})(?:values?|amounts?|budget|total|commitments?|disbursements?|aid|oda|expenditure|cost|funding|contributions?|grants?|loans?|remittances?|montants?|valeurs?|dépenses?|coûts?|financements?|valor(?:es)?|montos?|importes?|presupuesto|gastos?|costo|financiamiento|remesas)(?!\p{L})/iu
