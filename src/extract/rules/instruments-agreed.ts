import { type IloInstrument, iloInstruments } from '../../gazetteers/instruments.ts'
import { iloInstrument, type IloSeries, subjectAt, subjectsByEnd } from '../ilo-titles.ts'
import { numberMark } from '../instrument-grammar.ts'
import { defineRule, type Found } from '../rule.ts'
import { wordIndexAt, wordsOf } from '../words.ts'
import { speaksOfIlo } from './instruments-guards.ts'
import { iloMention } from './instruments-mentions.ts'

type Input = { text: string }

/** A number far from its noun, that what stands beside it confirms: "(No. 98)" behind that convention's subject. */
const agreed = defineRule<'instrument', Input>({
  id: 'instrument/ilo-agreed-number',
  kind: 'instrument',
  accept: [
    ['ILO standards on equal remuneration (No. 100)', 'No. 100 = C100'],
    [
      'normes de l’OIT : le texte n° 187 sur le cadre promotionnel pour la sécurité et la santé au travail',
      'n° 187 = C187',
    ],
    ['of the ILO: Nº. 111 on Discrimination in Employment and Occupation', 'Nº. 111 = C111'],
  ],
  reject: ['ILO Law No. 100 on equal pay', 'ILO Decree No. 97 on forced labour', 'equal remuneration (No. 100)'],
  find: findAgreed,
})

/** A number in brackets behind a year, both one instrument's: ", 1975 (no 143)", at the end of a list of subjects. */
const dated = defineRule<'instrument', Input>({
  id: 'instrument/ilo-dated-number',
  kind: 'instrument',
  accept: [
    ['les conventions de l’OIT sur les travailleurs (dispositions complémentaires), 1975 (no 143)', 'no 143 = C143'],
    ['los textos de la OIT sobre el empleo, 1964 (núm. 122)', 'núm. 122 = C122'],
    ['ILO texts on floors, 2012 (No. 202)', 'No. 202 = R202'],
  ],
  reject: ['ILO Law of 1975 (No. 143)', 'ILO: a decree, 1976 (No. 143)', 'a text on migrants, 1975 (No. 143)'],
  find: (input) => {
    if (!speaksOfIlo(input)) return []
    return [...input.text.matchAll(datedNumber)].flatMap((match) => {
      const [whole, year, number] = match
      const end = match.index + whole.length
      const start = match.index + whole.indexOf('(') + 1
      const instrument = (['C', 'R'] as const)
        .map((series) => iloInstrument(series, Number(number)))
        .find((candidate) => candidate?.year === Number(year))
      if (!instrument) return []
      const series: IloSeries = instrument.kind === 'convention' ? 'C' : 'R'
      return [iloMention(input.text, { id: instrument.id, series, instrument, start, end })]
    })
  },
})
const datedNumber = new RegExp(String.raw`,\s((?:19|20)\d\d)\s\(${numberMark}(\d{1,3})(?=\))`, 'giu')

/** A Protocol by its year alone, in a document that cites its Convention: "the 2014 Protocol", "Protocole de 2014". */
const yearOfProtocol = defineRule<'instrument', Input>({
  id: 'instrument/ilo-protocol-year',
  kind: 'instrument',
  accept: [
    ['ILO C29 and its 2014 Protocol', '2014 Protocol = P029'],
    ['OIT: el trabajo forzoso y el Protocolo de 2014', 'Protocolo de 2014 = P029'],
    [
      'OIT : la convention sur le travail forcé, et le Protocole de 2014 relatif à cette convention',
      'Protocole de 2014 = P029',
    ],
  ],
  reject: [
    'the ILO and the 2014 Protocol',
    'ILO: forced labour; the 2014 Protocol to the Climate Treaty',
    'ILO: forced labour; the 2013 Protocol',
  ],
  find: (input) => {
    const matches = speaksOfIlo(input) ? [...input.text.matchAll(protocolYear)] : []
    if (matches.length === 0) return []
    const cited = protocols.filter(({ number }) => citesConvention(input, number))
    return matches.flatMap((match) => {
      const instrument = cited.find(({ year }) => year === Number(match[1] ?? match[2]))
      if (!instrument) return []
      const [start, end] = [match.index, match.index + match[0].length]
      return [iloMention(input.text, { id: instrument.id, series: 'P', instrument, start, end })]
    })
  },
})
const protocols = iloInstruments.filter(({ kind }) => kind === 'protocol')
const protocolYear =
  /(?<![\p{L}\p{N}])(?:((?:19|20)\d\d)\sProtocol|Protocol(?:e|o)?\s(?:of|de)\s((?:19|20)\d\d))(?![\p{L}\p{N}])(?!\s(?:to|relat\p{L}+\s(?:à|al?))\s(?!this|that|cette|est[ea]|dich[oa]))/gu

/** Whether a Convention is cited by its number or its subject. */
function citesConvention(input: Input, number: number): boolean {
  const bySubject = [...subjectsByEnd(input).values()].some(({ values }) =>
    values.some((instrument) => instrument.number === number && instrument.kind === 'convention'),
  )
  return (
    bySubject || new RegExp(String.raw`(?:\bC\.?\s?|\bNo\.?\s|n°\s?|núm\.\s)0?${number}(?!\d)`, 'u').test(input.text)
  )
}

export const agreedRules = [agreed, dated, yearOfProtocol]

const markedNumber = new RegExp(String.raw`(?<![\p{L}\p{N}])${numberMark}(\d{1,3})(?![\d%])`, 'giu')

function findAgreed(input: Input): Found<'instrument'>[] {
  if (!speaksOfIlo(input)) return []
  const { text } = input
  const words = wordsOf(input)
  const subjects = subjectsByEnd(input)
  const found: Found<'instrument'>[] = []
  for (const match of text.matchAll(markedNumber)) {
    const start = match.index
    const end = start + match[0].length
    const before = /[(,]\s?$/.test(text.slice(Math.max(0, start - 2), start))
      ? subjects.get(wordIndexAt(words, start))
      : undefined
    const candidates = [
      ...(before?.values ?? []),
      ...(subjectAt(words, end, 'C')?.values ?? []),
      ...(subjectAt(words, end, 'R')?.values ?? []),
    ]
    const instrument = candidates.find(
      ({ number, kind }: IloInstrument) => number === Number(match[1]) && kind !== 'protocol',
    )
    if (!instrument) continue
    const series: IloSeries = instrument.kind === 'convention' ? 'C' : 'R'
    found.push(iloMention(text, { id: instrument.id, series, instrument, start, end }))
  }
  return found
}
