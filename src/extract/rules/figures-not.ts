import { capitalLabelNouns, countedNouns, labelNouns, monthNames } from '../../gazetteers/figure-words.ts'
import { anyOf, blank } from '../figures/pattern.ts'
import { exclusion, type Exclusion } from '../figures/figure-rule.ts'
import type { FigureView, Site } from '../figures/view.ts'
import { indexBefore } from '../extraction-input.ts'

const month = `${anyOf(monthNames)}(?![\\p{L}])`
/** A month in front, or a month and a day and "of". */
const monthBefore = new RegExp(`(?<![\\p{L}])(?:${month})\\.?${blank}(?:de |del |of )?$`, 'u')
/** A month behind: `19 April`, `4-8 November`, `10 de junio`, `1st of May`, `1er janvier`. */
const ordinal = '(?:st|nd|rd|th|er|º|°)?'
const lastDay = `(?:${blank}?(?:[-–—/]|,|to|and|au|et|al|a|y)${blank}?\\d{1,2}${ordinal})?`
const monthBehind = new RegExp(`^${ordinal}${lastDay}\\.?[ \\u00a0]?(?:-|–)?(?:of |de |du |d['’])?${month}`, 'u')
/** Whole numeric dates and times: `19-04-2023`, `2020-05-12`, `12/05/20`, `10:30`, `15h30`. */
const numericDate =
  /^(?:\d{1,2}([-/.])\d{1,2}\1(?:19|20)?\d\d|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2}|\d{1,2}(?::|h)\d\d(?::\d\d)?)$/

const yearLike = ({ numeral }: Site): boolean =>
  numeral.form === 'digits' &&
  !numeral.grouped &&
  numeral.decimals === 0 &&
  numeral.scale === 1 &&
  numeral.plainEnd - numeral.start === 4 &&
  numeral.value >= 1800 &&
  numeral.value < 2100

/** Words before a year that leave no doubt that it is one. */
const yearBefore =
  /(?:^|[^\p{L}])(?:in|since|during|until|till|by|from|year|years|FY|mid-?|late|early|end of|en|de|depuis|dès|durant|pendant|année|exercice|desde|durante|hasta|para|año|finales de)\s$/iu

