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
const listLink = /^(?:,|;)? (?:and|or|to|et|ou|à|y|o|a|al|e|and then|respectively) $|^, $/
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

/** Rules for shares in per cent, first to last. */
export const percentRules: readonly FigureRule[] = [range, marked, listed]
