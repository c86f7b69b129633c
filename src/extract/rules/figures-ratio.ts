import { figureRule, type FigureRule } from '../figures/figure-rule.ts'
import { precise } from '../figures/numerals.ts'

/** Between the two numbers of "one in eight", "two out of three", "un migrant sur huit", "una de cada tres". */
const outOf = /^ (?:in|in every|out of|out of every|of every|de cada|sur) $/i
const personOutOf = /^ (\p{L}+)(?: \p{L}+){0,2} sur $/u
/** "une étude sur huit pays" is about them. */
const aboutNoun =
  /^(?:étude|rapport|enquête|projet|programme|atelier|article|note|base|accord|réunion|livre|document|loi|débat|séminaire|travail|texte|plan|cours|séance|site|panel|dossier|guide|chapitre|module|conférence|information|mandat|impact|effet|droit|taxe|impôt)s?$/i

const outOfMany = figureRule({
  id: 'ratio/one-in-many',
  accept: [
    ['an estimated one in eight are young', 'one in eight = 0.125 ratio'],
    ['7 out of 10 households', '7 out of 10 = 0.7 ratio'],
    ['nearly two in three women', 'two in three = 0.666666666666667 ratio'],
  ],
  reject: ['projects in 2010', 'three in total', 'five of eight', '12 in 2015'],
  read: ({ index, numeral }, { numerals, text }) => {
    const whole = numerals[index + 1]
    if (!whole || whole.start - numeral.end > 40 || whole.value <= numeral.value || whole.value > 1000) return undefined
    if (numeral.odd || whole.odd || numeral.decimals || numeral.value < 1 || whole.form !== numeral.form)
      return undefined
    const link = text.slice(numeral.end, whole.start)
    const person = personOutOf.exec(link)
    if (!outOf.test(link) && !(person && numeral.value < 10 && !aboutNoun.test(person[1]!))) return undefined
    const value = precise(numeral.value / whole.value)
    return { start: numeral.start, end: whole.end, figureKind: 'ratio', value }
  },
})

const denominators: Record<string, number> = {
  half: 2,
  halves: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  hundredth: 100,
  moitié: 2,
  demi: 2,
  tiers: 3,
  quart: 4,
  cinquième: 5,
  sixième: 6,
  septième: 7,
  huitième: 8,
  neuvième: 9,
  dixième: 10,
  centième: 100,
  tercio: 3,
  tercera: 3,
  cuarto: 4,
  cuarta: 4,
  quinto: 5,
  quinta: 5,
  sexto: 6,
  sexta: 6,
  séptima: 7,
  octavo: 8,
  octava: 8,
  novena: 9,
  décimo: 10,
  décima: 10,
}
const denominator = new RegExp(`^[ \\u00a0-](${Object.keys(denominators).join('|')})(s?)( partes?)?(?![\\p{L}])`, 'iu')
/** Nouns that turn "one third party", "three quarter sessions", "un quart d’heure" into something else. */
const otherSense =
  /^(?:[ -](?:party|parties|countr|person|state|session|world|year|national|d['’]heure|of (?:the year|20\d\d)|de hora))/i

const fraction = figureRule({
  id: 'ratio/fraction-in-words',
  accept: [
    ['and three-quarters of this', 'three-quarters = 0.75 ratio'],
    ['some two thirds of them', 'two thirds = 0.666666666666667 ratio'],
    ['more than one-fifth of income', 'one-fifth = 0.2 ratio'],
    ['one fifth were women', 'one fifth = 0.2 ratio'],
  ],
  reject: ['three quarter sessions', 'one third party', 'two third countries', 'four men', 'extend it by two quarters'],
  read: ({ numeral, after }) => {
    if (numeral.value > 99 || numeral.decimals || numeral.odd || numeral.scale !== 1) return undefined
    const match = denominator.exec(after)
    if (!match || otherSense.test(after.slice(match[0].length))) return undefined
    const [whole, word, plural, parts] = match
    const below = denominators[word!.toLowerCase()]!
    const singularForm = plural === '' && !word!.endsWith('s')
    if (numeral.value > 1 === singularForm || numeral.value >= below) return undefined
    // "by two quarters": nobody calls a half so.
    if (numeral.value === 2 && below % 2 === 0) return undefined
    // "cuarta parte" is a share; "cuarta" and "third" as a mere ordinal are not.
    if (word!.endsWith('a') && !parts) return undefined
    const value = precise(numeral.value / below)
    return { start: numeral.start, end: numeral.end + whole.length, figureKind: 'ratio', value }
  },
})

const times = figureRule({
  id: 'ratio/times',
  accept: [
    ['2.5 times higher than before', '2.5 times = 2.5 ratio'],
    ['earn three times as much', 'three times = 3 ratio'],
    ['grew 10-fold', '10-fold = 10 ratio'],
  ],
  reject: ['met three times in May', '12 timetables'],
  read: ({ numeral, after }) => {
    const match = /^[ -](?:times|fois|veces|fold)(?![\p{L}])/iu.exec(after)
    if (!match || numeral.odd) return undefined
    const fold = /fold$/i.test(match[0])
    const compared =
      /^ (?:\p{L}+ )?(?:higher|more|greater|larger|bigger|lower|less|as|the|that|those|faster|plus|moins|supérieur|más|menos|mayor|menor|superior|el|la|su|its|their)(?![\p{L}])/iu
    if (!fold && !compared.test(after.slice(match[0].length))) return undefined
    const end = numeral.end + match[0].length
    return { start: numeral.start, end, figureKind: 'ratio', value: numeral.value, optional: numeral.form === 'words' }
  },
})

/** Rules for shares of a whole and for multiples, first to last. */
export const ratioRules: readonly FigureRule[] = [outOfMany, fraction, times]
