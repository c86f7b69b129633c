import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { fieldsOf } from './labels.ts'
import { readPeriods } from './periods.ts'
import { type ProjectReading, quote, within } from './reading.ts'

const goesOn =
  /^\p{Lu}(?:[^.,;]|[.,]\d){3,120}[,)]\s(?:il|elle|it)\s|^(?:(?:Financ|Dot|Ejecut|Implement|Fund)\p{Ll}*(?:é|ée|ado|ada|ed)\s|(?:Lo|La)\s(?:ejecut|implement|financi))|^(?:(?:the|this|le|ce|la|cette|el|este|esta)\s(?:[\p{L}-]{2,14}\s)?(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)\b|it\s|its\s|il\s|elle\s)|\b(?:in|of|by|under|through)\sthe\s(?:project|programme|program|initiative)\b|,\s(?:the|this|le|ce|el|este)\s(?:project|programme|program|initiative|projet|proyecto|programa)\b|\b(?:du|au|del|en el)\s(?:projet|programme|proyecto|programa)\b/iu
/** Sentences without "it" that can be of nothing else: "Funding of … comes from", "Irish Aid gave 1.2 million". */
const goesOnAboutIt = new RegExp(
  [
    String.raw`^(?:(?:The|Its|Their|Le|Les|La|El|Los|Las|Leurs?|Son|Sa|Ses|Sus?)\s(?:[\p{L}-]+\s){0,2}?(?:work|action|scheme|pilot|budget|grant|cost|money|funding|partners?|donors?|funders?|coût|montant|financements?|partenaires?|bailleurs?|presupuesto|costo|coste|monto|financiamiento|financiación|ejecución|exécution|implementation|implementación|mise\sen\sœuvre|soci[oa]s?|contrapartes?|donantes?)(?!\p{L})|D['’]un\s(?:coût|montant|budget)|Con\sun\s(?:costo|monto|presupuesto)|(?:Funding|Financing|Money|Implementation|Implementing|Participan?|Participaron|Colaboran?)(?!\p{L}))`,
    String.raw`(?<!\p{L})(?:gave|paid|provided|contributed|donated|pledged|apporté|versé|accordé|alloué|apport(?:e|ent)|aport(?:a|an|ó|aron)|don(?:ó|aron)|destin(?:ó|aron)|otorg(?:ó|aron))\s(?:\p{L}+\s){0,2}?(?:US\$|[A-Z]{3}\s?\d|[$€£]\s?\d|\d)`,
    String.raw`(?<!\p{L})(?:managed|manages?|runs?|ran|implements?|implemented|delivers?|delivered|leads?|led|finances?|financed|funds?|funded|supports?|supported|backs?|backed)\sit(?!\p{L})`,
    String.raw`^(?:Es|Fue|Ha\ssido|Está|Son|Est|A\sété|Was|Is)\s(?:co)?(?:ejecutad|implementad|financiad|gestionad|liderad|apoyad|funded|financed|run)`,
    String.raw`(?<!\p{L})en\s(?:assure(?:nt)?|est\sle|sont\sles)(?!\p{L})|(?<!\p{L})(?:lo|la)\s(?:ejecut|implement|gestion|coordin|financi|apoy|llev)\p{L}+|(?<!\p{L})l['’](?:exécut|appui)(?:e|ent)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:(?:is|are|was|were)\s(?:the|its|an?)\s(?:[\p{L}-]+\s)?(?:partner|donor|funder)|work(?:s|ed)\swith|en\s(?:sont|est)\sles?\s(?:partenaires?|bailleurs?)|participaron\scomo|son\slos\ssocios)`,
  ].join('|'),
  'u',
)
const mostSentences = 5
const mostCharacters = 3000
/** "Projet «", "1. Project: ": nothing but the noun stands before the title. */
const openingNoun =
  /^(?:\p{Lu}[\p{Lu}\d-]{2,14}[.:]\s(?:(?:the|le|la|el)\s)?)?(?:[\p{L} .-]{3,32}\s[–—-]\s(?=[“«"„]))?[\s\d.)•–-]*(?:(?:project|programme|program|projet|proyecto|programa)\s?:?\s?)?[“«"„]?\s?$/iu

/** The sentence that names a project, with those behind it in its paragraph that go on about it. */
export function proseDraft(
  reading: ProjectReading,
  {
    rule,
    title,
    acronym,
    otherTitles,
  }: { rule: string; title: Span; acronym?: Span | undefined; otherTitles?: Span[] },
): ProjectDraft {
  const first = Math.max(0, indexBefore(reading.sentences, title.start))
  const sentence = boundedBy(reading.sentences[first] ?? { ...title, paragraph: -1 }, title)
  let end = Math.max(sentence.end, title.end)
  for (let index = first + 1; index < reading.sentences.length && index <= first + mostSentences; index++) {
    const next = reading.sentences[index]!
    if (next.start < end) continue
    if (next.paragraph !== sentence.paragraph || !isAboutIt(quote(reading, next))) break
    end = next.end
  }
  const paragraph = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, title.start))]
  const kind = paragraph?.kind
  const opens =
    paragraph !== undefined &&
    openingNoun.test(reading.text.slice(paragraph.start, title.start).slice(0, 60)) &&
    title.start - paragraph.start < 50
  // A paragraph that opens with the title is about it to its end.
  if (paragraph && opens) end = Math.max(end, Math.min(paragraph.end, title.end + 2500))
  const block = { start: Math.min(sentence.start, title.start), end }
  const labelled = fieldsOf(quote(reading, block))
    .filter(({ name, value }) => name !== 'other' && name !== 'title' && block.start + value.start > title.end)
    .map(({ name, value }) => ({ name, value: { start: block.start + value.start, end: block.start + value.end } }))
  return {
    rule,
    title,
    block,
    role: kind === 'note' ? 'note' : kind === 'table' ? 'table' : 'body',
    fields: [
      ...(acronym ? [{ name: 'acronym' as const, value: acronym }] : []),
      ...bracketFields(reading, title),
      ...labelled,
    ],
    ...(opens && { opens }),
    ...(otherTitles && { otherTitles }),
  }
}

