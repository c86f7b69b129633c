import { currencySymbols } from '../../gazetteers/currencies.ts'
import { monthNames } from '../../gazetteers/figure-words.ts'
import { anyOf, blank } from '../figures/pattern.ts'
import { exclusion, type Exclusion } from '../figures/figure-rule.ts'
import { countsNext, yearLike } from '../figures/number-looks.ts'
import type { FigureView, Site } from '../figures/view.ts'
import { layoutExclusions } from './figures-not-layout.ts'

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
    ['call +254 20 555 9801', '254', '20', '555', '9801'],
    ['telephone 011-5554101', '011', '5554101'],
    ['doi:10.1007/978-3-319-55741-0', '10.1007', '978', '3', '319', '55741', '0'],
  ],
  reject: [
    'about 40 migrants/month',
    '1,200 women and/or girls',
    'arrivals rose (+73% in a year)',
    '+49% and +161%',
    'from 50+ companies',
  ],
  read: (site, { text }) => {
    const { numeral, before } = site
    const token = tokenAround(site, text)
    const address = /:\/\/|www\.|@\p{L}|^(?:doi:)?10\.\d{4,}\/|\.(?:pdf|html?|org|com|int)\b/u.test(token)
    // An address may be broken over two lines behind a hyphen or a stroke.
    const broken = /(?:https?:\/\/|www\.)[^\s]*[-/_.] [^\s]*$/.test(before)
    const telephone =
      isDialled(site, text) ||
      /(?<!\p{L})(?:tel|tél|fax|phone|telephone|téléphone|teléfono)\b[^\p{L}]{0,30}$/iu.test(before)
    return address || broken || telephone || /\b(?:doi|DOI|ISBN|ISSN):? ?[\d-]*$/.test(before) ? numeral : undefined
  },
})

/** A plus sign opens a number of a telephone where enough digits for one follow; else it is a sign: "+49%". */
function isDialled({ numeral, before }: Site, text: string): boolean {
  const opening = /\+[\d() .-]*$/.exec(before)
  if (!opening) return false
  const dialled = opening[0] + /^[\d() .-]*/.exec(text.slice(numeral.start, numeral.start + 24))![0]
  return dialled.replace(/\D/g, '').length >= 7
}

const glued = exclusion({
  id: 'not-a-figure/part-of-a-word',
  accept: [
    ['COVID-19 and the G20', '19', '20'],
    ['under C189 and H-2B visas', '189', '2'],
    ['document GB.325/POL/4', '325', '4'],
    ['the 3rd session, the 21st century and the 1990s', '3', '21', '1990'],
    ['project RT.2468 of the A/HRC/50/7 series', '2468', '50', '7'],
    ['see section 3.2.1', '3.2.1'],
    ['Ref: ABCD-GEO-NEAR/2022/441-288', '2022', '441', '288'],
    ['Decision C(2021) 9399 and COM(2020) 609 final', '9399', '609'],
    ['of Human Rights,1 which says “no”.2 The', '1', '2'],
  ],
  reject: [
    'some 30% of them',
    'women, 12 of them',
    'men (2021) 300',
    'a 5-year plan',
    'US$44 million',
    '(12 women)',
    '€5m',
  ],
  read: (site, view) => {
    const { numeral, before, after } = site
    if (numeral.odd) return numeral
    // "forty-third" is an ordinal, "one-fifth" a share.
    if (numeral.form === 'words') return numeral.value >= 20 && wordOrdinal.test(after) ? numeral : undefined
    const inside = gluedBefore.test(before) && !currencyBefore.test(before) && !isLetterOfMoney(site, view)
    if (documentBefore.test(before) || isNoteMark(site, before, after)) return numeral
    return inside || /^\/\d/.test(after) || (gluedBehind.test(after) && !unitBehind.test(after)) ? numeral : undefined
  },
})

/** `forty`-third, `vingt`-cinquième, `vingt`-et-unième. */
const wordOrdinal =
  /^-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\p{L}+[eé]sim[oa])(?![\p{L}])|^[- ](?:et-)?\p{L}*i[eè]mes?(?![\p{L}])/iu

/** A letter, a letter or digit and a sign that joins: `C`189, `COVID-`19, `POL/`4, `50/`7. */
const gluedBefore = /\p{L}[-–./:_]?$|\d[/:_]$|(?<![^\s(])\p{Lu}[\p{L}\d-]*[./][\p{L}\d./-]*[-./]$/u
/** A document of the European institutions: `C(2021) `9399. */
const documentBefore = /(?<!\p{L})(?:C|COM|SWD|SEC|JOIN|DEC)\s?\((?:19|20)\d\d\)\s$/u
/** A currency may stand so close. */
const currencyBefore =
  /(?:[$€£¥₹₦₱]|(?<!\p{L})(?:[A-Z]{3}|FCFA|CFA|Rs\.?|RM|Rp|Tk|SR|QR|KD|JD|BD|RO|Dhs?|[KTU]Shs?|Ksh|NRs|SLRs))\.?$/u
/** "D150", "Q80" in a document that names the country whose money it is. */
function isLetterOfMoney({ before, numeral }: Site, { currencyOf }: FigureView): boolean {
  const letter = /(?<![\p{L}\d])[DLQ]$/u.exec(before)?.[0]
  return letter !== undefined && numeral.value >= 5 && currencyOf(currencySymbols.get(letter)!) !== undefined
}
/** An ordinal, a decade, a letter of a code: 3`rd`, 1990`s`, 2`-B`. */
const gluedBehind = /^(?:\p{L}|[º°ª]|[-–/]\p{Lu}(?!\p{Ll}))/u
const unitBehind = /^(?:[kKMBm]|bn|MM|km|kg|ha|Mds?|M?€|k€)(?![\p{L}])/u

/** A small number right behind the sign that ends a clause is the mark of a note. */
function isNoteMark({ numeral }: Site, before: string, after: string): boolean {
  if (numeral.grouped || numeral.decimals > 0 || numeral.scale !== 1 || numeral.end - numeral.start > 2) return false
  return /\p{L}[”"'’)\]]?[,.;:][”"'’]?$/u.test(before) && /^(?:\s\p{L}|\s?$)/u.test(after)
}

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

/** What looks like a number and is none; these read before anything else. */
export const strongExclusions: readonly Exclusion[] = [inAddress, ...layoutExclusions, glued, date]
