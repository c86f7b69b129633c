import { type CountryCandidate, countryCandidatesOf } from '../country-candidates.ts'
import { defineRule, type Found } from '../rule.ts'

type Input = { text: string }

const pair = defineRule<'corridor', Input>({
  id: 'corridor/pair',
  kind: 'corridor',
  accept: [
    ['the Nepal-UAE and Ukraine–Poland corridors', 'Nepal-UAE = NPL>ARE', 'Ukraine–Poland = UKR>POL'],
    [
      'migration corridors: Nepal-UAE; Indonesia Malaysia, Zimbabwe-South Africa',
      'Nepal-UAE = NPL>ARE',
      'Indonesia Malaysia = IDN>MYS',
      'Zimbabwe-South Africa = ZWE>ZAF',
    ],
    ['couloir Burkina Faso – Côte d’Ivoire', 'Burkina Faso – Côte d’Ivoire = BFA>CIV'],
    ['the Nicaragua → Costa Rica corridor', 'Nicaragua → Costa Rica = NIC>CRI'],
    ['the France-Tunisia agreement', 'France-Tunisia = FRA-TUN'],
    ['the Haiti to Dominican Republic corridor', 'Haiti to Dominican Republic = HTI>DOM'],
  ],
  reject: [
    'the US-Mexico border',
    'Kenya - Uganda - Tanzania',
    'Guinea-Bissau',
    'Nepal Qatar Bahrain',
    'the India-Pakistan war',
  ],
  find: findPairs,
})

const route = defineRule<'corridor', Input>({
  id: 'corridor/from-to',
  kind: 'corridor',
  accept: [
    ['workers who go from Indonesia to Malaysia', 'Indonesia to Malaysia = IDN>MYS'],
    ['from Nepal and India to Qatar', 'Nepal and India to Qatar = NPL>QAT', 'India to Qatar = IND>QAT'],
    ['les migrants du Mali vers la Côte d’Ivoire', 'Mali vers la Côte d’Ivoire = MLI>CIV'],
    [
      'de Honduras hacia México y los Estados Unidos',
      'Honduras hacia México = HND>MEX',
      'Honduras hacia México y los Estados Unidos = HND>USA',
    ],
  ],
  reject: [
    'exports to Malaysia from Indonesia',
    'remittances from Qatar to Nepal',
    'from 2009 to 2011 in Moldova',
    'a flight from Nepal; to Qatar',
  ],
  find: findRoutes,
})

const agreement = defineRule<'corridor', Input>({
  id: 'corridor/agreement',
  kind: 'corridor',
  accept: [
    ['a bilateral agreement between Georgia and France', 'Georgia and France = GEO-FRA'],
    [
      'bilateral agreements (Armenia and the Russian Federation, and Costa Rica and Nicaragua)',
      'Armenia and the Russian Federation = ARM-RUS',
      'Costa Rica and Nicaragua = CRI-NIC',
    ],
    ['un accord bilatéral entre le Maroc et l’Espagne', 'Maroc et l’Espagne = MAR-ESP'],
    ['labour migration between Zimbabwe and South Africa', 'Zimbabwe and South Africa = ZWE-ZAF'],
    ['el acuerdo entre Colombia y Perú', 'Colombia y Perú = COL-PER'],
  ],
  reject: ['differences between Georgia and France', 'agreements with Nepal, India and Qatar'],
  find: findAgreements,
})

export const corridorPairRules = [pair, route, agreement]

type Country = { start: number; end: number; code: string; named: boolean }

function countriesOf(input: Input): Country[] {
  return countryCandidatesOf(input)
    .filter((candidate: CountryCandidate) => !candidate.refused)
    .map(({ match, place }) => ({
      start: match.start,
      end: match.end,
      code: place.code,
      named: place.form !== 'demonym',
    }))
}

