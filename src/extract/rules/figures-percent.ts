import { type FigureReading, figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { rangeFrom } from '../figures/range.ts'
import { type FigureView, textAfter } from '../figures/view.ts'

/** `%`, ` per cent`, ` pour cent`, ` por ciento`, ` percentage points`. */
const percentSign = new RegExp(
  '^[ \\u00a0\\u202f-]?(?:' +
    '[%％]|per[ -]?cent(?:age points?)?(?![\\p{L}])|pct\\.?(?![\\p{L}])|p\\.c\\.|' +
    'pour[ \\u00a0]cent(?![\\p{L}])|p\\. ?100|points? de pourcentage|' +
    'por[ \\u00a0](?:ciento|cien)(?![\\p{L}])|puntos? porcentuale?s?)',
  'iu',
)

function percentEnd(at: number, { text }: FigureView): number | undefined {
  const match = percentSign.exec(textAfter(text, at, 32))
  return match ? at + match[0].length : undefined
}

/** A minus belongs to the number where it cannot be a dash between words. */
function withSign(reading: Omit<FigureReading, 'value'> & { value: number }, text: string): FigureReading {
  const minus = /(?:^|[\s(])[-−–]$/.test(text.slice(Math.max(0, reading.start - 2), reading.start))
  return minus ? { ...reading, start: reading.start - 1, value: -reading.value } : reading
}

const range = figureRule({
  id: 'percent/range',
  accept: [
    ['around 30-35% of aid', '30-35% = 30..35 percent'],
    ['between 10 and 20 per cent', '10 and 20 per cent = 10..20 percent'],
    ['10% to 15% of them', '10% to 15% = 10..15 percent'],
    ['from 3 to 5 per cent of pay', '3 to 5 per cent = 3..5 percent'],
  ],
  reject: ['it rose from 10 to 20 per cent', '15 and 29 per cent', '2010-2015'],
  read: ({ index, numeral }, view) => {
    const pair = rangeFrom(view, index)
    const end = pair && percentEnd(pair.high.end, view)
    if (!end) return undefined
    return { start: numeral.start, end, figureKind: 'percent', value: pair.value }
  },
})

const marked = figureRule({
  id: 'percent/with-sign',
  accept: [
    ['over 50 per cent of 214 men', '50 per cent = 50 percent'],
    [
      '44% and 12,5 % and 3 percentage points',
      '44% = 44 percent',
      '12,5 % = 12.5 percent',
      '3 percentage points = 3 percent',
    ],
    ['a change of -2.5%', '-2.5% = -2.5 percent'],
    ['twenty per cent', 'twenty per cent = 20 percent'],
  ],
  reject: ['50 people', '30 percentiles', 'per cent'],
  read: ({ numeral }, view) => {
    const end = percentEnd(numeral.end, view)
    if (!end) return undefined
    return withSign({ start: numeral.start, end, figureKind: 'percent', value: numeral.value }, view.text)
  },
})

/** Between the members of a list whose last one alone bears the sign; that one is read by the rule before. */
const listLink =
  /^(?:,|;)? (?:and|or|to|et|ou|à|y|o|a|al|e|and then|respectively) (?:(?:at least|about|some|nearly|almost|over|only|environ|près de|au moins|al menos|casi) )?$|^, $/
const mostMembers = 12

const listed = figureRule({
  id: 'percent/listed',
  accept: [
    ['15 and 29 per cent', '15 = 15 percent'],
    ['10, 20 and 30 % of them', '10 = 10 percent', '20 = 20 percent'],
    ['it rose from 10 to 20 per cent', '10 = 10 percent'],
    ['bajó del 62 al 40 por ciento', '62 = 62 percent'],
  ],
  reject: ['in 2010 and 44 per cent', 'of 340, 40 per cent', '5 men and 30 women'],
  read: ({ index, numeral }, view) => {
    if (percentEnd(numeral.end, view)) return undefined
    let linked = false
    for (let next = index; next < index + mostMembers; next++) {
      const member = view.numerals[next]!
      const other = view.numerals[next + 1]
      if (!other || member.value > 100 || member.scale !== 1 || member.odd || member.form !== other.form)
        return undefined
      const link = view.text.slice(member.end, other.start)
      if (!listLink.test(link)) return undefined
      linked ||= link !== ', '
      if (!percentEnd(other.end, view)) continue
      if (!linked || other.value > 100) return undefined
      return { start: numeral.start, end: numeral.end, figureKind: 'percent', value: numeral.value }
    }
    return undefined
  },
})

/** Words between bare decimals of a list: "banks charged 11.8, post offices 6.3 and …". */
const decimalLink =
  /^(?:,|;)? (?:(?:and|et|y|while|tandis que|mientras) )?(?:[\p{L}’'-]+ ){0,5}(?:at |by |à |de |el )?$/u

/** Decimals that bear no sign, up to one that does: what they are the sign at the end says. */
const decimals = figureRule({
  id: 'percent/decimals-listed',
  accept: [
    ['Men were 55.2 and women 44.8 percent', '55.2 = 55.2 percent'],
    ['banks charged 11.8, shops 6.3 and clubs 4.5 percent', '11.8 = 11.8 percent', '6.3 = 6.3 percent'],
    ['les hommes 61,3 et les femmes 38,7 %', '61,3 = 61.3 percent'],
  ],
  reject: [
    'a mean of 6.2 persons and 44.8 percent',
    'They had 2.5 and 12 percent left.',
    'paid 3.5 million and 4.5 percent',
  ],
  read: ({ index, numeral }, view) => {
    if (percentEnd(numeral.end, view)) return undefined
    for (let next = index; next < index + mostMembers; next++) {
      const member = view.numerals[next]!
      const other = view.numerals[next + 1]
      const bare = member.decimals > 0 && member.scale === 1 && !member.grouped && !member.odd && member.value <= 100
      if (!bare || !other?.decimals || other.start - member.end > 70) return undefined
      const link = view.text.slice(member.end, other.start)
      if (!decimalLink.test(link) || !/^(?:,|;| (?:and|et|y) )/.test(link)) return undefined
      if (percentEnd(other.end, view))
        return { start: numeral.start, end: numeral.end, figureKind: 'percent', value: numeral.value }
    }
    return undefined
  },
})

/** "61.3% in 2008, against 88 the year before": what is compared with a share, and nothing counted behind it. */
const comparedBefore =
  /(?:against|compared (?:with|to)|up from|down from|from|versus|vs\.?|as against|contre|frente al?|respecto al?|desde el|del) $/iu
const comparedBehind =
  /^(?:[.,;)]|$|[ \u00a0](?:de )?l['’]|[ \u00a0](?:de la|del)(?![\p{L}])|[ \u00a0](?:in|en|a|the|one|un|une|el|año|last|two|previously|before|auparavant|para|pour|for|to|avant)(?![\p{L}]))/iu
/** A Spanish article before a number that is a share: "el 38 por ciento fue al sur, un 21 al norte". */
const articleBefore = /(?<![\p{L}])(?:un|el|otro|del|al) $/iu
const articleBehind =
  /^(?:[.,;)]|$| (?:a|al|en|de los|de las|son|fue|fueron|era|eran|va|van|lo|tiene|y|restante)(?![\p{L}]))/iu

const compared = figureRule({
  id: 'percent/compared',
  accept: [
    ['It stood at 61.3% in 2008, against 88 the year before.', '88 = 88 percent'],
    ['Le taux est de 61,3 % en 2008, contre 88 l’année d’avant.', '88 = 88 percent'],
    ['El 38 por ciento fue al sur, un 21 al norte y el resto a Lima.', '21 = 21 percent'],
  ],
  reject: [
    'Of all, 12% left in 2008, against 300 in 2009.',
    'Women were 61% of them, up from 12 women in 2010.',
    'El 38 por ciento llegó el 21 de mayo.',
  ],
  read: ({ index, numeral, before, after }, view) => {
    if (numeral.value > 100 || numeral.scale !== 1 || numeral.odd || numeral.form === 'words') return undefined
    const isCompared = comparedBefore.test(before) && comparedBehind.test(after)
    const isPart = view.input.language === 'es' && articleBefore.test(before) && articleBehind.test(after)
    // Between the two may stand a year, or "un", which is a number as well.
    const earlier = view.numerals
      .slice(Math.max(0, index - 3), index)
      .findLast(({ value, form }) => form === 'digits' && !(value >= 1900 && value < 2100))
    if ((!isCompared && !isPart) || !earlier || numeral.start - earlier.end > 90) return undefined
    const end = percentEnd(earlier.end, view)
    if (!end || /[.;:]\s|\n/u.test(view.text.slice(end, numeral.start))) return undefined
    return { start: numeral.start, end: numeral.end, figureKind: 'percent', value: numeral.value }
  },
})

/** Rules for shares in per cent, first to last. */
export const percentRules: readonly FigureRule[] = [range, marked, listed, decimals, compared]
