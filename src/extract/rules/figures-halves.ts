import type { FigureReading } from '../figures/figure-rule.ts'
import { completeFigure } from '../figures/complete-figure.ts'
import { type FigureView, textAfter, textBefore } from '../figures/view.ts'
import type { Rule } from '../rule.ts'

/** Shares that are nouns without a number: they are looked for by themselves. */
type ShareNoun = { value: number; pattern: RegExp; notBefore: RegExp; notAfter: RegExp }

const ordinalBefore =
  /(?:^|[^\p{L}])(?:first|second|latter|other|last|early|earlier|later|bottom|top|lower|upper|northern|southern|eastern|western|a|one|two|three|première|seconde|deuxième|dernière|autre|primera|segunda|otra|última|one and a|and a) $/iu
const timeAfter =
  /^(?:[- ](?:a |an )?(?:day|hour|year|yearly|century|decade|dozen|million|billion|way|time|term|life|brother|sister|price|mast|marathon)|-|[ ](?:of )?(?:the )?(?:19|20)\d\d|[ ](?:de |del )?(?:l['’])?(?:année|año|siglo|siècle))/iu
const never = /^(?!)/

/** "a third of", "by a quarter", "nearly a fifth": a share, where "a third country" is none. */
function afterArticle(noun: string): RegExp {
  const hedged = '(?:by|nearly|almost|about|around|over|roughly|only|just|than|under|some|up to|least|most)'
  return new RegExp(`(?<=(?:^|[^\\p{L}])a )${noun}(?= of )|(?<=(?:^|[^\\p{L}])${hedged} a )${noun}(?![\\p{L}-])`, 'giu')
}

/** Behind "a quarter": of a year, or a noun that it counts. */
const otherThing =
  /^ (?:of (?:(?:19|20)\d|an? )|century|country|countries|party|parties|person|year|time|round|session|phase|state|of the year)/iu

const nouns: readonly ShareNoun[] = [
  { value: 0.5, pattern: /(?<![\p{L}-])half(?![\p{L}’'])/giu, notBefore: ordinalBefore, notAfter: timeAfter },
  {
    value: 0.5,
    pattern: /(?<=(?:la|de) )moitié(?![\p{L}])/giu,
    notBefore: /(?:à|by|en) (?:la |de )$/iu,
    notAfter: timeAfter,
  },
  { value: 0.5, pattern: /(?<=la )mitad(?![\p{L}])/giu, notBefore: /(?:a|hacia|en) la $/iu, notAfter: timeAfter },
  { value: 1 / 3, pattern: afterArticle('third'), notBefore: never, notAfter: otherThing },
  { value: 0.25, pattern: afterArticle('quarter'), notBefore: never, notAfter: otherThing },
  { value: 0.2, pattern: afterArticle('fifth'), notBefore: never, notAfter: otherThing },
  { value: 1 / 3, pattern: /(?<=(?:^|[^\p{L}])la )tercera parte/giu, notBefore: never, notAfter: never },
  { value: 0.25, pattern: /(?<=(?:^|[^\p{L}])la )cuarta parte/giu, notBefore: never, notAfter: never },
  { value: 0.2, pattern: /(?<=(?:^|[^\p{L}])la )quinta parte/giu, notBefore: never, notAfter: never },
]

/** "half", "la moitié", "a third of", "la cuarta parte": shares without a number of their own. */
export const shareNounRule: Rule<'figure', FigureView> = {
  id: 'ratio/share-noun',
  kind: 'figure',
  accept: [
    ['almost half of the migrants', 'half = 0.5 ratio'],
    ['a third of them and a quarter of us', 'third = 0.333333333333333 ratio', 'quarter = 0.25 ratio'],
    ['over half were women', 'half = 0.5 ratio'],
  ],
  reject: ['the first half of 2020', 'a half-day', 'a third country', 'half a million', 'in the second half'],
  find: (view) => readShareNouns(view).map((reading) => completeFigure(view, reading)),
}

/** All share nouns of a document, sorted by start. */
export function readShareNouns(view: FigureView): FigureReading[] {
  const found = nouns.flatMap(({ value, pattern, notBefore, notAfter }) =>
    [...view.text.matchAll(pattern)].flatMap((match): FigureReading[] => {
      const start = match.index
      const end = start + match[0].length
      if (notBefore.test(textBefore(view.text, start, 24)) || notAfter.test(textAfter(view.text, end, 24))) return []
      return [{ start, end, figureKind: 'ratio', value: Number(value.toPrecision(15)) }]
    }),
  )
  return found.toSorted((one, other) => one.start - other.start)
}