/** "Nepal-UAE", "Kenya → Oman": a pair by itself. */
const tightDash = /^[-‐‑–—→]$|^\s?→\s?$/u
/** "Nepal – Qatar", "Haiti to Chile": a pair where a corridor is spoken of. */
const looseDash = /^\s[-‐‑–—]\s$|^\s?to\s(?:the\s)?$/u
/** "Indonesia Malaysia": the dash was lost in print. */
const lostDash = /^[ \u00a0]$/
const anyDash = /^\s?[-‐‑–—→]\s?$/u
const corridorNoun = /corridor|couloir|corredor|migration|migrat|route/iu
/** "… migration corridor", "… couloir" behind the pair. */
const corridorAhead = /^\s(?:migration\s)?(?:corridors?|couloirs?|corredor(?:es)?|routes?)\b/iu
/** "… bilateral agreement", "… MoU" behind it: parties, without a direction. */
const agreementAhead = /^\s(?:bilateral\s|labour\s)?(?:agreements?|accords?|MOUs?|MoUs?|memorand|treat|partnership)/iu
/** "… border", "… war": nobody's way. */
const otherAhead = /^\s(?:border|war|conflict|relation|frontier|frontera|frontière|trade|summit|match)/iu
const nearCharacters = 160
/** In a list of pairs the next one stands behind ";", "," or "and". */
const listJoint = /^\s?[;,]?\s?(?:and\s|et\s|y\s)?$/u

function findPairs(input: Input): Found<'corridor'>[] {
  const { text } = input
  const countries = countriesOf(input)
  const found: Found<'corridor'>[] = []
  for (let index = 0; index + 1 < countries.length; index++) {
    const [origin, destination] = [countries[index]!, countries[index + 1]!]
    if (!origin.named || !destination.named || origin.code === destination.code) continue
    const gap = text.slice(origin.end, Math.min(destination.start, origin.end + 12))
    if (origin.end + gap.length !== destination.start || isChain(text, countries, index)) continue
    const after = text.slice(destination.end, destination.end + 40)
    const before = text.slice(Math.max(0, origin.start - nearCharacters), origin.start)
    const isTold = corridorAhead.test(after) || corridorNoun.test(before)
    const follows = found.length > 0 && listJoint.test(text.slice(found.at(-1)!.end, origin.start))
    if (otherAhead.test(after)) continue
    if (!isPair({ gap, isTold, follows, corridorFollows: corridorAhead.test(after) })) continue
    const isAgreement = agreementAhead.test(after)
    found.push(corridor({ origin, destination, directed: !isAgreement, agreement: isAgreement }))
    index++
  }
  return found
}

function isPair(seen: { gap: string; isTold: boolean; follows: boolean; corridorFollows: boolean }): boolean {
  if (tightDash.test(seen.gap)) return true
  if (looseDash.test(seen.gap)) return seen.gap.includes('to') ? seen.corridorFollows : seen.isTold
  return lostDash.test(seen.gap) && (seen.follows || seen.corridorFollows) && seen.isTold
}

/** Three or more names in one chain of dashes are a list, no pair. */
function isChain(text: string, countries: readonly Country[], index: number): boolean {
  const [before, origin, destination, after] = countries.slice(Math.max(0, index - 1), index + 3)
  if (index === 0)
    return destination !== undefined && anyDash.test(text.slice(origin!.end, destination.start).slice(0, 4))
  const isBefore = anyDash.test(text.slice(before!.end, origin!.start).slice(0, 4))
  return isBefore || (after !== undefined && anyDash.test(text.slice(destination!.end, after.start).slice(0, 4)))
}

/** "from the", "du", "desde el" before the origin. */
const fromBefore =
  /(?:^|[^\p{L}])(?:from|de|du|des|d['’]|depuis|desde|del)\s?(?:the\s|la\s|les\s|l['’]\s?|los\s|el\s)?$/iu
/** "to the", "vers la", "hacia el" between origin and destination. */
const toBetween =
  /^\s(?:to|into|towards?|vers|hacia|jusqu['’]|à|au|aux|a|al|en)\s?(?:the\s|la\s|le\s|les\s|l['’]|los\s|el\s|au\s|aux\s|en\s)?$/iu
