import { type NamedInstrument, namedInstruments } from '../../gazetteers/instruments.ts'
import { makeNameTree, type Name, type NameMatch, type NameTree, scanNames } from '../names.ts'
import { defineRule, type Found } from '../rule.ts'
import { gapBefore, type Words, wordsOf } from '../words.ts'

type Input = { text: string }
type Value = { instrument: NamedInstrument; abbreviation: boolean }

const title = defineRule<'instrument', Input>({
  id: 'instrument/named-title',
  kind: 'instrument',
  accept: [
    [
      'the 1951 Convention relating to the Status of Refugees and its 1967 Protocol',
      '1951 Convention relating to the Status of Refugees = REFUGEE-CONV-1951',
      '1967 Protocol = REFUGEE-PROT-1967',
    ],
    [
      'the Global Compact for Safe, Orderly and Regular Migration',
      'Global Compact for Safe, Orderly and Regular Migration = GCM',
    ],
    [
      'la Convention de 1951 relative au statut des réfugiés',
      'Convention de 1951 relative au statut des réfugiés = REFUGEE-CONV-1951',
    ],
    [
      'la Convención sobre los Derechos del Niño y el Pacto Mundial sobre los Refugiados',
      'Convención sobre los Derechos del Niño = CRC',
      'Pacto Mundial sobre los Refugiados = GCR',
    ],
    [
      'the 2006 ILO Multilateral Framework on Labour Migration',
      '2006 ILO Multilateral Framework on Labour Migration = ILO-MFLM',
    ],
    ['the UN Migrant Workers Convention', 'UN Migrant Workers Convention = ICRMW'],
    ['the Palermo Protocols', 'Palermo Protocols = PALERMO-TIP', 'Palermo Protocols = PALERMO-SOM'],
  ],
  reject: [
    'the convention on the rights desk',
    'the Committee on the Rights of the Child',
    'a global compact camera',
    'the Compact',
  ],
  find: (input) => foundIn(input, false),
})

const abbreviation = defineRule<'instrument', Input>({
  id: 'instrument/named-abbreviation',
  kind: 'instrument',
  accept: [
    ['States parties to CEDAW and the ICRMW', 'CEDAW = CEDAW', 'ICRMW = ICRMW'],
    ['the Convention on the Rights of the Child (CRC); under the CRC', 'CRC = CRC', 'CRC = CRC'],
    ['objective 6 of the GCM', 'GCM = GCM'],
  ],
  reject: ['the CEDAW Committee', 'CRC and CAT without their names', 'a cedaw'],
  find: (input) => foundIn(input, true),
})

export const namedRules = [title, abbreviation]

let tree: NameTree<Value> | undefined
const matchesOfInput = new WeakMap<object, NameMatch<Value>[]>()

function matchesOf(input: Input): NameMatch<Value>[] {
  let matches = matchesOfInput.get(input)
  if (!matches) {
    tree ??= makeNameTree(namedInstruments.flatMap((instrument) => namesOf(instrument)))
    matches = scanNames(wordsOf(input), tree)
    matchesOfInput.set(input, matches)
  }
  return matches
}

function namesOf(instrument: NamedInstrument): Name<Value>[] {
  const titles = Object.entries(instrument.titles).flatMap(([language, list]) =>
    (list ?? []).flatMap((text) => variants(text, language, instrument.year)),
  )
  const value = { instrument, abbreviation: false }
  return [
    ...[...new Set(titles)].map((text): Name<Value> => ({ text, case: 'capital', value })),
    ...instrument.abbreviations.map((text): Name<Value> => ({
      text,
      case: 'exact',
      value: { instrument, abbreviation: true },
    })),
  ]
}

const nations: Record<string, [year: string, body: string]> = {
  en: ['of', 'of the United Nations'],
  fr: ['de', 'des Nations Unies'],
  es: ['de', 'de las Naciones Unidas'],
}

/** A title as printed, with its year or its body after the noun: "Convention de 1951 relative …". */
function variants(title: string, language: string, year: number | undefined): string[] {
  const parts = /^(Convention|Protocol|Protocole|Convención|Protocolo|Déclaration|Declaración|Pacte|Pacto) (.+)$/.exec(
    title,
  )
  if (!parts) return [title]
  const [, noun, rest] = parts
  const [ofYear, ofBody] = nations[language] ?? nations['en']!
  const more = [`${noun} ${ofBody} ${rest}`]
  if (year) more.push(`${noun} ${ofYear} ${year} ${rest}`, `${noun} (${year}) ${rest}`)
  return [title, ...more]
}

