import type { Span } from '../../contracts/position.ts'
import words from '../../gazetteers/project-words.json' with { type: 'json' }
import { indexBefore, spanAt } from '../extraction-input.ts'
import { readFunding } from './cues.ts'
import type { ProjectDraft } from './draft.ts'
import { nameFrom } from './name-behind.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import { type ProjectReading, quote, within } from './reading.ts'
import { isCapitals } from './wording.ts'

const noun = '(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)'
/** "regional", "pilote", "binacional": what may stand between a French or Spanish noun and the name. */
const adjective = String.raw`(?:\p{Ll}{2,16}(?:al|ale|aux|el|if|ive|ivo|iva|oto|ote|int|inte|unto|unta|ier|ière|izo|iza|tré|ado|ada|ique|ico|ica))`
/** "called", "intitulé", "denominado": behind them a name follows whatever stands before. */
const called = String.raw`(?:called|named|titled|entitled|known\sas|intitulée?|dénommée?|appelée?|titulad[oa]|denominad[oa]|llamad[oa])`
/** What announces a name. The words are ASCII at their beginning, for which `\b` is several times as fast as a look behind. */
const announcement = new RegExp(
  String.raw`\b(?:${[
    // "the sister project Fair Fields", "el proyecto binacional Fronteras …", "a project called Cooks in Transit"
    String.raw`${noun}(?:\s${adjective})?(?:\s${called})?`,
    // "a smaller effort, Open Doors, …"
    String.raw`[Aa](?:nother)?\s(?:[\p{L}-]+\s){0,2}(?:${noun}|effort|scheme|undertaking|pilot),`,
    String.raw`[Tt]he\spilot`,
    // "the second phase of Open Doors", "phase two of …"
    String.raw`(?:phase\s(?:two|three|II|III|2|3)|(?:first|second|third|new|final)\sphase)\sof(?:\sthe)?`,
  ].join('|')})\s(?=\p{Lu}[\p{L}’'])`,
  'gu',
)

/** What a project has, and what others have: "the project Steering Committee", "the programme Ministers agreed on". */
const ofProject =
  /^(?:Manag|Team|Offic|Staff|Document|Coordinat|Direct|Steering|Board|Unit|Advis|Assist|Partner|Countr|Implement|Committee|Cycle|Design|Evaluat|Monitor|Mundial|Alimentaire|Government|Minist|Mr|Mrs|Ms|Dr|President|Act\b|No\b|Number|Nº|Phase|Fase)/u

/** Names in capitals right behind their noun: "the sister project Fair Fields has …", "al programa regional Puertas Abiertas". */
export function findAnnouncedNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(announcement)].flatMap((match): ProjectDraft[] => {
    const start = match.index + match[0].length
    const title = nameFrom(reading, start) ?? loneName(reading, match.index, start)
    if (!title || opensWithLetters(reading, title)) return []
    const opens = reading.text.slice(title.start, title.end)
    const places: (readonly Span[])[] = [reading.countries, reading.regions, reading.organisations]
    if (ofProject.test(opens) || places.some((list) => spanAt(list, title.start))) return []
    return [proseDraft(reading, { rule, title, acronym: acronymBehind(reading.text, title.end) })]
  })
}

/** "The programme NGOs and cities agreed on": letters that stand for an organisation open no name. */
function opensWithLetters(reading: ProjectReading, title: Span): boolean {
  const first = quote(reading, title).split(/\s/u, 1)[0]!
  return isCapitals(first) && (words.acronyms.includes(first) || reading.abbreviations.long.has(first))
}

const article = /(?<!\p{L})(?:the|le|du|au|el|del|al|la|our|su|notre|nuestro|leur)\s$/iu

/** "Le programme Passerelles a …, grâce à un don de la Suisse": one word, where its sentence says who pays. */
function loneName(reading: ProjectReading, noun: number, start: number): Span | undefined {
  if (!article.test(reading.text.slice(Math.max(0, noun - 8), noun))) return undefined
  const word = /^\p{Lu}\p{Ll}{3,}(?=[\s,.(])/u.exec(reading.text.slice(start, start + 40))?.[0]
  if (word && schemes.test(word)) return undefined
  const sentence = reading.sentences[Math.max(0, indexBefore(reading.sentences, start))]
  if (!word || !sentence || sentence.end < start) return undefined
  const end = start + word.length
  const paid = within(reading.money, sentence).length > 0 && saidOf.test(reading.text.slice(end, end + 24))
  return paid || readFunding(reading, sentence).donors.length > 0 ? { start, end } : undefined
}

/** ", lancé en", ", which has": what is said of a project right behind its name. */
const saidOf =
  /^,\s(?:lancé|doté|(?:co)?financé|mise?\s|exécuté|qui\s|(?:co-?)?(?:funded|financed)|launched|implemented|run\s|which\s|(?:co)?financiad|lanzad|ejecutad|dotad|que\s)/u
/** Programmes under which thousands of projects are paid. */
const schemes = /^(?:Erasmus|Horizon|Horizonte|Interreg|Tempus|Phare|Tacis|Europe|Marshall)$/u
