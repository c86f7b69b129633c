import { timeUnits } from '../../gazetteers/figure-words.ts'
import { figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { anyOf } from '../figures/pattern.ts'
import { rangeFrom } from '../figures/range.ts'

const yearsOld =
  /^(?:-| )?(?:years?[- ]olds?|years? of age|yrs? old|year-olds?|y\/o|ans et (?:plus|moins)|ans révolus|años de edad|años y más|años o más|years (?:and|or) (?:over|older|above|younger|under|more))(?![\p{L}])/iu
const agesBefore =
  /(?:aged|ages?|ages of|ages between|aged between|the age of|âgée?s? (?:de|entre)|âge de|de l['’]âge de|entre|edad de|edades de|edad entre|de) (?:between |from |de |entre |at least |over |under |about |around |plus de |moins de |más de |menos de )?$/iu
const ageCertain =
  /(?:aged|\bages?|ages of|âgée?s? (?:de|entre)|l['’]âge de|edad(?:es)? (?:de|entre)|edad)(?: (?:between|from|de|entre|at least|over|under|about|around|plus de|moins de|más de|menos de|comprendida entre))* $/iu
const ageBound =
  /(?:under|below|over|above|younger than|older than|moins de|plus de|menores de|mayores de|menos de|children under|under-)[ -]?$/iu
const yearsBehind = /^[ -](?:years?|ans|años)(?![\p{L}])/iu
/** Behind an age without its unit: nothing that could be counted. */
const nothingCounted = /^(?:[.,;:)]|$| (?:and|or|who|in|at|y|et|ou|o|are|were|is)\b|s\b)/u
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
    const aged = ageCertain.test(before) || yearsOld.test(behind) || (/^ ans\b/.test(behind) && agesBefore.test(before))
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
  reject: ['over 500 people', 'in 5 years', 'under 30 projects'],
  read: ({ numeral, before, after }) => {
    if (numeral.value > 120 || numeral.scale !== 1 || numeral.odd) return undefined
    const certain = ageCertain.test(before) || yearsOld.test(after)
    const bound =
      ageBound.test(before) && (nothingCounted.test(after) || yearsBehind.test(after)) && numeral.value < 100
    const plus = openEnded.test(after) && numeral.value >= 15 && numeral.value <= 100
    if (
      !certain &&
      !plus &&
      !(
        bound &&
        /(?:child|enfant|niñ|girl|boy|people|person|youth|menores|mayores|jeunes|women|men|adult|under-?$)/iu.test(
          before,
        )
      )
    )
      return undefined
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

const unit = `(${anyOf(timeUnits)})(?:e?s)?`
/** ` years`, `-month`, ` working days`, ` années`. */
const timeBehind = new RegExp(
  `^(?:-|[ \\u00a0])(?:(?:consecutive|working|calendar|business|fiscal|full|more|additional|further|past|last|previous|long|full-time|school|academic) )?${unit}(?![\\p{L}])`,
  'iu',
)

const duration = figureRule({
  id: 'duration/with-unit',
  accept: [
    ['over a period of two years', 'two years = 2 duration'],
    ['a five-year plan', 'five-year = 5 duration'],
    ['pendant 18 mois', '18 mois = 18 duration'],
    ['within 3 to 6 months', '3 to 6 months = 3..6 duration'],
  ],
  reject: ['two yearbooks', '12 people', '5 day-care centres'.slice(0, 1)],
  read: ({ index, numeral, after }, view) => {
    const pair = rangeFrom(view, index)
    const last = pair?.high ?? numeral
    const match = timeBehind.exec(pair ? view.text.slice(last.end, last.end + 40) : after)
    if (!match || numeral.odd) return undefined
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