/** ", ", " and to the ", " et le " between two of one side. */
const alsoBetween =
  /^(?:,\s?|,?\s(?:and|or|et|ou|y|e|o)\s)(?:to\s|the\s|la\s|le\s|les\s|l['’]|los\s|el\s|du\s|de\s|au\s|aux\s)?$/iu

function findRoutes(input: Input): Found<'corridor'>[] {
  const { text } = input
  const countries = countriesOf(input).filter(({ named }) => named)
  const found: Found<'corridor'>[] = []
  for (let index = 0; index + 1 < countries.length; index++) {
    if (!toBetween.test(between(text, countries, index))) continue
    let first = index
    while (first > 0 && index - first < 5 && alsoBetween.test(between(text, countries, first - 1))) first--
    if (!fromBefore.test(text.slice(Math.max(0, countries[first]!.start - 14), countries[first]!.start))) continue
    if (movesGoods(text, countries[first]!.start)) continue
    let last = index + 1
    while (last + 1 < countries.length && last - index < 6 && alsoBetween.test(between(text, countries, last))) last++
    for (const origin of countries.slice(first, index + 1))
      for (const destination of countries.slice(index + 1, last + 1))
        if (origin.code !== destination.code)
          found.push(corridor({ origin, destination, directed: true, agreement: false }))
  }
  return found
}

/** Money and goods take the other way round, or their own: "remittances from …". */
const goods =
  /(?:remittances?|exports?|imports?|trade|goods|investments?|capital|flights?|funds|money|remesas|exportaci|comercio|transferts?|envois)\b[^.;]{0,30}$/iu

function movesGoods(text: string, start: number): boolean {
  return goods.test(text.slice(Math.max(0, start - 50), start))
}

const longestGap = 24

function between(text: string, countries: readonly Country[], index: number): string {
  const [one, other] = [countries[index]!, countries[index + 1]!]
  return other.start - one.end > longestGap ? '\n' : text.slice(one.end, other.start)
}

/** What two countries sign. */
const agreementNoun =
  /bilateral|bilatéra|agreement|memorand|\bMOUs?\b|\bMoUs?\b|accord|acuerdo|convenio|convention|treaty|traité|tratado/iu
/** "labour migration between …": people move, print does not say which way. */
const movement =
  /(?:migration|mobility|corridors?|migraci[oó]n|movilidad|corredor|mobilité|couloir|circulation)\s(?:flows\s)?(?:between|entre)\s[^.;]{0,8}$/iu
const betweenBefore = /(?:between|entre|signed\sby)\s(?:the\s|la\s|le\s|les\s|l['’]\s?|el\s|los\s)?$/iu
const andBetween = /^\s(?:and|et|y|e)\s(?:the\s|la\s|le\s|les\s|l['’]\s?|el\s|los\s)?$/iu
const listBetween = /^,?\s(?:and\s|et\s|y\s)?(?:the\s|la\s|le\s|les\s|el\s|los\s)?$/iu
/** "(e.g. the" before the first of a list of pairs. */
const openingBefore = /[(:]\s?(?:e\.g\.,?\s|for example,?\s|such as\s)?(?:the\s)?$/iu

function findAgreements(input: Input): Found<'corridor'>[] {
  const { text } = input
  const countries = countriesOf(input).filter(({ named }) => named)
  const found: Found<'corridor'>[] = []
  for (let index = 0; index + 1 < countries.length; index++) {
    const [origin, destination] = [countries[index]!, countries[index + 1]!]
    if (origin.code === destination.code || !andBetween.test(between(text, countries, index))) continue
    const before = text.slice(Math.max(0, origin.start - nearCharacters), origin.start)
    const follows =
      found.length > 0 &&
      found.at(-1)!.end === countries[index - 1]?.end &&
      listBetween.test(between(text, countries, index - 1))
    const opens = betweenBefore.test(before) || (openingBefore.test(before) && isListOfPairs(text, countries, index))
    const isAgreement = follows ? found.at(-1)!.agreement === true : agreementNoun.test(before)
    const isMovement = betweenBefore.test(before) && movement.test(before)
    if (!follows && !(opens && isAgreement) && !isMovement) continue
    found.push(corridor({ origin, destination, directed: false, agreement: isAgreement }))
    index++
  }
  return found
}

/** "A and B, C and D": the next two countries are joined as well. */
function isListOfPairs(text: string, countries: readonly Country[], index: number): boolean {
  if (index + 3 >= countries.length) return false
  return listBetween.test(between(text, countries, index + 1)) && andBetween.test(between(text, countries, index + 2))
}

function corridor(made: {
  origin: Country
  destination: Country
  directed: boolean
  agreement: boolean
}): Found<'corridor'> {
  const { origin, destination, directed, agreement } = made
  return {
    kind: 'corridor',
    start: Math.min(origin.start, destination.start),
    end: Math.max(origin.end, destination.end),
    origin: origin.code,
    destination: destination.code,
    directed,
    ...(agreement && { agreement }),
  }
}
