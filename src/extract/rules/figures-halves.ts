import type { FigureReading } from '../figures/figure-rule.ts'
import { completeFigure } from '../figures/complete-figure.ts'
import { type FigureView, textAfter, textBefore } from '../figures/view.ts'
import type { Rule } from '../rule.ts'

/** Shares that are nouns without a number: what they are worth, and what must stand around them. */
type ShareNoun = { value: number; before: RegExp; notBefore?: RegExp; notAfter: RegExp }

const anything = /$/
const ordinalBefore =
  /(?:^|[^\p{L}])(?:first|second|latter|other|last|early|earlier|later|bottom|top|lower|upper|northern|southern|eastern|western|a|one|two|three|première|seconde|deuxième|dernière|autre|primera|segunda|otra|última|one and a|and a) $/iu
/** "half an hour", "half-way", "half of 2020", "half a million". */
const timeAfter =
  /^(?:[- ](?:a |an )?(?:day|hour|year|yearly|century|decade|dozen|million|billion|way|time|term|life|brother|sister|price|mast|marathon)|-|[ ](?:of )?(?:the )?(?:19|20)\d\d|[ ](?:de |del )?(?:l['’])?(?:année|año|siglo|siècle))/iu
/** "a third of", "by a quarter", "nearly a fifth": a share, where "a third country" is none. */
const articleBefore = /(?:^|[^\p{L}])a $/iu
const hedgedArticle =
  /(?:^|[^\p{L}])(?:by|nearly|almost|about|around|over|roughly|only|just|than|under|some|up to|least|most) a $/iu
/** Behind "a quarter": of a year, or a noun that it counts. */
const otherThing =
  /^ (?:of (?:(?:19|20)\d|an? |the year)|century|country|countries|party|parties|person|year|time|round|session|phase|state)/iu

const half = { value: 0.5, before: anything, notBefore: ordinalBefore, notAfter: timeAfter }
const part = { before: articleBefore, notAfter: otherThing }
const parte = { before: /(?:^|[^\p{L}])la $/iu, notAfter: timeAfter }
/** "un tiers n'a pas", "un quart des jeunes": a share where it is no third party and no quarter of an hour. */
const tiers = {
  before: /(?<!(?:par|avec|auprès d['’]|chez|envers|à|pour) ?)(?<![\p{L}])(?:un|le) $/iu,
  notAfter:
    /^(?! (?:des?|du|et un|seulement|environ|sont|ont|est|était|étaient|vit|vivent|vient|viennent|dit|disent|reste|restent|au moins|travaille|travaillent)(?![\p{L}])| n['’]| d['’](?!heure)|[,.;)])/iu,
}
const tercio = {
  before: /(?<![\p{L}])(?:un|el) $/iu,
  notAfter:
    /^(?! (?:de (?!hora)|del|no|son|es|está|están|tiene|tienen|vive|viven|trabaja|trabajan)(?![\p{L}])|[,.;)])/iu,
}
const nouns: Readonly<Record<string, ShareNoun>> = {
  half,
  moitié: { ...half, before: /(?:la|de) $/iu, notBefore: /(?:à|by|en) (?:la |de )$/iu },
  mitad: { ...half, before: /la $/iu, notBefore: /(?:a|hacia|en) la $/iu },
  third: { ...part, value: 1 / 3 },
  quarter: { ...part, value: 0.25 },
  fifth: { ...part, value: 0.2 },
  sixth: { ...part, value: 1 / 6 },
  eighth: { ...part, value: 0.125 },
  tenth: { ...part, value: 0.1 },
  tiers: { ...tiers, value: 1 / 3 },
  quart: { ...tiers, value: 0.25 },
  cinquième: { ...tiers, value: 0.2 },
  tercio: { ...tercio, value: 1 / 3 },
  cuarto: { ...tercio, value: 0.25 },
  quinto: { ...tercio, value: 0.2 },
  'tercera parte': { ...parte, value: 1 / 3 },
  'cuarta parte': { ...parte, value: 0.25 },
  'quinta parte': { ...parte, value: 0.2 },
}
const anyNoun = new RegExp(`(?<![\\p{L}-])(?:${Object.keys(nouns).join('|')})(?![\\p{L}’'])`, 'giu')

/** "half", "la moitié", "a third of", "la cuarta parte": shares without a number of their own. */
export const shareNounRule: Rule<'figure', FigureView> = {
  id: 'ratio/share-noun',
  kind: 'figure',
  accept: [
    ['almost half of the migrants', 'half = 0.5 ratio'],
    ['a third of them and a quarter of us', 'third = 0.333333333333333 ratio', 'quarter = 0.25 ratio'],
    ['home, a quarter more than before', 'quarter = 0.25 ratio'],
    ['over half were women', 'half = 0.5 ratio'],
    ['a drop of nearly a tenth.', 'tenth = 0.1 ratio'],
    ['un tiers n’a ni contrat ni assurance', 'tiers = 0.333333333333333 ratio'],
  ],
  reject: [
    'the first half of 2020',
    'a half-day',
    'a third country',
    'half a million',
    'in the second half',
    'versé par un tiers, ou à un quart d’heure',
  ],
  find: (view) => readShareNouns(view).map((reading) => completeFigure(view, reading)),
}

/** All share nouns of a document, sorted by start. */
export function readShareNouns({ text }: FigureView): FigureReading[] {
  const found: FigureReading[] = []
  for (const match of text.matchAll(anyNoun)) {
    const start = match.index
    const end = start + match[0].length
    const noun = nouns[match[0].toLowerCase()]!
    const before = textBefore(text, start, 24)
    const after = textAfter(text, end, 24)
    if (!noun.before.test(before) || noun.notBefore?.test(before) || noun.notAfter.test(after)) continue
    const bare =
      noun.before === articleBefore &&
      !/^ (?:of|more|fewer|less|higher|lower) /u.test(after) &&
      !hedgedArticle.test(before)
    if (bare || after.startsWith('-')) continue
    found.push({ start, end, figureKind: 'ratio', value: Number(noun.value.toPrecision(15)) })
  }
  return found
}
