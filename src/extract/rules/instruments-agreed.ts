import type { IloInstrument } from '../../gazetteers/instruments.ts'
import { type IloSeries, subjectAt, subjectsByEnd } from '../ilo-titles.ts'
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

export const agreedRules = [agreed]

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
