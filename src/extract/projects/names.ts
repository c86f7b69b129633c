import words from '../../gazetteers/project-words.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'
import { indexBefore, spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { closingPeriod } from './periods.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import type { ProjectReading } from './reading.ts'
import { isCapitals } from './wording.ts'

const connecting = new Set(
  [...words.smallWords.en, '&'].filter(
    (word) => !/^(?:that|than|her|his|our|but|nor|between|during|under|upon|via|vs|per|over)$/.test(word),
  ),
)
const romanceConnecting = new Set([...words.smallWords.fr, ...words.smallWords.es].filter((word) => word !== 'que'))

const englishNoun =
  /(?<![\p{L}-])(Project|Programme|Program|Initiative|project|programme|program|initiative)(?![\p{L}-])/gu
const romanceNoun = /(?<![\p{L}-])(Projet|Programme|Initiative|Proyecto|Programa|Iniciativa)(?![\p{L}-])/gu

/** Names that end with their noun ("Harbour Skills Programme") or begin with it ("Programa de Cosechas"). */
export function findNamedProjects(reading: ProjectReading, rule: string): ProjectDraft[] {
  const found: Span[] = []
  const romance = reading.language === 'fr' || reading.language === 'es'
  for (const match of reading.text.matchAll(romanceNoun)) {
    if (
      !romance &&
      /^(?:Programme|Initiative)$/.test(match[1]!) &&
      !romanceAhead.test(reading.text.slice(match.index + match[0].length, match.index + match[0].length + 20))
    )
      continue
    const span = romanceName(reading, match)
    if (span) found.push(span)
  }
  if (romance) found.push(...announcedNames(reading))
  const romanceFound = [...found].sort((one, other) => one.start - other.start)
  for (const match of reading.text.matchAll(englishNoun)) {
    if (spanAt(romanceFound, match.index)) continue
    const span = englishName(reading, match)
    if (span) found.push(span)
  }
  return found
    .filter((span) => inProse(reading, span))
    .map((title) => proseDraft(reading, { rule, title, acronym: acronymBehind(reading.text, title.end) }))
    .sort((one, other) => one.title.start - other.title.start)
}

const romanceAhead = /^\s(?:de|des|du|pour|d['’]|régional|national|conjoint|del|para)(?!\p{L})/u

/** Names in headings are the blocks' business; those inside an organisation's name are none. */
function inProse(reading: ProjectReading, span: Span): boolean {
  const paragraph = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, span.start))]
  if (!paragraph || paragraph.kind === 'heading' || paragraph.kind === 'title' || paragraph.kind === 'table')
    return false
  const organisation = spanAt(reading.organisations, span.start)
  return !organisation || organisation.end < span.end
}

