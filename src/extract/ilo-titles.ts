import { type IloInstrument, iloInstruments } from '../gazetteers/instruments.ts'
import { longestNameAt, makeNameTree, type Name, type NameMatch, type NameTree, scanNames } from './names.ts'
import { type Words, wordIndexAt, wordsOf } from './words.ts'

export type IloSeries = 'C' | 'R' | 'P'

const byId = new Map(iloInstruments.map((instrument) => [instrument.id, instrument]))

/** The instrument with a number, where the list knows it. */
export function iloInstrument(series: IloSeries, number: number): IloInstrument | undefined {
  return byId.get(idOf(series, number))
}

export function idOf(series: IloSeries, number: number): string {
  return `${series}${String(number).padStart(3, '0')}`
}

/** The instrument of a title that several bear: the year decides, else the latest. */
export function instrumentOfYear(instruments: readonly IloInstrument[], year: number | undefined): IloInstrument {
  const dated = instruments.find((instrument) => instrument.year === year)
  return dated ?? instruments.reduce((one, other) => (other.number > one.number ? other : one))
}

type Trees = {
  /** Whole English titles: "Domestic Workers Convention". */
  titles: NameTree<IloInstrument>
  /** What follows "on", "sur", "sobre": "domestic workers". */
  subjects: NameTree<IloInstrument>
  /** Names without the noun: "MLC, 2006". */
  short: NameTree<IloInstrument>
}
let builtTrees: Trees | undefined

function trees(): Trees {
  builtTrees ??= {
    titles: makeNameTree(iloInstruments.flatMap((instrument) => titleNames(instrument))),
    subjects: makeNameTree(iloInstruments.flatMap((instrument) => subjectNames(instrument))),
    short: makeNameTree(iloInstruments.flatMap((instrument) => shortNames(instrument))),
  }
  return builtTrees
}

const titlesOfInput = new WeakMap<object, Map<number, NameMatch<IloInstrument>>>()

/** The English titles in an input by the index of the word after them. */
export function titlesByEnd(input: { text: string }): Map<number, NameMatch<IloInstrument>> {
  let titles = titlesOfInput.get(input)
  if (!titles) {
    titles = new Map(scanNames(wordsOf(input), trees().titles).map((match) => [match.endWord, match]))
    titlesOfInput.set(input, titles)
  }
  return titles
}

/** The short titles in an input ("MLC, 2006", "Forced Labour Protocol"). */
export function shortTitlesOf(input: { text: string }): NameMatch<IloInstrument>[] {
  return scanNames(wordsOf(input), trees().short)
}

/** "on", "concerning the", "sur les", "relative à l’", "sobre el". */
const preposition = String.raw`(?:on|concerning|regarding|para|sur|relative?\s(?:à|aux?)|concernant|sobre|relativ[oa]\s(?:al?))`
const article = String.raw`(?:the\s+|l['’]\s?|les?\s+|la\s+|el\s+|los\s+|las\s+)?`
/** Every subject in an input, by the index of the word after it. */
export function subjectsByEnd(input: { text: string }): Map<number, NameMatch<IloInstrument>> {
  return new Map(scanNames(wordsOf(input), trees().subjects).map((match) => [match.endWord, match]))
}

const introduction = new RegExp(String.raw`,?\s{1,3}${preposition}\s{1,3}${article}`, 'iuy')

/** The subject that follows at `at` ("on Domestic Workers", "sur les travailleurs migrants"), of a series. */
export function subjectAt(words: Words, at: number, series: IloSeries): NameMatch<IloInstrument> | undefined {
  introduction.lastIndex = at
  if (!introduction.test(words.text)) return undefined
  const match = longestNameAt(words, trees().subjects, wordIndexAt(words, introduction.lastIndex))
  if (!match || match.start !== introduction.lastIndex) return undefined
  const values = match.values.filter(({ id }) => id.startsWith(series))
  return values.length > 0 ? { ...match, values } : undefined
}

function titleNames(instrument: IloInstrument): Name<IloInstrument>[] {
  if (instrument.kind === 'protocol') return []
  const title = instrument.title.replace(/ \(Revised\)$/, '')
  const titles = [
    title,
    ...(instrument.shortTitles ?? []).filter((short) => /(Convention|Recommendation)$/.test(short)),
  ]
  return titles
    .flatMap(spellings)
    .flatMap((text) => [text, `${text}s`])
    .map((text) => ({ text, case: 'capital', value: instrument }))
}

function subjectNames(instrument: IloInstrument): Name<IloInstrument>[] {
  const core = instrument.title.replace(/^Convention concerning | (?:Convention|Recommendation)(?: \(Revised\))?$/g, '')
  const { en = [], fr = [], es = [] } = instrument.subjects ?? {}
  const english = [core, ...en].map((text) => text.replace(/^the /i, ''))
  return [...english.flatMap(spellings), ...fr, ...es].map((text) => ({ text, case: 'any', value: instrument }))
}

function shortNames(instrument: IloInstrument): Name<IloInstrument>[] {
  const own = instrument.kind === 'protocol' ? [instrument.title] : []
  const short = (instrument.shortTitles ?? []).filter((title) => !/(Convention|Recommendation)$/.test(title))
  return [...own, ...short].flatMap(spellings).map((text) => ({ text, case: 'capital', value: instrument }))
}

/** A title in British and American spelling. */
function spellings(title: string): string[] {
  const american = title.replaceAll('Labour', 'Labor').replaceAll('Organise', 'Organize').replaceAll('Co-op', 'Coop')
  return american === title ? [title] : [title, american]
}
