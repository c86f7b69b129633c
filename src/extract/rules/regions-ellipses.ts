import { type Region, regions } from '../../gazetteers/regions.ts'
import { type Place, placesOf } from '../places.ts'
import type { NameMatch } from '../names.ts'
import { defineRule, type Found } from '../rule.ts'
import { gapBefore, isCapital, type Words, wordsOf } from '../words.ts'
import { regionMention, regionOf } from './regions-names.ts'

type Input = { text: string; date?: string | undefined }

/** Members of a list that share their noun: "North, West and East Africa", "Afrique de l’Ouest et du Centre". */
const ellipsis = defineRule<'region', Input>({
  id: 'region/ellipsis',
  kind: 'region',
  accept: [
    ['in North, West and East Africa', 'North = 015', 'West = 011'],
    ['Central and South America', 'Central = 013'],
    ['South and South-East Asia', 'South = 034'],
    ['en Afrique de l’Ouest et du Nord', 'Nord = 015'],
    ['en Afrique orientale, centrale et australe', 'centrale = 017', 'australe = 018'],
    ['América Central y del Sur', 'Sur = 005'],
  ],
  reject: [
    'The north, and then East Africa',
    'North and South Korea',
    'West of East Africa',
    'Eastern and Western views',
  ],
  find: findEllipses,
})

export const regionEllipsisRules = [ellipsis]

const regionOfCode = new Map(regions.map((region) => [region.code, region]))

/** What a direction means before (or after) the name of a continent, as codes of the gazetteer. */
const directions: Record<string, Record<string, string>> = {
  '002': { north: '015', east: '014', central: '017', south: '018', west: '011', subsaharan: '202' },
  '142': { east: '030', central: '143', south: '034', west: '145', southeast: '035' },
  '150': { north: '154', east: '151', south: '039', west: '155', central: '151', southeast: 'SEE' },
  america: { north: '003', central: '013', south: '005', latin: 'LATAM' },
}

const directionOfWord: Record<string, string> = {
  ...named('north', 'north northern nord septentrionale norte septentrional'),
  ...named('east', 'east eastern est orientale oriental este'),
  ...named('central', 'central centrale centre centro middle'),
  ...named('south', 'south southern sud meridionale australe sur meridional austral'),
  ...named('west', 'west western ouest occidentale occidental oeste'),
  ...named('southeast', 'southeast southeastern sudoriental sudeste'),
  ...named('latin', 'latin latine latina'),
}

function named(direction: string, words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, direction]))
}

const continentOf: Record<string, string> = {
  africa: '002',
  asia: '142',
  europe: '150',
  america: 'america',
  americas: 'america',
}
const latinContinentOf: Record<string, string> = {
  afrique: '002',
  asie: '142',
  europe: '150',
  amerique: 'america',
  ameriques: 'america',
  africa: '002',
  asia: '142',
  europa: '150',
  america: 'america',
}

function findEllipses(input: Input): Found<'region'>[] {
  const words = wordsOf(input)
  const found: Found<'region'>[] = []
  for (const match of placesOf(input)) {
    if (!regionOf(match)) continue
    for (const member of [...membersBefore(words, match), ...membersAfter(words, match)])
      found.push(regionMention(member.region, { start: member.start, end: member.end, date: input.date }))
  }
  return found.toSorted((one, other) => one.start - other.start)
}

type Member = { region: Region; start: number; end: number }
const mostMembers = 5

/** Walks back from "East Africa" over "North, West and". */
function membersBefore(words: Words, match: NameMatch<Place>): Member[] {
  const continent = continentOf[words.folded[match.endWord - 1]!]
  if (!continent || match.endWord - match.firstWord < 2) return []
  const members: Member[] = []
  let index = match.firstWord
  while (members.length < mostMembers) {
    const last = lastOfMemberBefore(words, index)
    const member = last === undefined ? undefined : directionEndingAt(words, last, continent)
    if (!member) break
    members.unshift(member)
    index = member.firstWord
  }
  return members
}

const listJoint = /^(?:\s*,\s*|\s*\/\s*)$/

/** The index of the word that a list joint ("," or "and") ties to the word at `index`. */
function lastOfMemberBefore(words: Words, index: number): number | undefined {
  if (index === 0) return undefined
  if (/^(?:and|or)$/.test(words.folded[index - 1]!))
    return index >= 2 && /^,?\s+$/.test(gapBefore(words, index - 1)) ? index - 2 : undefined
  return listJoint.test(gapBefore(words, index)) ? index - 1 : undefined
}

function directionEndingAt(
  words: Words,
  last: number,
  continent: string,
): (Member & { firstWord: number }) | undefined {
  const { text, folded, starts, ends } = words
  let direction = directionOfWord[folded[last]!]
  let first = last
  const isJoined = last > 0 && /^[-‐‑–\s]$/.test(gapBefore(words, last))
  if (isJoined && direction === 'east' && /^(south|sud)$/.test(folded[last - 1]!)) {
    direction = 'southeast'
    first = last - 1
  }
  if (folded[last] === 'saharan' && isJoined && folded[last - 1] === 'sub') {
    direction = 'subsaharan'
    first = last - 1
  }
  if (!direction || !isCapital(text, starts[first]!)) return undefined
  const region = regionOfCode.get(directions[continent]?.[direction] ?? '')
  return region && { region, start: starts[first]!, end: ends[last]!, firstWord: first }
}

/** Walks on from "Afrique de l’Ouest" over "et du Nord", from "América Central" over "y del Sur". */
function membersAfter(words: Words, match: NameMatch<Place>): Member[] {
  const continent = latinContinentOf[words.folded[match.firstWord]!]
  if (!continent || match.endWord - match.firstWord < 2) return []
  const members: Member[] = []
  let index = match.endWord
  while (members.length < mostMembers) {
    const at = memberAfter(words, index)
    const direction = at === undefined ? undefined : directionOfWord[words.folded[at]!]
    const region = regionOfCode.get((direction && directions[continent]?.[direction]) ?? '')
    if (at === undefined || !region) break
    members.push({ region, start: words.starts[at]!, end: words.ends[at]! })
    index = at + 1
  }
  return members
}

const joints = new Set(['et', 'ou', 'y', 'e', 'o'])
const articles = new Set(['du', 'de', 'del', 'l', 'la', 'en', 'au'])

/** The index of the next word but joints and articles; none where nothing joins it to the list. */
function memberAfter(words: Words, index: number): number | undefined {
  const { folded } = words
  const limit = Math.min(folded.length, index + 4)
  let joined = false
  for (let at = index; at < limit; at++) {
    const gap = gapBefore(words, at)
    if (!/^[\s,'’]*$/.test(gap) || gap.length > 4) return undefined
    if (gap.includes(',') || joints.has(folded[at]!)) joined = true
    if (joints.has(folded[at]!) || articles.has(folded[at]!)) continue
    return joined ? at : undefined
  }
  return undefined
}
