import { phraseEnds } from '../../gazetteers/stop-words.ts'
import { textAfter } from './view.ts'

/** What may lead from the number to its noun: "of the", "des", "de los". */
const lead =
  /^[ \u00a0-](?:(?:of|de|des|du|del)[ \u00a0]|d['’])?(?:(?:all|the|these|those|its|their|our|his|her|this|that|total|les|la|le|leurs?|ses|ces|los|las|el|sus|estos|estas|todos|todas|todo|toda|toute?s?|tous)[ \u00a0]|l['’])*/iu
/** Prepositions that may stand inside the phrase: "victims of forced labour", "millones de personas". */
const binding = new Set(['of', 'de', 'des', 'du', 'del', "d'", 'd’'])
const mostWords = 7

/** The noun phrase behind a figure, as printed: what is counted. Nothing where none can be told. */
export function unitBehind(text: string, end: number): string | undefined {
  const after = textAfter(text, end, 120)
  const from = lead.exec(after)?.[0].length ?? 0
  if (from === 0) return undefined
  let last = from
  let words = 0
  for (const match of after.slice(from).matchAll(/([\p{L}\p{N}][\p{L}\p{N}’'./-]*)([^\p{L}\p{N}]*)/gu)) {
    const word = match[1]!.replace(/[.’'/-]+$/, '').toLowerCase()
    const at = from + match.index
    if (phraseEnds.has(word) || words >= mostWords || /^\d/.test(word)) break
    if (binding.has(word)) {
      if (words === 0) break
    } else {
      words++
      last = at + match[1]!.replace(/[.’'/-]+$/, '').length
    }
    if (!/^[ \u00a0]$/.test(match[2]!) || /[.]$/.test(match[1]!)) break
  }
  const unit = after.slice(from, last).trim()
  return words > 0 && unit.length > 1 ? unit : undefined
}

const perWord =
  /^ ?(?:\()?(?:a|per|each|every|par|por|al|cada|à l['’]|each )[ ]?(year|annum|month|week|day|hour|person|capita|household|an|année|mois|semaine|jour|heure|habitant|personne|ménage|año|mes|semana|día|hora|persona|hogar)(?![\p{L}])/iu
const adverbs: readonly [RegExp, string][] = [
  [/^ (?:annually|yearly|annuels?|annuelles?|anuales?|anualmente|chaque année)(?![\p{L}])/iu, 'year'],
  [/^ (?:monthly|mensuels?|mensuelles?|mensuales?)(?![\p{L}])/iu, 'month'],
  [/^ (?:daily|quotidiens?|a diario|diarios?|diarias?)(?![\p{L}])/iu, 'day'],
]
const perNames: Record<string, string> = {
  annum: 'year',
  an: 'year',
  année: 'year',
  año: 'year',
  mois: 'month',
  mes: 'month',
  semaine: 'week',
  semana: 'week',
  jour: 'day',
  día: 'day',
  heure: 'hour',
  hora: 'hour',
  personne: 'person',
  persona: 'person',
  capita: 'person',
  ménage: 'household',
  hogar: 'household',
  habitant: 'person',
}

/** What a figure is counted per: year, month, person… */
export function perBehind(text: string, end: number): string | undefined {
  const after = textAfter(text, end, 40)
  const match = perWord.exec(after)
  if (match) return perNames[match[1]!.toLowerCase()] ?? match[1]!.toLowerCase()
  return adverbs.find(([pattern]) => pattern.test(after))?.[1]
}