const isAboutIt = (sentence: string): boolean => goesOn.test(sentence) || goesOnAboutIt.test(sentence.slice(0, 600))

/** "(2020–2022, £1.1m)" or ", 2020–2022" right behind a title or its short name: the period, and the amount where it has one. */
function bracketFields(reading: ProjectReading, { end }: Span): DraftField[] {
  const match =
    /^[”»"]?(?:\s\(\p{Lu}[\p{L}\d+-]{1,14}\))?(?:\s(?:project|programme|program|initiative))?(?:\s\(([^()\n]{9,60})\)|,\s((?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d)(?![\d-]))/u.exec(
      reading.text.slice(end, end + 110),
    )
  const printed = match?.[1] ?? match?.[2]
  if (!match || !printed || !readPeriods(printed).some(({ whole }) => whole)) return []
  const start = end + match[0].lastIndexOf(printed)
  const value = { start, end: start + printed.length }
  const names = within(reading.money, value).length > 0 ? (['period', 'amount'] as const) : (['period'] as const)
  return names.map((name) => ({ name, value }))
}

/** A "sentence" of pages is a list or a table without its marks: what stands near the title is enough. */
function boundedBy<Kind extends Span>(sentence: Kind, { start, end }: Span): Kind {
  if (sentence.end - sentence.start < mostCharacters) return sentence
  return { ...sentence, start: Math.max(sentence.start, start - 300), end: Math.min(sentence.end, end + 700) }
}

/** A short name in brackets directly behind a title: "… Cubanas (CFRP, por sus siglas en inglés)". */
export function acronymBehind(text: string, end: number): Span | undefined {
  const match = /^\s?\((?:the\s)?["“‘]?(\p{Lu}[\p{L}\d+-]{1,14})["”’]?\s?(?:[,;)]|por\ssus|project|programme)/u.exec(
    text.slice(end, end + 60),
  )
  if (!match || (match[1]!.match(/\p{Lu}/gu)?.length ?? 0) < 2) return undefined
  const start = end + match[0].indexOf(match[1]!)
  return { start, end: start + match[1]!.length }
}
