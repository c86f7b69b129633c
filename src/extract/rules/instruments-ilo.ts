import type { IloInstrument } from '../../gazetteers/instruments.ts'
import { type Citation, readCitation } from '../instrument-grammar.ts'
import { idOf, iloInstrument, type IloSeries, instrumentOfYear, subjectAt, titlesByEnd } from '../ilo-titles.ts'
import type { NameMatch } from '../names.ts'
import { defineRule, type Found } from '../rule.ts'
import { gapBefore, isCapital, type Words, wordsOf } from '../words.ts'
import { iloMention } from './instruments-mentions.ts'
import { protocolTo } from './instruments-protocols.ts'
import { speaksOfIlo, whyNoNumber } from './instruments-guards.ts'

type Input = { text: string }

const numbered = defineRule<'instrument', Input>({
  id: 'instrument/ilo-number',
  kind: 'instrument',
  accept: [
    ['ILO Conventions Nos. 97 and 143', 'Nos. 97 = C097', '143 = C143'],
    ['the ILO’s Recommendations No. 86 and 151', 'No. 86 = R086', '151 = R151'],
    [
      'Migration for Employment Convention (Revised), 1949 (No. 97)',
      'Migration for Employment Convention (Revised), 1949 (No. 97) = C097',
    ],
    ['the Forced Labour Conventions (No. 29 and No. 105)', 'No. 29 = C029', 'No. 105 = C105'],
    [
      'la convention no 97 de l’OIT et la convention (n° 189)',
      'convention no 97 de l’OIT = C097',
      'convention (n° 189) = C189',
    ],
    [
      'el Convenio núm. 189 de la OIT y el Convenio sobre el trabajo forzoso, 1930 (núm. 29)',
      'Convenio núm. 189 de la OIT = C189',
      'Convenio sobre el trabajo forzoso, 1930 (núm. 29) = C029',
    ],
    ['ratify ILO Convention 189 and Recommendation 201', 'ILO Convention 189 = C189', 'Recommendation 201 = R201'],
    [
      'Migration for Employment Convention (Revised), 1949 (No. 97). Recommendations No. 86 and 151 say how.',
      'Migration for Employment Convention (Revised), 1949 (No. 97) = C097',
      'No. 86 = R086',
      '151 = R151',
    ],
    ['OIT : les conventions fondamentales nos 29, 87 et 105', 'nos 29 = C029', '87 = C087', '105 = C105'],
    ['OIT: los convenios internacionales del trabajo núms. 97 y 143', 'núms. 97 = C097', '143 = C143'],
    ['ILO Convention No. 215 does not exist yet', 'ILO Convention No. 215 = C215'],
  ],
  reject: [
    'ILO Working Paper No. 42 and document GB.316/POL/1',
    'The ILO evaluation: Recommendation 1: train staff. Recommendation 2: plan.',
    'CEDAW General Recommendation No. 26, and Protocol No. 12 to the European Convention on Human Rights',
    'The ILO convention drew 40 countries in 2012.',
    'Council of Europe Convention No. 108 and Law No. 97',
    'ILO: a Protocol and/or Recommendation may follow; the Convention; these Conventions',
  ],
  find: (input) => citationsOf(input).flatMap((cited) => numberedMentions(input, cited)),
})

const titled = defineRule<'instrument', Input>({
  id: 'instrument/ilo-title',
  kind: 'instrument',
  accept: [
    ['parties to the Domestic Workers Convention', 'Domestic Workers Convention = C189'],
    ['DOMESTIC WORKERS CONVENTION, 2011', 'DOMESTIC WORKERS CONVENTION, 2011 = C189'],
    ['the Convention on Domestic Workers', 'Convention on Domestic Workers = C189'],
    [
      'la convention sur les travailleuses et travailleurs domestiques',
      'convention sur les travailleuses et travailleurs domestiques = C189',
    ],
    [
      'el Convenio sobre las agencias de empleo privadas, 1997',
      'Convenio sobre las agencias de empleo privadas, 1997 = C181',
    ],
    ['the 1949 Migration for Employment Convention', '1949 Migration for Employment Convention = C097'],
    ['the 2014 Protocol to the Forced Labour Convention', '2014 Protocol to the Forced Labour Convention = P029'],
  ],
  reject: ['the domestic workers convention centre', 'a convention on domestic workers’ day', 'the Workers Convention'],
  find: (input) => citationsOf(input).flatMap((cited) => titledMentions(input, cited)),
})

export const iloRules = [numbered, titled]

/** A noun of instruments with what was read around it. */
type Cited = {
  series: IloSeries
  plural: boolean
  head: number
  start: number
  /** The first word of the title, or the noun. */
  firstWord: number
  title: NameMatch<IloInstrument> | undefined
  subject: NameMatch<IloInstrument> | undefined
  citation: Citation
}

const seriesOfNoun: Record<string, [IloSeries, boolean]> = {
  convention: ['C', false],
  conventions: ['C', true],
  convenio: ['C', false],
  convenios: ['C', true],
  recommendation: ['R', false],
  recommendations: ['R', true],
  recommandation: ['R', false],
  recommandations: ['R', true],
  recomendacion: ['R', false],
  recomendaciones: ['R', true],
  protocol: ['P', false],
  protocols: ['P', true],
  protocole: ['P', false],
  protocolo: ['P', false],
}

const citationsOfInput = new WeakMap<object, Cited[]>()

function citationsOf(input: Input): Cited[] {
  let citations = citationsOfInput.get(input)
  if (!citations) {
    citations = readCitations(wordsOf(input), titlesByEnd(input))
    citationsOfInput.set(input, citations)
  }
  return citations
}

