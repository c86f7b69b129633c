import { timeUnits } from '../../gazetteers/figure-words.ts'
import { figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { anyOf } from '../figures/pattern.ts'
import { rangeFrom } from '../figures/range.ts'
import { unitBehind } from '../figures/units.ts'

/** Behind the number: `-year-olds`, ` years of age`, ` ans et plus`. */
const yearsOld = new RegExp(
  '^(?:-| )?(?:years?[- ]olds?|years? of age|yrs? old|y/o|years (?:and|or) (?:over|older|above|younger|under|more)|' +
    'ans et (?:plus|moins)|ans révolus|años de edad|años y más|años o más)(?![\\p{L}])',
  'iu',
)
/** Before it: `aged between `, `the ages of `, `âgés de plus de `. */
const ageBefore = new RegExp(
  "(?<![\\p{L}])(?:aged?|ages|âgée?s?|l[’']âge|âge|edad(?:es)?)" +
    '(?: (?:of|de|between|from|entre|at least|over|under|above|below|about|around|plus de|moins de|más de|menos de|comprendida))* $',
  'iu',
)
/** A bound that is an age where nothing is counted: `under 18`, `moins de 15 ans`. */
const underBefore = /(?<![\p{L}])(?:under|below|younger than|moins de|menores de|menos de)[ -]$/iu
const overBefore = /(?<![\p{L}])(?:over|above|older than|plus de|mayores de|más de)[ -]$/iu
const peopleBefore =
  /(?:child|enfant|niñ|girl|boy|people|person|youth|jeunes|women|men|adult|migrants|workers)\p{L}*(?: \p{L}+){0,2} $/iu
const yearsBehind = /^[ -](?:years?|ans|años)(?![\p{L}])/iu
const openEnded = /^\+(?![\p{L}\d])/u

const ageRange = figureRule({
  id: 'age/range',
  accept: [
    ['between the ages of 15 and 24, thus', '15 and 24 = 15..24 age'],
    ['youth aged 15–24', '15–24 = 15..24 age'],
    ['les jeunes âgés de 15 à 24 ans', '15 à 24 = 15..24 age'],
    ['18- to 35-year-olds', '18- to 35 = 18..35 age'],
  ],
  reject: ['between 15 and 24 projects', '2015–2024'],
  read: ({ index, numeral, before, after }, view) => {
    const pair = rangeFrom(view, index) ?? looseRange(index)
    if (!pair || pair.high.value > 120 || pair.high.scale !== 1) return undefined
    const behind = view.text.slice(pair.high.end, pair.high.end + 30)
    const aged = ageBefore.test(before) || yearsOld.test(behind)
    if (!aged) return undefined
    return {
      start: numeral.start,
      end: pair.high.end,
      figureKind: 'age',
      value: pair.value,
      unit: 'years',
      optional: true,
    }

    function looseRange(at: number) {
      const high = view.numerals[at + 1]
      if (!high || !/^(?:-? (?:to|and|et|à|y|a) |-? ?- ?)$/.test(view.text.slice(numeral.end, high.start)))
        return undefined
      if (numeral.value >= high.value || after === '') return undefined
      return { high, value: [numeral.value, high.value] as [number, number] }
    }
  },
})

const age = figureRule({
  id: 'age/single',
  accept: [
    ['children under 5, and the rest', '5 = 5 age'],
    ['girls aged 15 or over', '15 = 15 age'],
    ['persons 65 years and over', '65 = 65 age'],
    ['menores de 18 años', '18 = 18 age'],
  ],
  reject: ['over 500 people', 'from 50+ companies', 'in 5 years', 'under 30 projects'],
  read: ({ numeral, before, after }, { text }) => {
    if (numeral.value > 120 || numeral.scale !== 1 || numeral.odd || numeral.decimals > 0) return undefined
    const certain = ageBefore.test(before) || yearsOld.test(after)
    // "50+ companies" counts companies.
    const counts =
      /^\+ \p{L}/u.test(after) && !/^\+ (?:years|and|or|of|in|are|were|ans|et|ou|años|y|o)(?!\p{L})/iu.test(after)
    const plus = openEnded.test(after) && numeral.value >= 15 && numeral.value <= 100 && !counts
    if (!certain && !plus && !isBound(numeral.value, before, after, unitBehind(text, numeral.end))) return undefined
    return {
      start: numeral.start,
      end: numeral.end,
      figureKind: 'age',
      value: numeral.value,
      unit: 'years',
      optional: true,
    }
  },
})

function isBound(value: number, before: string, after: string, counted: string | undefined): boolean {
  if (counted !== undefined && !yearsBehind.test(after)) return false
  const over = overBefore.exec(before)
  if (over) return value >= 15 && peopleBefore.test(before.slice(0, over.index))
  return underBefore.test(before) && value <= 30
}

const unit = `(${anyOf(timeUnits)})(?:e?s)?`
/** ` years`, `-month`, ` working days`, ` années`. */
const timeBehind = new RegExp(
  `^(?:-|[ \\u00a0])(?:(?:consecutive|working|calendar|business|fiscal|full|more|additional|further|past|last|previous|long|full-time|school|academic) )?${unit}(?![\\p{L}])`,
  'iu',
)

/** "40 day centres", "200 day labourers": people and places that are named by the time that they work. */
const namedByTime =
  /^ (?:day|night|week|year|season) (?:(?:care )?(?:cent(?:re|er)|facilit|school|shelter|clinic|nurser|labou?rer|worker|guard|shift|market|boarder)(?:s|ies))(?!\p{L})/iu

const duration = figureRule({
  id: 'duration/with-unit',
  accept: [
    ['over a period of two years', 'two years = 2 duration'],
    ['a five-year plan', 'five-year = 5 duration'],
    ['pendant 18 mois', '18 mois = 18 duration'],
    ['within 3 to 6 months', '3 to 6 months = 3..6 duration'],
  ],
  reject: ['two yearbooks', '12 people', 'It runs 40 day centres.', '200 day labourers and 12 night shelters'],
  read: ({ index, numeral, after }, view) => {
    const pair = rangeFrom(view, index)
    const last = pair?.high ?? numeral
    const match = timeBehind.exec(pair ? view.text.slice(last.end, last.end + 40) : after)
    if (!match || numeral.odd || (!pair && namedByTime.test(after))) return undefined
    const value = pair ? pair.value : numeral.value
    return {
      start: numeral.start,
      end: last.end + match[0].length,
      figureKind: 'duration',
      value,
      unit: match[1]!,
      optional: true,
    }
  },
})

/** Rules for ages and stretches of time, first to last. */
export const timeRules: readonly FigureRule[] = [ageRange, age, duration]