/** Whether a noun that is often counted follows: in "March 12 people" 12 is no day. */
function countsNext(after: string): boolean {
  const next = /^\s(\p{L}[\p{L}’'-]*)/u.exec(after)?.[1]
  return next !== undefined && countedNouns.has(next.toLowerCase())
}

/** How long an address may be. */
const longestToken = 300

/** Blanks and brackets, at which a stretch of signs ends. */
const parting = new Set(' \t\n\r\u00a0\u2009\u202f()[]{}“”«»"')

/** The unbroken stretch of signs around a number. */
function tokenAround({ numeral }: Site, text: string): string {
  let start = numeral.start
  while (start > 0 && numeral.start - start < longestToken && !parting.has(text[start - 1]!)) start--
  let end = numeral.end
  while (end < text.length && end - numeral.end < longestToken && !parting.has(text[end]!)) end++
  return text.slice(start, end)
}

const inAddress = exclusion({
  id: 'not-a-figure/address',
  accept: [
    ['see www.example.org/report2020/12 for more', '2020', '12'],
    ['at http://example.org/files/98765- 12345/brief7.pdf it stands', '98765', '12345', '7'],
    ['write to desk42@example.org', '42'],
    ['doi 10.1000/182', '10.1000', '182'],
    ['Tel. +41 22 555 0100', '41', '22', '555', '0100'],
  ],
  reject: ['about 40 migrants/month', '1,200 women and/or girls'],
  read: (site, { text }) => {
    const { numeral, before } = site
    const token = tokenAround(site, text)
    const address = /:\/\/|www\.|@\p{L}|^10\.\d{4,}\/|\.(?:pdf|html?|org|com|int)\b/u.test(token)
    // An address may be broken over two lines behind a hyphen or a stroke.
    const broken = /(?:https?:\/\/|www\.)[^\s]*[-/_.] [^\s]*$/.test(before)
    const telephone =
      /(?:\+|\(\+)(?:[\d() .-]*)$/.test(before) || /\b(?:Tel|Tél|Fax|Phone)\b[^\p{L}]{0,30}$/u.test(before)
    return address || broken || telephone || /\b(?:doi|DOI|ISBN|ISSN):? ?[\d-]*$/.test(before) ? numeral : undefined
  },
})

const glued = exclusion({
  id: 'not-a-figure/part-of-a-word',
  accept: [
    ['COVID-19 and the G20', '19', '20'],
    ['under C189 and H-2B visas', '189', '2'],
    ['document GB.325/POL/4', '325', '4'],
    ['the 3rd session, the 21st century and the 1990s', '3', '21', '1990'],
    ['project RT.2468 of the A/HRC/50/7 series', '2468', '50', '7'],
    ['see section 3.2.1', '3.2.1'],
  ],
  reject: ['some 30% of them', 'a 5-year plan', 'US$44 million', '(12 women)', '€5m'],
  read: ({ numeral, before, after }) => {
    if (numeral.odd) return numeral
    if (numeral.form === 'words') return wordOrdinal.test(after) ? numeral : undefined
    const inside = gluedBefore.test(before) && !currencyBefore.test(before)
    return inside || /^\/\d/.test(after) || (gluedBehind.test(after) && !unitBehind.test(after)) ? numeral : undefined
  },
})

/** `forty`-third, `vingt`-cinquième, `vingt`-et-unième. */
const wordOrdinal =
  /^-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\p{L}+[eé]sim[oa])(?![\p{L}])|^[- ](?:et-)?\p{L}*i[eè]mes?(?![\p{L}])/iu

/** A letter, a letter or digit and a sign that joins: `C`189, `COVID-`19, `POL/`4, `50/`7. */
const gluedBefore = /\p{L}[-–./:_]?$|\d[/:_]$|(?<![^\s(])\p{Lu}[\p{L}\d]*[./][\p{L}\d./]*[-./]$/u
/** A currency may stand so close. */
const currencyBefore = /(?:[$€£¥₹₦₱]|(?<!\p{L})(?:[A-Z]{3}|FCFA|CFA|Rs\.?|RM|Rp|Tk))\.?$/u
/** An ordinal, a decade, a letter of a code: 3`rd`, 1990`s`, 2`-B`. */
const gluedBehind = /^(?:\p{L}|[º°ª]|[-–/]\p{Lu}(?!\p{Ll}))/u
const unitBehind = /^(?:[kKMBm]|bn|MM|km|kg|ha|Mds?|M?€|k€)(?![\p{L}])/u

const date = exclusion({
  id: 'not-a-figure/date',
  accept: [
    ['on 19 April 2013 in Lima', '19', '2013'],
    ['from 4-8 November', '4', '8'],
    ['As of April 13, they had', '13'],
    ['el 10 de junio de 2022', '10', '2022'],
    ['le 1er janvier 2020', '1', '2020'],
    ['[19-04-2023]', '19', '04', '2023'],
    ['at 10:30 on 12/05/2020', '10', '30', '12', '05', '2020'],
  ],
  reject: ['30 marches', 'in May 500 people came', 'In March 12 people came'],
  read: (site, { text }) => {
    const { numeral, before, after } = site
    if (numeral.form === 'words') return undefined
    const day = numeral.value <= 31 && numeral.scale === 1 && !numeral.grouped
    if (day && monthBehind.test(after)) return numeral
    if ((day || yearLike(site)) && monthBefore.test(before) && !countsNext(after)) return numeral
    if (numericDate.test(tokenAround(site, text).replace(/[.,;:]+$/, ''))) return numeral
    return undefined
  },
})

const year = exclusion({
  id: 'not-a-figure/year',
  accept: [
    ['in 2016 and 2017', '2016', '2017'],
    ['the 2011-2015 strategy', '2011', '2015'],
    ['over 2012/13', '2012', '13'],
    ['FY 2021 and the 2030 Agenda', '2021', '2030'],
    ['between 1990 and 2010', '1990', '2010'],
  ],
  reject: ['about 2000 people', '1,950 women', 'some 2050.5 tonnes'],
  read: (site) => {
    const { numeral, before, after } = site
    if (
      numeral.form === 'digits' &&
      /(?:19|20)\d\d[-–/]$/.test(before) &&
      numeral.value < 100 &&
      numeral.end - numeral.start === 2
    )
      return numeral
    if (!yearLike(site)) return undefined
    if (countsNext(after) && !yearBefore.test(before)) return undefined
    if (percentBehind.test(after)) return undefined
    return numeral
  },
})

const labels = anyOf(labelNouns)
const capitals = anyOf(capitalLabelNouns)
const mark = `(?:[.:]|°|º)?${blank}?(?:\\(|n°|nº|no\\.?|No\\.?)?${blank}?`
const labelBefore = new RegExp(`(?<![\\p{L}])(?:${labels})${mark}$`, 'iu')
const capitalBefore = new RegExp(`(?<![\\p{L}])(?:${capitals})${blank}?(?:\\(|n°|nº|no\\.?)?${blank}?$`, 'u')
/** Further numbers of a list that a label opens: `Articles 5, 6 and 7`. */
const listBehind = new RegExp(
  `^(?:${blank}?(?:[,;–-]|and|to|or|et|à|ou|y|e|a|o|&)${blank}?)+(?:(?:No|Nos|n°|nº|núm)\\.?${blank}?)?(?:\\(No\\. )?$`,
)

const percentBehind = /^\s?(?:%|per cent|percent|pour cent|por ciento)/

const label = exclusion({
  id: 'not-a-figure/label',
  accept: [
    ['Convention No. 97 and Articles 5, 6 and 7', '97', '5', '6', '7'],
    ['see Table 4, page 12, and Phase 2', '4', '12', '2'],
    ['Conventions Nos 97 and 143', '97', '143'],
    ['le Convenio núm. 189, artículo 3', '189', '3'],
    ['SDG 10 and Target 8.8', '10', '8.8'],
    ['(see p. 18)', '18'],
    ['in section three', 'three'],
  ],
  reject: ['target 500 people', 'employ 40 women', 'the law covers 12 sectors', 'Articles on 30 countries'],
  read: (site, view) => {
    const { numeral, before, index } = site
    if (!labelBefore.test(before) && !capitalBefore.test(before)) return undefined
    if (numeral.scale !== 1 || (numeral.form === 'words' && numeral.value > 30)) return undefined
    let end = numeral.end
    for (let next = index + 1; next < view.numerals.length; next++) {
      const other = view.numerals[next]!
      if (other.start - end > 12 || other.scale !== 1 || other.form === 'words' || other.value >= 1000) break
      if (!listBehind.test(view.text.slice(end, other.start))) break
      const behind = view.text.slice(other.end, other.end + 24)
      if (percentBehind.test(behind) || countsNext(behind)) break
      end = other.end
    }
    return { start: numeral.start, end }
  },
})

const enumerator = exclusion({
  id: 'not-a-figure/list-number',
  accept: [
    ['1. The first duty', '1'],
    ['(1) work, (2) shelter and (3) family', '1', '2', '3'],
    ['what follows: 1) the border; 2) the return', '1', '2'],
    ['12) Keep records', '12'],
  ],
  reject: ['12 men came', '30 (12) of them', '3.5 million came', '40 people (12 women)'],
  read: (site, view) => {
    const { text } = view
    const { numeral, before, after } = site
    // Numbered items that run on in one paragraph: "…(Peru); 26.10 Become a party…".
    if (numeral.decimals > 0 && numeral.scale === 1 && /(?:^|[;:.] ?)$/.test(before) && /^\.? \p{Lu}/u.test(after))
      return numeral
    if (numeral.form === 'words' || numeral.value > 199 || numeral.scale !== 1 || numeral.end - numeral.start > 3)
      return undefined
    const opens = /^[(•–\s-]*$/.test(before) && /^[.)](?:\s|$)|^$/.test(after)
    if (opens && /^\(?$/.test(before.trim())) return numeral
    if (/^\s*$/.test(before) && /^ \p{Lu}/u.test(after) && isRunning(numeral.value, numeral.start, view)) return numeral
    if (!after.startsWith(')')) return undefined
    if (!before.endsWith('(')) return /(?:^|[\s;:,])$/.test(before) && !/\([^)]*$/.test(before) ? numeral : undefined
    // In brackets: the first of a count, or the next one after an earlier bracket.
    const previous = text.slice(Math.max(0, numeral.start - 400), numeral.start)
    if (numeral.value === 1) return /^\)\s\p{L}/u.test(after) ? numeral : undefined
    return previous.includes(`(${numeral.value - 1})`) ? numeral : undefined
  },
})

/** How far away the next number of a list may stand, in paragraphs. */
const listReach = 8

/** Whether a paragraph near opens with the number before or behind this one, as the rows of a list do. */
function isRunning(value: number, start: number, { input }: FigureView): boolean {
  const at = indexBefore(input.paragraphs, start)
  for (let index = Math.max(0, at - listReach); index <= at + listReach; index++) {
    const paragraph = input.paragraphs[index]
    if (!paragraph || index === at) continue
    const opening = /^(\d{1,3})[.)]? /.exec(input.text.slice(paragraph.start, paragraph.start + 6))
    if (opening && Math.abs(Number(opening[1]) - value) === 1) return true
  }
  return false
}

const place = exclusion({
  id: 'not-a-figure/postal-address',
  accept: [
    ['12 rue du Lac, Geneva', '12'],
    ['P.O. Box 500', '500'],
    ['CH-1211 Geneva 22, Switzerland', '1211', '22'],
  ],
  reject: ['12 women run a shop', 'Geneva hosts 22 bodies'],
  read: ({ numeral, before, after }) => {
    if (numeral.form === 'words') return undefined
    const street =
      /^,?\s(?:[\p{L}.’'-]+\s){0,2}(?:rue|route|avenue|boulevard|chemin|Street|St\.|Road|Avenue|calle)\b/u.test(after)
    const box = /(?:Box|Postfach|Apartado|Casilla|B\.P\.|Calle|Avenida|Rue|Avenue)\s(?:\p{L}+\s)?$/u.test(before)
    const postcode = /\b[A-Z]{1,2}-$/.test(before)
    const district =
      numeral.value < 100 &&
      /(?:Geneva|Genève|Ginebra|Paris|Vienna|Wien|Dublin|Brussels|Bruxelles)\s$/.test(before) &&
      /^[,.\s]*(?:$|[,.])/.test(after)
    return street || box || postcode || district ? numeral : undefined
  },
})

const tableLabel = exclusion({
  id: 'not-a-figure/table-label',
  accept: [
    ['Year\tPlace\n2015\tNorth\n2016\tSouth', '2015', '2016'],
    ['No.\tName\n1\tAlpha\n2\tBeta', '1', '2'],
    ['Rank\tPlace\n12\tNorth', '12'],
  ],
  reject: ['Place\tWomen\nNorth\t1,200', '12 women'],
  read: ({ numeral }, view) => {
    const table = view.tableAt(numeral.start)
    const cell = table?.cellAt(numeral.start)
    if (!table || !cell?.pure) return undefined
    const { role } = table.columns[cell.column]!
    return role === 'index' || role === 'year' || cell.opensWords ? numeral : undefined
  },
})

/** How many numbers in a row, with only blanks between, are no prose any more. */
const leastAxis = 4

const axis = exclusion({
  id: 'not-a-figure/axis',
  accept: [
    ['0 20 40 60 80 100', '0', '20', '40', '60', '80', '100'],
    ['6% 8% 10% 12% Women', '6', '8', '10', '12'],
    ['1 2 3 4 5', '1', '2', '3', '4', '5'],
  ],
  reject: ['12 40 13 7 men', '10 20 30', '5, 10, 15 and 20 per cent'],
  read: ({ index, numeral }, { numerals, text }) => {
    let last = index
    let step: number | undefined
    while (last + 1 < numerals.length) {
      const one = numerals[last]!
      const next = numerals[last + 1]!
      if (next.start - one.end > 4 || !/^ ?%? {1,2}$/.test(text.slice(one.end, next.start))) break
      step ??= next.value - one.value
      if (step === 0 || Math.abs(next.value - one.value - step) > 1e-9) break
      last++
    }
    if (last - index + 1 < leastAxis) return undefined
    const end = numerals[last]!.end
    return { start: numeral.start, end: text[end] === '%' ? end + 1 : end }
  },
})

const unit = exclusion({
  id: 'not-a-figure/unit-of-measure',
  accept: [
    ['Income (1 000 FCFA)', '1 000'],
    ['Wages (1,000 EUR)', '1,000'],
    ['deaths (per 100,000)', '100,000'],
  ],
  reject: ['they paid (1,200 EUR)', '12 deaths per 100,000', '(1,000 women)'],
  read: ({ numeral, before, after }) => {
    const power = numeral.value >= 100 && Math.log10(numeral.value) % 1 === 0
    const bracketed =
      /\((?:per |pour |por |en |in )?$/.test(before) && /^(?: ?[\p{Lu}]{3,4}| ?[$€£]| US ?\$)?\)/u.test(after)
    return power && bracketed ? numeral : undefined
  },
})

/** What looks like a number and is none; these read before anything else. */
export const strongExclusions: readonly Exclusion[] = [inAddress, tableLabel, axis, unit, glued, date]

/** What is a number without measuring anything; these read behind the rules with a sign of their own (%, $). */
export const weakExclusions: readonly Exclusion[] = [label, year, enumerator, place]
