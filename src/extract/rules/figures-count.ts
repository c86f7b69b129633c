import { countedNouns, structuralNouns } from '../../gazetteers/figure-words.ts'
import { figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { type Numeral, precise } from '../figures/numerals.ts'
import { rangeFrom } from '../figures/range.ts'
import { paragraphKindAt } from '../figures/paragraphs.ts'
import type { FigureView, Site } from '../figures/view.ts'

/** `per 1,000`, `pour 100 000`, `por cada 1.000`: what a rate is counted on. */
const perBefore = /^((?:[ \u00a0][\p{L}’'-]+){0,5})[ \u00a0](?:per|for every|pour|por|por cada|sur)[ \u00a0]$/iu
const forMany = /^(?:[ \u00a0][\p{L}’'-]+){1,3}[ \u00a0](?:for|para)[ \u00a0]$/iu
const perThing = /^(?:[ \u00a0][\p{L}’'-]+){0,2}/u

const rate = figureRule({
  id: 'rate/per-many',
  accept: [
    ['12.5 deaths per 1,000 live births', '12.5 = 12.5 rate'],
    ['a rate of 36 per 100,000', '36 = 36 rate'],
    ['2.1 doctors for 10,000 inhabitants', '2.1 = 2.1 rate'],
    ['8 pour 1 000 habitants', '8 = 8 rate'],
  ],
  reject: ['training for 10,000 people', '12 people per household', '5 per cent', '30 per 7 days'],
  read: ({ index, numeral }, { numerals, text }) => {
    const base = numerals[index + 1]
    if (!base || base.start - numeral.end > 60 || base.value < 100 || Math.log10(base.value) % 1 !== 0) return undefined
    const between = text.slice(numeral.end, base.start)
    // "2.1 doctors for 10,000 inhabitants": no thing is counted in tenths.
    const link = perBefore.exec(between) ?? (numeral.decimals > 0 && numeral.scale === 1 ? forMany.exec(between) : null)
    if (!link || numeral.odd) return undefined
    const thing = perThing.exec(text.slice(base.end, base.end + 30))![0]
    const per = (text.slice(base.start, base.end) + thing).trim()
    return { start: numeral.start, end: numeral.end, figureKind: 'rate', value: numeral.value, per, takenTo: base.end }
  },
})

const range = figureRule({
  id: 'count/range',
  accept: [
    ['between 200,000 and 300,000 persons', '200,000 and 300,000 = 200000..300000 count'],
    ['20–30 participants', '20–30 = 20..30 count'],
    ['4 to 5 million people', '4 to 5 million = 4000000..5000000 count'],
  ],
  reject: [
    'it rose from 200 to 300',
    'It will double the number of places in its pilot for pickers of many harvests, from 250 to 500',
    '2010–2015',
    'two and three',
  ],
  read: (site, view) => {
    const pair = rangeFrom(view, site.index)
    if (!pair || site.numeral.form === 'words') return undefined
    const behind = view.text.slice(pair.high.end, pair.high.end + 2)
    if (pair.high.odd || /^[\p{L}/_-]/u.test(behind)) return undefined
    const bare = pair.high.value < 1000 && !/^ \p{L}/u.test(behind)
    return {
      start: site.numeral.start,
      end: pair.high.end,
      figureKind: 'count',
      value: pair.value,
      ...(bare && !pair.between ? { optional: true } : {}),
    }
  },
})

const digits = figureRule({
  id: 'count/in-digits',
  accept: [
    ['reached 100,000 women and 3.5 million men', '100,000 = 100000 count', '3.5 million = 3500000 count'],
    ['organize 4 research teams', '4 = 4 count'],
    ['43K people, 0.4m workers', '43K = 43000 count', '0.4m = 400000 count'],
    [
      '51 million here; Delta 16m, Omega 9m.',
      '51 million = 51000000 count',
      '16m = 16000000 count',
      '9m = 9000000 count',
    ],
    ['surveyed (n = 124) twice', '124 = 124 count'],
    ['la région compte 2 500 000 habitants', '2 500 000 = 2500000 count'],
  ],
  reject: ['nothing to count', 'in total', '(c) and so on'],
  read: (site, view) => {
    const { numeral } = site
    if (numeral.form === 'words' || numeral.odd || numeral.value === 0) return undefined
    const letter = letterScale(site, view)
    if (letter)
      return { start: numeral.start, end: numeral.end + 1, figureKind: 'count', value: precise(numeral.value * letter) }
    return {
      start: numeral.start,
      end: numeral.end,
      figureKind: 'count',
      value: numeral.value,
      ...optionalIf(isWeak(site, view)),
    }
  },
})

/** "de 53 a 169 millones": the scale of the second is the first's too. */
const changed = figureRule({
  id: 'count/changed',
  accept: [
    ['La cifra pasó de 53 a 169 millones.', '53 = 53000000 count'],
    ['It rose from 1.2 to 3.4 million people.', '1.2 = 1200000 count'],
    ['Leur nombre est passé de 2 à 5 millions.', '2 = 2000000 count'],
  ],
  reject: ['from 400 people to 2 million', 'from 2,300 to 5 million', 'from 4 to 40 people'],
  read: (site, view) => {
    const { numeral, index, before } = site
    const other = view.numerals[index + 1]
    if (!other || other.scale < 1e6 || numeral.scale !== 1 || numeral.value >= 1000 || numeral.grouped || numeral.odd)
      return undefined
    if (!/(?<![\p{L}])(?:from|de|desde) $/iu.test(before)) return undefined
    if (!/^ (?:to|à|a) $/u.test(view.text.slice(numeral.end, other.start))) return undefined
    const value = precise(numeral.value * other.scale)
    return { start: numeral.start, end: numeral.end, figureKind: 'count', value }
  },
})

const words = figureRule({
  id: 'count/in-words',
  accept: [
    ['the six participating countries', 'six = 6 count'],
    ['almost two million people', 'two million = 2000000 count'],
    ['four pillars', 'four = 4 count'],
  ],
  reject: ['one of them', 'one State and another', 'millions of people'],
  read: ({ numeral, before, after }) => {
    if (numeral.form === 'digits' || numeral.value < 2) return undefined
    if (/(?<![\p{L}])(?:one or|un ou|une ou|uno o|una o|per|pour|por) $/iu.test(before) && numeral.value < 10)
      return undefined
    return {
      start: numeral.start,
      end: numeral.end,
      figureKind: 'count',
      value: numeral.value,
      ...optionalIf(isStructural(numeral, before, after)),
    }
  },
})

/** What can be counted in thousands and millions: "43K people", "0.4m workers". */
const lettered = /^(?:([kK])|([mM]))(?=([,.;:)]|$| (?:and|or|et|y|in|from) )| (\p{L}+))/u
const lengthBefore =
  /(?:long|wide|deep|high|depth|length|height|width|within|boats?|vessels?|under|over|below|of|by|x|×)\s(?:a |an )?$/iu

/** The scale of a letter right behind a number; a lone `m` is a million only in a document that counts in millions. */
function letterScale({ numeral, before, after }: Site, { countsInMillions }: FigureView): number | undefined {
  if (numeral.scale !== 1 || numeral.grouped || numeral.value >= 1000) return undefined
  const match = lettered.exec(after)
  if (!match) return undefined
  const [, thousand, , ends, noun] = match
  const counts = noun !== undefined && countedNouns.has(noun.toLowerCase())
  if (thousand) return counts || thousand === 'K' ? 1e3 : undefined
  const among = ends !== undefined && !lengthBefore.test(before) && countsInMillions
  return counts || among ? 1e6 : undefined
}

const optionalIf = (optional: boolean) => (optional ? { optional } : {})

/** "six focus groups": people who were asked. */
const gatherings = /^ (?:focus groups?|discussion groups?|groupes? de discussion|grupos? focal(?:es)?)(?![\p{L}])/iu

/** A small number in words that numbers the parts of a text or an idea, or is part of a compound (three-pronged). */
function isStructural(numeral: Numeral, before: string, after: string): boolean {
  if (numeral.value > 10 || gatherings.test(after)) return false
  // "All three follow the plan": who they are was said before.
  if (
    /(?<!\p{L})all $/iu.test(before) &&
    /^ (?:follow|are|were|have|had|use|share|work|build|aim)(?!\p{L})/u.test(after)
  )
    return true
  if (/^-\p{L}/u.test(after)) return true
  const next = [...after.matchAll(/[\p{L}’'-]+/gu)].slice(0, 4).map(([word]) => word.toLowerCase())
  if (!/^ \p{L}/u.test(after))
    return !/(?:of (?:which|whom|these|them)|dont|de los cuales|de las cuales) $/iu.test(before)
  if (/^(?:former|latter|first|last|others?|or|and|ou|et|o|y)$/.test(next[0] ?? '')) return true
  // The noun may stand behind its adjectives: "four basic social security guarantees".
  const stop = next.findIndex((word) =>
    /^(?:of|in|on|for|to|that|which|are|were|have|de|des|du|en|que|qui|dans|para|se|and|et|y)$/.test(word),
  )
  const phrase = stop < 0 ? next : next.slice(0, stop)
  if (/^(?:areas?|domaines?|áreas?)$/.test(phrase.at(-1) ?? '') && /^(?:of|de)$/.test(next[stop] ?? '')) return true
  return phrase.some((word) => structuralNouns.has(word))
}

/** Digits that careful readers would hardly call a figure: bare decimals, numbers in brackets, numbers without a noun. */
function isWeak({ index, numeral, before, after }: Site, view: FigureView): boolean {
  const kind = paragraphKindAt(view.input, numeral.start)
  if (kind === 'heading' || kind === 'title')
    return numeral.scale === 1 && !numeral.grouped && numeral.value < 1000 && !countsInHeading(numeral.value, after)
  const counted = /^[ \u00a0](?:of |de |d['’])?\p{L}/u.test(after)
  // "(n = 124)": how many were asked.
  if (/(?<![\p{L}\d])[nN]\s?=\s?$/u.test(before)) return numeral.value < 10
  if (/[=<>≤≥±*×]\s?[-−]?$|[^\p{L}\d]x $/u.test(before) || /^\s?[=±]/.test(after)) return true
  if (numeral.decimals > 0 && numeral.scale === 1 && !numeral.grouped) return !counted
  if (before.endsWith('[') && after.startsWith(']')) return true
  if (numeral.value < 10) return !counted
  // "limited by guarantee 4567890": so many digits without a blank are a register's number.
  if (!numeral.grouped && numeral.scale === 1 && numeral.end - numeral.start > 5) return !counted
  return inRow(index, view)
}

/** "54 workers", "17 resource centres" in large type: a noun that is counted; "5 lessons" and "Chapter 17" are none. */
function countsInHeading(value: number, after: string): boolean {
  if (countedNouns.has(nounBehind(after))) return true
  const words = [...after.matchAll(/^ (\p{Ll}{4,})(?: (\p{Ll}+))?/gu)].flatMap((match) => match.slice(1, 3))
  return value >= 12 && words.length > 0 && !words.some((word) => word !== undefined && structuralNouns.has(word))
}

/** The noun, perhaps behind one word. */
function nounBehind(after: string): string {
  const [first = '', second = ''] = [...after.matchAll(/^ (\p{Ll}+)(?: (\p{Ll}+))?/gu)].flatMap((match) =>
    match.slice(1, 3),
  )
  return countedNouns.has(first) ? first : (second ?? '')
}

/** A number among others with nothing between: a line of a table whose columns were lost. */
function inRow(index: number, { numerals, text }: FigureView): boolean {
  const near = (one: number) => /^[ \u00a0]{1,2}$/.test(text.slice(numerals[one]?.end, numerals[one + 1]?.start))
  const linked = [index - 2, index - 1, index, index + 1].map(
    (one) => one >= 0 && one + 1 < numerals.length && near(one),
  )
  return (linked[0]! && linked[1]!) || (linked[1]! && linked[2]!) || (linked[2]! && linked[3]!)
}

/** Rules for what is counted, first to last; they take what the others leave. */
export const countRules: readonly FigureRule[] = [rate, range, changed, digits, words]