/** Abbreviations of committees, courts and common words: only where the document writes the name out. */
const needsName = new Set([
  'CRC',
  'CAT',
  'CMW',
  'MWC',
  'ICMW',
  'CED',
  'CERD',
  'ECHR',
  'CEDEF',
  'CIDE',
  'CDPD',
  'MPFA',
  'AAAA',
  'SOLAS',
  'OPSC',
  'OPAC',
  'GCR',
])
const otherNouns = new Set(
  'committee committees court comite tribunal unit office process network monitoring treaty'.split(' '),
)

function foundIn(input: Input, abbreviations: boolean): Found<'instrument'>[] {
  const words = wordsOf(input)
  const matches = matchesOf(input)
  const written = new Set(matches.flatMap(({ values: [value] }) => (value!.abbreviation ? [] : [value!.instrument.id])))
  const found: Found<'instrument'>[] = []
  for (const match of matches) {
    const { instrument, abbreviation } = match.values[0]!
    if (abbreviation !== abbreviations) continue
    const printed = input.text.slice(match.start, match.end)
    if (abbreviations && otherNouns.has(words.folded[match.endWord] ?? '')) continue
    if (abbreviations && needsName.has(printed) && !written.has(instrument.id)) continue
    const place = { start: startOf(words, match), end: match.end + yearBehind(input.text, match.end, instrument.year) }
    for (const named of bearersOf(words, match, instrument))
      found.push(mentionOf(input.text, { ...place, instrument: named }))
  }
  return found
}

/** Two instruments where one name means both: "Palermo Protocols". */
function bearersOf({ folded }: Words, match: NameMatch<Value>, instrument: NamedInstrument): NamedInstrument[] {
  if (instrument.id !== 'PALERMO-TIP' || folded[match.endWord - 1] !== 'protocols') return [instrument]
  return [instrument, ...namedInstruments.filter(({ id }) => id === 'PALERMO-SOM')]
}

/** ", 1990", " (2018)", " de 1951" */
const yearAfter = /^(?:,\s|\s\(|\s(?:de|of|du|in)\s)(\d{4})\)?/

/** How many characters behind a name are its own year. */
function yearBehind(text: string, end: number, year: number | undefined): number {
  const match = yearAfter.exec(text.slice(end, end + 10))
  return match && Number(match[1]) === year ? match[0].length : 0
}

/** A year and a body directly before belong to the name: "1951 …", "2006 ILO …", "UN …". */
function startOf(words: Words, match: NameMatch<Value>): number {
  let index = match.firstWord
  for (let steps = 0; steps < 2 && index > 0; steps++) {
    if (!/^\s{1,2}$/.test(gapBefore(words, index)) || !/^(?:ilo|un|(?:19|20)\d\d)$/.test(words.folded[index - 1]!))
      break
    index--
  }
  return words.starts[index]!
}

function mentionOf(
  text: string,
  { start, end, instrument }: { start: number; end: number; instrument: NamedInstrument },
): Found<'instrument'> {
  const { id, kind, body, binding, year, titles, optional } = instrument
  const title = titles.en?.[0]
  return {
    kind: 'instrument',
    start,
    end,
    instrument: id,
    instrumentKind: kindOf(kind),
    body: bodyOf(body),
    binding,
    resolved: true,
    ...(year !== undefined && { year, yearPrinted: text.slice(start, end).includes(String(year)) }),
    ...(title !== undefined && { title }),
    ...(optional && { optional }),
  }
}

type Instrument = Found<'instrument'>
const kinds = [
  'convention',
  'protocol',
  'recommendation',
  'declaration',
  'framework',
  'decision',
  'treaty',
  'compact',
] as const
const bodies = ['ILO', 'UN', 'regional', 'other'] as const

function kindOf(kind: string): Instrument['instrumentKind'] {
  return kinds.find((known) => known === kind) ?? 'treaty'
}

function bodyOf(body: string): Instrument['body'] {
  return bodies.find((known) => known === body) ?? 'other'
}