function readCitations(words: Words, titles: Map<number, NameMatch<IloInstrument>>): Cited[] {
  return words.folded.flatMap((word, head) => {
    if (!Object.hasOwn(seriesOfNoun, word)) return []
    const [series, plural] = seriesOfNoun[word]!
    const ending = titles.get(head + 1)
    const title = ending && isCapital(words.text, words.starts[head]!) ? ending : undefined
    const citation = citationBehind(words, head, plural)
    const subject = subjectAt(words, citation.end, series)
    if (subject) Object.assign(citation, withTail(words.text, citation, subject.end, plural))
    const firstWord = title?.firstWord ?? head
    return [{ series, plural, head, firstWord, start: startOf(words, firstWord), title, subject, citation }]
  })
}

/** Words that may part a noun from its numbers: "conventions fondamentales nos 29 et 87". */
const betweenNounAndNumber = new Set(
  (
    'fondamentale fondamentales fundamental fundamentales internationale internationales internacional internacionales ' +
    'du del travail trabajo techniques tecnicos'
  ).split(' '),
)

/** The citation right behind the noun; behind adjectives only where a mark of number follows at once. */
function citationBehind(words: Words, head: number, plural: boolean): Citation {
  const citation = readCitation(words.text, words.ends[head]!, plural)
  let last = head
  while (last - head < 4 && betweenNounAndNumber.has(words.folded[last + 1] ?? '')) last++
  if (last === head || citation.numbers.length > 0) return citation
  const behind = readCitation(words.text, words.ends[last]!, plural)
  return behind.marked ? behind : citation
}

/** What follows the subject: ", 1930 (No. 29)", ", 2011". */
function withTail(text: string, citation: Citation, at: number, plural: boolean): Partial<Citation> {
  const tail = readCitation(text, at, plural)
  const numbers = citation.numbers.length > 0 ? citation.numbers : tail.numbers
  const end = tail.numbers.length > 0 || tail.year !== undefined ? tail.end : at
  return {
    end,
    numbers,
    marked: citation.marked || tail.marked,
    year: citation.year ?? tail.year,
    revised: citation.revised || tail.revised,
  }
}

/** A year and "ILO" directly before belong to the name: "2006 ILO …", "1949 …". */
function startOf(words: Words, firstWord: number): number {
  let index = firstWord
  for (let steps = 0; steps < 2 && index > 0; steps++) {
    if (!/^\s{1,2}$/.test(gapBefore(words, index))) break
    if (!/^(?:ilo|oit|(?:19|20)\d\d)$/.test(words.folded[index - 1]!)) break
    index--
  }
  return words.starts[index]!
}

function numberedMentions(input: Input, cited: Cited): Found<'instrument'>[] {
  const { series, citation, plural, start } = cited
  const { numbers } = citation
  if (numbers.length === 0) return []
  const named = cited.title ?? cited.subject
  return numbers.flatMap((number, index) => {
    const protocol = index === 0 ? protocolTo(input.text, start, number.value) : undefined
    if (protocol) return [iloMention(input.text, { ...protocol, end: citation.end })]
    const instrument = iloInstrument(series, number.value)
    const isNamed = named?.values.includes(instrument!) ?? false
    if (!isNamed && whyNoNumber(input, { ...cited, value: number.value, instrument })) return []
    const isWhole = index === 0 && !plural
    const end = isWhole && numbers.length === 1 ? citation.end : number.end
    const span = { start: isWhole ? start : number.start, end }
    return [iloMention(input.text, { id: idOf(series, number.value), series, instrument, ...span })]
  })
}

function titledMentions(input: Input, cited: Cited): Found<'instrument'>[] {
  const { series, citation, plural, start, subject } = cited
  if (citation.numbers.length > 0 || plural) return []
  const title = cited.title ?? subject
  if (!title || !isTitle(input, cited) || isLoose(input, cited)) return []
  const year = citation.year ?? yearBefore(wordsOf(input), cited.firstWord)
  const instrument = instrumentOfYear(title.values, year)
  const end = Math.max(title.end, citation.end)
  const protocol = protocolTo(input.text, start, instrument.number)
  if (protocol) return [iloMention(input.text, { ...protocol, end })]
  return [iloMention(input.text, { id: instrument.id, series, instrument, start, end })]
}

/** A subject alone names an instrument where the noun has its capital, or in a language that writes it small. */
function isTitle(input: Input, { head, title, subject, citation }: Cited): boolean {
  if (title) return true
  const words = wordsOf(input)
  if (isCapital(words.text, words.starts[head]!))
    return !/^\s?['’]/.test(words.text.slice(subject!.end, subject!.end + 2))
  const isLatin =
    words.folded[head] !== 'convention' ||
    /^\s?,?\s?(?:sur|concernant|relative)/.test(words.text.slice(words.ends[head], words.ends[head]! + 14))
  return isLatin && (speaksOfIlo(input) || citation.year !== undefined || citation.ofIlo || subject !== undefined)
}

/** A short title that another body's convention bears as well: the year or "ILO" must say which. */
function isLoose({ text }: Input, { title, start, citation }: Cited): boolean {
  if (!title || !/^migrant\s+workers['’]?\s+conventions?$/i.test(text.slice(title.start, title.end))) return false
  return (
    !title.values.some(({ year }) => year === citation.year) &&
    !citation.ofIlo &&
    !/^(?:ILO|OIT)/.test(text.slice(start))
  )
}

function yearBefore(words: Words, firstWord: number): number | undefined {
  const before = [words.folded[firstWord - 1], words.folded[firstWord - 2]].find((word) =>
    /^(?:19|20)\d\d$/.test(word ?? ''),
  )
  return before === undefined ? undefined : Number(before)
}
