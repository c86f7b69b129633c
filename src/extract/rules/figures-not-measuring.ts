import { capitalLabelNouns, labelNouns } from '../../gazetteers/figure-words.ts'
import { indexBefore } from '../extraction-input.ts'
import { type Exclusion, exclusion } from '../figures/figure-rule.ts'
import { countsNext, percentBehind, yearLike } from '../figures/number-looks.ts'
import { anyOf, blank } from '../figures/pattern.ts'
import type { FigureView } from '../figures/view.ts'

/** Words before a year that leave no doubt that it is one. */
const yearBefore =
  /(?:^|[^\p{L}])(?:in|since|during|until|till|by|from|year|years|FY|mid-?|late|early|end of|en|de|depuis|dès|durant|pendant|année|exercice|desde|durante|hasta|para|año|finales de)\s$/iu

const year = exclusion({
  id: 'not-a-figure/year',
  accept: [
    ['in 2016 and 2017', '2016', '2017'],
    ['the 2011-2015 strategy', '2011', '2015'],
    ['over 2012/13', '2012', '13'],
    ['Place\tQ3 2022 Men\tQ3 2023 Women\nNorth\t1,200\t300', '2022', '2023'],
    ['FY 2021 and the 2030 Agenda', '2021', '2030'],
    ['between 1990 and 2010', '1990', '2010'],
  ],
  reject: ['about 2000 people', '1,950 women', 'some 2050.5 tonnes'],
  read: (site, view) => {
    const { numeral, before, after } = site
    if (
      numeral.form === 'digits' &&
      /(?:19|20)\d\d[-–/]$/.test(before) &&
      numeral.value < 100 &&
      numeral.end - numeral.start === 2
    )
      return numeral
    if (!yearLike(site)) return undefined
    const heads = view.tableAt(numeral.start)?.cellAt(numeral.start)?.inHeading
    if (countsNext(after) && !yearBefore.test(before) && !heads) return undefined
    if (percentBehind.test(after)) return undefined
    return numeral
  },
})

const labels = anyOf(labelNouns)
const capitals = anyOf(capitalLabelNouns)
const mark = `(?:[.:]|°|º)?${blank}?(?:\\(|n\\.?[°º]|no\\.?|No\\.?)?${blank}?`
const labelBefore = new RegExp(`(?<![\\p{L}])(?:${labels})${mark}$`, 'iu')
const capitalBefore = new RegExp(`(?<![\\p{L}])(?:${capitals})${blank}?(?:\\(|n°|nº|no\\.?)?${blank}?$`, 'u')
/** Further numbers of a list that a label opens: `Articles 5, 6 and 7`. */
const listBehind = new RegExp(
  `^(?:${blank}?(?:[,;–-]|and|to|or|et|à|ou|y|e|a|o|&)${blank}?)+(?:(?:No|Nos|n°|nº|núm)\\.?${blank}?)?(?:\\(No\\. )?$`,
)

/** The length of a text measures nothing in the world. */
const pagesBehind = /^[ \u00a0](?:pp\.|pages?(?!\p{L})|páginas?(?!\p{L}))/iu

/** "page 14 of 31" */
const lastPageBefore = /(?<!\p{L})(?:pages?|páginas?)\s\d{1,4}\s(?:of|de|sur)\s$/iu

/** "target 8.8", "SDG target 10.c": a target of the Goals, which "target 500" is not. */
function isSubTarget(before: string, after: string, decimals: number): boolean {
  return /(?<!\p{L})(?:targets?|cibles?|metas?)\s$/iu.test(before) && (decimals === 1 || /^\.[a-d]\b/.test(after))
}

const label = exclusion({
  id: 'not-a-figure/label',
  accept: [
    ['Convention No. 97 and Articles 5, 6 and 7', '97', '5', '6', '7'],
    ['see Table 4, page 12, and Phase 2', '4', '12', '2'],
    ['Conventions Nos 97 and 143', '97', '143'],
    ['le Convenio núm. 189, artículo 3', '189', '3'],
    ['SDG 10 and Target 8.8', '10', '8.8'],
    ['align with target 8.8 and SDG target 10.c', '8.8', '10'],
    ['a report of 45 pages; 224 pp.', '45', '224'],
    ['Proclamation 10773 and Executive Order 14010', '10773', '14010'],
    ['Displacement Tracking, Round 12; Mobility Update 7', '12', '7'],
    ['(see p. 18), page 14 of 31', '18', '14', '31'],
    ['la Ley N.° 27986 y la ley n.º 31047', '27986', '31047'],
    ['in section three', 'three'],
  ],
  reject: ['target 500 people', 'employ 40 women', 'the law covers 12 sectors', 'Articles on 30 countries'],
  read: (site, view) => {
    const { numeral, before, after, index } = site
    if (pagesBehind.test(after) || lastPageBefore.test(before)) return numeral
    if (!labelBefore.test(before) && !capitalBefore.test(before) && !isSubTarget(before, after, numeral.decimals))
      return undefined
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
    ['Rue du Grand Lac 44, 1201 Geneva', '44', '1201'],
  ],
  reject: ['12 women run a shop', 'Geneva hosts 22 bodies'],
  read: ({ numeral, before, after }) => {
    if (numeral.form === 'words') return undefined
    const street =
      /^,?\s(?:[\p{L}.’'-]+\s){0,2}(?:rue|route|avenue|boulevard|chemin|Street|St\.|Road|Avenue|calle)\b/u.test(after)
    const box = /(?:Box|Postfach|Apartado|Casilla|B\.P\.|Calle|Avenida|Rue|Avenue)\s(?:\p{L}+\s)?$/u.test(before)
    const house = /(?:Rue|Avenue|Calle|Avenida|Via|Platz)\s(?:[\p{L}.’'-]+\s){1,4}$/u.test(before) && /^,\s/.test(after)
    const town = /^\s(?:Geneva|Genève|Ginebra|Paris|Vienna|Brussels|Bruxelles|Bruselas|Roma|Madrid)\b/.test(after)
    const postcode = /\b[A-Z]{1,2}-$/.test(before) || (town && /\d, $/.test(before) && numeral.value >= 1000)
    const district =
      numeral.value < 100 &&
      /(?:Geneva|Genève|Ginebra|Paris|Vienna|Wien|Dublin|Brussels|Bruxelles)\s$/.test(before) &&
      /^[,.\s]*(?:$|[,.])/.test(after)
    return street || house || box || postcode || district ? numeral : undefined
  },
})

/** What is a number without measuring anything; these read behind the rules with a sign of their own (%, $). */
export const weakExclusions: readonly Exclusion[] = [label, year, enumerator, place]
