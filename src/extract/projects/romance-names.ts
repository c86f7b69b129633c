import words from '../../gazetteers/project-words.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'
import { spanAt } from '../extraction-input.ts'
import { isSentenceStart, tokensOf } from './name-words.ts'
import type { ProjectReading } from './reading.ts'

const romanceConnecting = new Set([...words.smallWords.fr, ...words.smallWords.es].filter((word) => word !== 'que'))
const romanceNoun = /(?<![\p{L}-])(Projet|Programme|Initiative|Proyecto|Programa|Iniciativa)(?![\p{L}-])/gu
const romanceAhead = /^\s(?:de|des|du|pour|d['’]|régional|national|conjoint|del|para)(?!\p{L})/u

/** Names of French and Spanish texts, which begin with their noun: "Programa de Cosechas", "le projet Retour Digne". */
export function romanceNames(reading: ProjectReading): Span[] {
  const romance = reading.language === 'fr' || reading.language === 'es'
  const found: Span[] = []
  for (const match of reading.text.matchAll(romanceNoun)) {
    const end = match.index + match[0].length
    const isEnglish = !romance && /^(?:Programme|Initiative)$/.test(match[1]!)
    if (isEnglish && !romanceAhead.test(reading.text.slice(end, end + 20))) continue
    const span = romanceName(reading, match)
    if (span) found.push(span)
  }
  if (romance) found.push(...announcedNames(reading))
  return found.sort((one, other) => one.start - other.start)
}

const romanceOthers =
  /^(?:Programa|Programme|Projet|Proyecto|Iniciativa|Initiative)\s(?:de las Naciones|Mundial de Alimentos|de Trabajo\b|de Acción\b|des Nations|alimentaire|d['’]action\b|de travail\b|de loi|de ley|de décision|de résolution|de resolución|de rapport|de código|de code|21\b|de Doha|de texte|de Desarrollo de las)/iu
const romanceStop =
  /^(?:que|qui|dont|est|sont|a|ont|fut|sera|vise|permet|es|fue|ha|han|será|permite|busca|tiene|financiad[oa]|financée?|ejecutad[oa]|mis|mise|desde|depuis|durante|pendant|cuyo|cuya|donde|où|mientras|afin|con|avec|según|selon)$/iu

function romanceName(reading: ProjectReading, match: RegExpMatchArray): Span | undefined {
  const { text } = reading
  const start = match.index!
  const nounEnd = start + match[0].length
  const rest = text.slice(nounEnd, nounEnd + 200).split('\n\n')[0]!
  if (romanceOthers.test(match[0] + rest)) return undefined
  const after = tokensOf(rest, nounEnd)
  const content = after.filter((word) => /^\p{L}/u.test(word.text) && !romanceConnecting.has(word.text)).slice(0, 2)
  // "Initiative conjointe UE-OIM pour …": letters alone do not make a title of capitals.
  const capitals = content.some((word) => /^\p{Lu}\p{Ll}/u.test(word.text))
  // At the beginning of a sentence the noun's own capital says nothing: one of the next words must have one.
  if (isSentenceStart(text, start) && !capitals) return undefined
  let last: number | undefined
  let count = 0
  for (const [index, word] of after.entries()) {
    if (
      !/^[\p{L}\d&]/u.test(word.text) ||
      (romanceStop.test(word.text) &&
        !(word.text === 'a' && reading.language === 'es') &&
        !(capitals && /^(?:con|avec)$/u.test(word.text) && /^\p{Lu}/u.test(after[index + 1]?.text ?? ''))) ||
      count > 14
    )
      break
    const small = romanceConnecting.has(word.text.toLowerCase()) || /^[dl]['’]$/iu.test(word.text)
    if (
      capitals &&
      !small &&
      !/^[\p{Lu}\d]|^[dl]['’]\p{Lu}/u.test(word.text) &&
      !(index === 0 && /^(?:piloto|pilote|regional|régional|nacional|national)$/u.test(word.text))
    )
      break
    if (!small) {
      count++
      last = word.end
    }
  }
  if (last === undefined || count < 2) return undefined
  if (
    !/^\s?(?:de|del|des|du|d['’]|para|pour|contra|contre|sur|sobre|\p{Lu}|piloto|pilote|regional|nacional|national|régional|conjoint|conjunt[oa])/u.test(
      rest.trimStart(),
    )
  )
    return undefined
  return { start, end: last }
}

/** "su programa Sembrando Caminos", "le projet Retour Digne": the noun in small letters, a name of two capitals or more. */
const announced =
  /(?<!\p{L})(?:[Ee]l|su|sus|del|al|[Ll]a|[Ll]e|du|au|son|leur|nuestro)\s(?:proyecto|programa|iniciativa|projet|programme|initiative)\s(?=\p{Lu}\p{Ll})/gu

function announcedNames(reading: ProjectReading): Span[] {
  return [...reading.text.matchAll(announced)].flatMap((match): Span[] => {
    const start = match.index + match[0].length
    let last: number | undefined
    let count = 0
    for (const word of tokensOf(reading.text.slice(start, start + 160).split('\n\n')[0]!, start)) {
      if (/^\p{Lu}/u.test(word.text)) {
        last = word.end
        count++
      } else if (!/^(?:de|del|y|et|des|du|la|las|los|les|sin|sans|para|pour|con|por)$/u.test(word.text)) break
    }
    if (last === undefined || count < 2) return []
    const places = [
      spanAt(reading.countries, start),
      spanAt(reading.regions, start),
      spanAt(reading.organisations, start),
    ]
    return places.some((place) => place !== undefined) ? [] : [{ start, end: last }]
  })
}
