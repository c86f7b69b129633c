import { firstWhere } from '../contracts/first-where.ts'
import { findCorridors } from './corridors.ts'
import { findCountries } from './countries.ts'
import type { ExtractionInput } from './extraction-input.ts'
import { findFigures } from './figures.ts'
import { findInstruments } from './instruments.ts'
import { findOrganisations } from './organisations.ts'
import { type Lost, resolveOverlaps } from './overlaps.ts'
import { findRegions } from './regions.ts'
import type { Ruled } from './rule.ts'

/** All mentions of a document sorted by start, and those that lost their place to another. */
export function readMentions(input: ExtractionInput): { kept: Ruled[]; lost: Lost[] } {
  const { countries, regions, instruments, organisations, lost } = resolveOverlaps({
    countries: findCountries(input),
    regions: findRegions(input),
    instruments: findInstruments(input),
    organisations: findOrganisations(input),
  })
  const named = inOrder([...countries, ...regions, ...findCorridors(input), ...instruments, ...organisations])
  const places = named.filter((mention) => mention.kind === 'country' || mention.kind === 'region')
  const figures: Ruled[] = []
  for (const figure of findFigures(input, places)) {
    // A number inside the name of an instrument is its number, whatever else it looks like.
    const winner = holding(instruments, figure.start, figure.end)
    if (winner) lost.push({ mention: figure, winner, reason: 'the number belongs to an instrument' })
    else figures.push(figure)
  }
  return { kept: inOrder([...named, ...figures]), lost }
}

const inOrder = (mentions: Ruled[]): Ruled[] =>
  mentions.sort((one, other) => one.start - other.start || other.end - one.end)

/** The mention of a sorted list that overlaps the span. */
function holding(mentions: readonly Ruled[], start: number, end: number): Ruled | undefined {
  const mention = mentions[firstWhere(mentions, (one) => one.end > start)]
  return mention && mention.start < end ? mention : undefined
}