type Token = { text: string; start: number; end: number }
const token = /[\p{L}\p{N}][\p{L}\p{N}.’'&+/-]*|&|[^\s]/gu

/** The words and marks of a text; the point that ends a sentence is a mark, the one of an initial is not. */
function tokensOf(text: string, from: number): Token[] {
  return [...text.matchAll(token)].flatMap((match): Token[] => {
    const [whole] = match
    const start = from + match.index
    const word = whole.replace(/[.'’]+$/u, '')
    if (word === '' || word === whole) return [{ text: whole, start, end: start + whole.length }]
    const kept = { text: word, start, end: start + word.length }
    const ends = whole.endsWith('.') && !/^\p{Lu}\.$|\.\p{Lu}\.$/u.test(whole)
    return ends ? [kept, { text: '.', start: kept.end, end: kept.end + 1 }] : [kept]
  })
}

/** Words that may open a sentence before a name and are no part of it. */
const opening =
  /^(?:The|This|That|These|In|On|Under|With|For|From|By|Since|Through|As|At|When|While|Our|Its|Their|His|Her|A|An|Each|Every|Another|Other|New|First|Second|Third|Both|And|But|Also|Via|To|Within|One|Two|Such|Any|Some|All|If|After|Before|During|Recently|Currently|Today|Launch|See|Phase|Pilot|However|Similarly|Finally|Moreover|Of|No|Le|La|Les|L|El|Los|Un|Una|Une)$/
/** "Restart and Expand Central American …": verbs that open an item of a list. */
const verb =
  /^(?:Restart|Expand|Establish|Launch|Increase|Create|Build|Improve|Strengthen|Promote|Continue|Resume|Implement|Develop|Fund|Enhance|Support|Extend|Scale|Foster|Join|Visit|Read|Reinstate|Announce|Announcing|Launching|Expanding|Establishing)$/
const otherNames =
  /\b(?:World Food|Nations (?:Environment|Development)|UN (?:Environment|Development)|Environment Program|Country Program|Work Program|Programme of (?:Work|Action)|Program of Action|Framework Program|Training Program$|Master|Doctoral|PhD|Degree|Belt and Road|Erasmus|Space|Research Program$|Legal Program$|Human Settlements)/u

function englishName(reading: ProjectReading, match: RegExpMatchArray): Span | undefined {
  const { text } = reading
  const noun = match[1]!
  const at = match.index!
  const end = at + noun.length
  const left = walkLeft(text, at)
  const leftWords = left ? contentOf(text.slice(left, at)) : 0
  const hasShortName = left !== undefined && /\(\p{Lu}[\p{L}\d+-]{1,14}\)\s$/u.test(text.slice(left, at))
  if (noun === noun.toLowerCase()) {
    // "the Government of Sweden within the project": the word before it must be the name's.
    if (!/[\p{Lu}\d][^\s]*\s$|\)\s$/u.test(text.slice(Math.max(0, at - 40), at))) return undefined
    if (
      !left ||
      (leftWords < 2 && !hasShortName) ||
      !/\b(?:the|its|their|a|an|this|called)\s$/iu.test(text.slice(Math.max(0, left - 12), left))
    )
      return undefined
    if (!hasShortName && !cue.test(sentenceAround(reading, at))) return undefined
    return accepted(text, { start: left, end: hasShortName ? end : end }, leftWords)
  }
  const right = walkRight(text, end)
  const rightWords = right ? contentOf(text.slice(end, right)) : 0
  const start = left ?? at
  const stop = right ?? end
  if (leftWords + rightWords < 2 && !hasShortName) return undefined
  if (leftWords === 0 && rightWords < 2) return undefined
  // "Program Processing", "Project Manager": the noun belongs to the word behind it.
  if (!right && /^\s\p{Lu}\p{Ll}/u.test(text.slice(end, end + 3))) return undefined
  if (!hasShortName && !cue.test(sentenceAround(reading, at))) return undefined
  return accepted(text, { start, end: stop }, leftWords + rightWords)
}

function accepted(text: string, span: Span, wordsIn: number): Span | undefined {
  const title = text.slice(span.start, span.end)
  if (otherNames.test(title) || wordsIn > 25 || title.length > 220 || /^\d/.test(title)) return undefined
  return isCapitals(title) ? undefined : span
}

/** What a sentence says of a project that is run, paid for or joined. */
const cue =
  /\b(?:launch|fund|financ|implement|carried out|carry|expand|restart|resum|support|establish|pilot|introduc|began|begun|start|run|ran|running|partner|budget|beneficiar|train|reach|creat|develop|coordinat|deliver|manag|administ|help|assist|provid|aim|seek|sought|phase|donor|participat|under the|through the|within the|lanc|mis en|met en|finan|soutien|vise|appui|exécut|aide|reanud|lanz|ejecut|puso|ayud|ofrec|apoy|benefici|promo)/iu

function sentenceAround(reading: ProjectReading, at: number): string {
  const sentence = reading.sentences[Math.max(0, indexBefore(reading.sentences, at))]
  return sentence ? reading.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 1200)) : ''
}

const contentOf = (text: string): number =>
  tokensOf(text, 0).filter((word) => /^[\p{Lu}\d]/u.test(word.text) && word.text.length > 1).length

