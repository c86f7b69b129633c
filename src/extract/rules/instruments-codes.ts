import { idOf, iloInstrument, type IloSeries, shortTitlesOf } from '../ilo-titles.ts'
import { defineRule, type Found } from '../rule.ts'
import { gapBefore, type Words, wordsOf } from '../words.ts'
import { speaksOfIlo } from './instruments-guards.ts'
import { iloMention } from './instruments-mentions.ts'
import { protocolTo } from './instruments-protocols.ts'

type Input = { text: string }

const code = defineRule<'instrument', Input>({
  id: 'instrument/ilo-code',
  kind: 'instrument',
  accept: [
    ['The ILO supports C189, C.97 and R202.', 'C189 = C189', 'C.97 = C097', 'R202 = R202'],
    ['ratification de la C143 de l’OIT', 'C143 = C143'],
    ['the 2014 Protocol to C29 of the ILO', '2014 Protocol to C29 = P029'],
    ['State has ratified C190', 'C190 = C190'],
    ['C. 97 (1949) and C. 143 (1975)', 'C. 97 = C097', 'C. 143 = C143'],
    ['ILO C029/C105 and P029', 'C029 = C029', 'C105 = C105', 'P029 = P029'],
  ],
  reject: [
    'A/C.3/70/L.5 of the ILO',
    'The ILO spent R100 million on C40 cities',
    'ILO: C-19, PC189, C1893, C18.9',
    'C189 of the parts list',
    `The ILO counts wages.${' '.repeat(130)}They earn R150 a day.`,
  ],
  find: findCodes,
})

const short = defineRule<'instrument', Input>({
  id: 'instrument/ilo-short-title',
  kind: 'instrument',
  accept: [
    ['parties to the MLC, 2006', 'MLC, 2006 = C186'],
    ['the Forced Labour Protocol', 'Forced Labour Protocol = P029'],
    [
      'the Protocol of 2014 to the Forced Labour Convention, 1930',
      'Protocol of 2014 to the Forced Labour Convention, 1930 = P029',
    ],
  ],
  reject: ['the Protocol on forced landings'],
  find: (input) =>
    shortTitlesOf(input).map(({ values: [instrument], start, end }) => {
      const { id } = instrument!
      const series: IloSeries = id.startsWith('P') ? 'P' : 'C'
      return iloMention(input.text, { id, series, instrument, start, end })
    }),
})

export const codeRules = [code, short]

const isSeries = (letter: string): letter is IloSeries => letter === 'C' || letter === 'R' || letter === 'P'

function findCodes(input: Input): Found<'instrument'>[] {
  if (!speaksOfIlo(input)) return []
  const words = wordsOf(input)
  const { text, folded, starts, ends } = words
  const found: Found<'instrument'>[] = []
  for (let index = 1; index < folded.length; index++) {
    const number = folded[index]!
    if (number.length < 2 || number.length > 3 || ends[index - 1]! - starts[index - 1]! !== 1) continue
    const series = text[starts[index - 1]!]!
    if (!isSeries(series) || !/^(?:\.?|\.\s|\s)$/.test(gapBefore(words, index)) || !/^\d+$/.test(number)) continue
    const instrument = iloInstrument(series, Number(number))
    if (!instrument || !standsAlone(words, index)) continue
    const isDated = text.startsWith(` (${instrument.year})`, ends[index])
    if (!isDated && isLoose(words, index, number)) continue
    const span = { start: starts[index - 1]!, end: ends[index]! }
    const protocol = series === 'C' ? protocolTo(text, span.start, Number(number)) : undefined
    if (protocol) {
      found.push(iloMention(text, { ...protocol, end: span.end }))
      continue
    }
    found.push(iloMention(text, { id: idOf(series, Number(number)), series, instrument, ...span }))
  }
  return found
}

/** No part of a longer sign: "A/C.3/70", "C18.9", "PC189", "R100 million". */
function standsAlone({ text, starts, ends }: Words, index: number): boolean {
  const before = text.slice(Math.max(0, starts[index - 1]! - 2), starts[index - 1])
  if (/[\p{L}\p{N}_.-]$/u.test(before) || /[^\d]\/$/.test(before)) return false
  return !/^(?:[.,/-]\d|[\p{L}\p{N}_%]|-\p{L}|\s?(?:million|billion|bn\b|cities))/u.test(
    text.slice(ends[index], ends[index]! + 9),
  )
}

/** With a blank between, of two digits, or like an amount in rand, it is too common without "ILO" near. */
function isLoose(words: Words, index: number, number: string): boolean {
  const isMoney = words.folded[index - 1] === 'r' && !number.startsWith('0')
  const isTight = gapBefore(words, index) === '' && number.length === 3
  if (isTight && !isMoney) return false
  const near = words.text.slice(Math.max(0, words.starts[index]! - 120), words.ends[index]! + 60)
  return !/(?:ILO|OIT|BIT|[Cc]onvention|[Cc]onvenio|Recommendation|C\.?\d{3})/.test(near)
}