/** The start of the capitalised words before an offset; undefined where none stands there. */
export function walkLeft(text: string, at: number): number | undefined {
  const from = Math.max(0, at - 220)
  const base = from + text.slice(from, at).lastIndexOf('\n\n') + 1
  const before = tokensOf(text.slice(base, at), base)
  let first = before.length
  for (let index = before.length - 1; index >= 0; index--) {
    const word = before[index]!.text
    if (word === ')') {
      const open = before[index - 2]
      if (open?.text !== '(' || !/^\p{Lu}/u.test(before[index - 1]!.text)) break
      index -= 2
      first = index
      continue
    }
    // "… Parole Program and the Haitian …": the name before ended with its own noun.
    if (/^(?:Projects?|Programmes?|Programs?|Initiatives?)$/.test(word)) break
    if (/['’]s$/u.test(word) && !/^(?:Workers|Women|Migrants|Children|People)/u.test(word)) break
    if (/-(?:funded|supported|led|financed|backed|based|run|sponsored)$/u.test(word)) break
    if (/^[\p{Lu}\d]/u.test(word) || word === '&') {
      if (opening.test(word) && isSentenceStart(text, before[index]!.start)) break
      if (
        verb.test(word) &&
        !/^(?:to|for|of)$/.test(before[index + 1]?.text ?? '') &&
        opensWithVerb(text, before, index)
      )
        break
      first = index
      continue
    }
    if (connecting.has(word) && index > 0 && /^[\p{Lu}]/u.test(before[index - 1]!.text) && word !== 'the') continue
    if (
      word === 'the' &&
      index > 1 &&
      connecting.has(before[index - 1]!.text) &&
      /^\p{Lu}/u.test(before[index - 2]!.text)
    )
      continue
    break
  }
  while (
    first < before.length &&
    (connecting.has(before[first]!.text.toLowerCase()) ||
      /^(?:The|Los|La|El)$/.test(before[first]!.text) ||
      /^[^\p{L}\d]/u.test(before[first]!.text))
  )
    first++
  return first < before.length ? before[first]!.start : undefined
}

/** Whether only verbs stand between the beginning of the sentence and a word. */
function opensWithVerb(text: string, tokens: readonly Token[], at: number): boolean {
  let index = at
  while (
    index > 0 &&
    (verb.test(tokens[index]!.text) || /^(?:and|,)$/.test(tokens[index]!.text)) &&
    !isSentenceStart(text, tokens[index]!.start)
  )
    index--
  return verb.test(tokens[index]!.text) && isSentenceStart(text, tokens[index]!.start)
}

const isSentenceStart = (text: string, at: number): boolean =>
  at === 0 || /(?:[.?!:;•]\s+|\n\s*|[“«("]\s?)$/u.test(text.slice(Math.max(0, at - 4), at))

/** The end of what a noun governs: "on Migration of Nurses: The Supply Side". */
function walkRight(text: string, end: number): number | undefined {
  const after = tokensOf(text.slice(end, end + 220).split('\n\n')[0]!, end)
  if (!/^(?:for|on|of|to|against)$/.test(after[0]?.text ?? '')) return undefined
  let last: number | undefined
  for (let index = 1; index < after.length; index++) {
    const word = after[index]!.text
    if (/^[\p{Lu}\d]/u.test(word)) last = after[index]!.end
    else if (word === ':' && last !== undefined && /^\p{Lu}/u.test(after[index + 1]?.text ?? '')) continue
    else if (word === '(' && after[index + 2]?.text === ')' && /^\p{Lu}/u.test(after[index + 1]!.text)) {
      last = after[index + 2]!.end
      index += 2
    } else if (!connecting.has(word)) break
    if (closingPeriod(`(${word})`)) break
  }
  return last
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
  if (isSentenceStart(text, start) && !/^\s(?:Regional|Nacional|National|Régional)/u.test(rest)) return undefined
  if (romanceOthers.test(match[0] + rest)) return undefined
  const after = tokensOf(rest, nounEnd)
  const content = after.filter((word) => /^\p{L}/u.test(word.text) && !romanceConnecting.has(word.text)).slice(0, 2)
  const capitals = content.some((word) => /^\p{Lu}/u.test(word.text))
  let last: number | undefined
  let count = 0
  for (const [index, word] of after.entries()) {
    if (
      !/^[\p{L}\d&]/u.test(word.text) ||
      (romanceStop.test(word.text) &&
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
    !/^\s?(?:de|del|des|du|d['’]|para|pour|contra|contre|sur|sobre|\p{Lu}|piloto|pilote|regional|nacional|national|régional|conjoint)/u.test(
      rest.trimStart(),
    )
  )
    return undefined
  return { start, end: last }
}

/** "su programa Sembrando Caminos", "le projet Retour Digne": the noun in small letters, a name of two capitals or more. */
const announced =
  /(?<!\p{L})(?:el|su|sus|del|al|la|le|du|au|son|leur|nuestro)\s(?:proyecto|programa|iniciativa|projet|programme|initiative)\s(?=\p{Lu}\p{Ll})/gu

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

const noun = String.raw`(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)`
const shortName = new RegExp(
  String.raw`\((?:the\s|le\s|el\s)?\p{Lu}[\p{L}\d+-]{1,18}(?:\s\p{Lu}[\p{L}\d-]{1,18})?(?:\s${noun}\)|\)\s${noun}(?!\p{L}))`,
  'gu',
)

/** Names before a bracket that says what they are: "Safe Roads for Drivers (SAFEROAD project)". */
export function findFundedTitles(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(shortName)].flatMap((match) => {
    const start = walkLeft(reading.text, match.index)
    if (start === undefined || contentOf(reading.text.slice(start, match.index)) < 2) return []
    const title = { start, end: match.index + match[0].length }
    return inProse(reading, title) ? [proseDraft(reading, { rule, title })] : []
  })
}

/** "Projet Retour et Métiers (2014-2017), financé par …": the noun opens the text, the title follows. */
const openingNoun =
  /(?:^|\n\n|[.;•–]\s)(?:Project|Programme|Projet|Proyecto|Programa)\s(\p{Lu}[^.;\n“«"]{4,160}?)(?=\s?\((?:19|20|until|from|since|jusqu|depuis|desde|hasta)|,?\s(?:which\s(?:is|was)\s)?(?:(?:co-?)?(?:funded|financed|financée?|financiad[oa])|implemented|mis\sen|ejecutad[oa])(?!\p{L}))/gu

/** Sentences that open with the noun and a title that something is said of at once. */
export function findOpeningNouns(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(openingNoun)].flatMap((match) => {
    const start = match.index + match[0].length - match[1]!.length
    const title = { start, end: start + match[1]!.replace(/[\s,–-]+$/u, '').length }
    return /^(?:Manager|Team|Officer|Staff|Document)/u.test(match[1]!) ? [] : [proseDraft(reading, { rule, title })]
  })
}
