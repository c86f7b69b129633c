import type { CountryMention, RegionMention } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import { indexBefore, spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { isHeading } from './headings.ts'
import { type ProjectReading, quote, within } from './reading.ts'

/** The countries of a project with the places that name them, and its regions. */
export type FoundPlaces = { countries: CountryMention[]; regions: RegionMention[] }

/** "New Zealand’s Recognised Seasonal Employer Scheme": the country only owns what is named. */
const ownsScheme = /^['’]s\s(?:\p{Lu}[\p{L}-]*\s){1,6}?(?:Scheme|Programme|Program|Visa|Act|Law|Policy|Market|Fund)\b/u
/** "EU Member States, initially Germany and Belgium": countries that lend a hand. */
const lendsHand = /\b(?:Member States|MS)\b[^.]{0,60}$/u

/** The countries of a draft: those that its own list names, else those of its title and text that are not its donors. */
export function readPlaces(
  reading: ProjectReading,
  draft: ProjectDraft,
  { donors, partners }: { donors: readonly Span[]; partners: readonly Span[] },
): FoundPlaces {
  const lists = draft.fields.filter((field) => field.name === 'countries' || field.name === 'region')
  const listed = lists.flatMap((field) => within(reading.countries, field.value))
  const regions = within(reading.regions, draft.block).filter((region) => !region.inName)
  if (listed.length > 0) return { countries: listed, regions }
  const named = within(reading.countries, draft.title)
  if (draft.shared && named.length > 0) return { countries: named, regions }
  const parties = draft.fields
    .filter((field) => field.name === 'donor' || field.name === 'partner')
    .map((field) => field.value)
  const excluded = [...donors, ...parties]
  const found = within(reading.countries, draft.block)
    .filter((mention) => counts(reading, draft, mention, excluded))
    // "Danish Refugee Council": the adjective of a partner's name is no place of work; "Government of Nepal" is.
    .filter(
      (mention) =>
        mention.form !== 'demonym' || !partners.some((span) => mention.start >= span.start && mention.end <= span.end),
    )
  if (found.length === 0 && draft.country) return { countries: within(reading.countries, draft.country), regions }
  // "Donor: European Union": where the money comes from is no region of work.
  const places = regions.filter(({ start, end }) => !excluded.some((span) => start >= span.start && end <= span.end))
  const before = found.length === 0 && !draft.opens ? namedBefore(reading, draft, excluded) : []
  if (before.length > 0) return { countries: before, regions }
  if (found.length === 0 && places.length === 0) return { countries: subjectOf(reading), regions }
  return { countries: found, regions }
}

/** "Ethiopia hosts many. There, the Open Ladders project …": the place was said before, in the same paragraph. */
function namedBefore(reading: ProjectReading, draft: ProjectDraft, excluded: readonly Span[]): CountryMention[] {
  const paragraph = reading.paragraphs[indexBefore(reading.paragraphs, draft.block.start)]
  if (!paragraph || paragraph.kind !== 'body' || draft.block.start - paragraph.start > 300) return []
  const near = { start: paragraph.start, end: draft.block.start }
  const [first] = within(reading.countries, near).filter((mention) => counts(reading, draft, mention, excluded))
  return first &&
    /(?:^|\s)(?:There|Here|Là|Ici|Allí|Aquí)[,\s]/u.test(
      quote(reading, { start: draft.block.start, end: draft.block.start + 12 }),
    )
    ? [first]
    : []
}

/** The one country that the document's own title names: what it tells of is there. */
function subjectOf(reading: ProjectReading): CountryMention[] {
  const { pieces, countries, regions } = reading
  const heading = pieces.slice(0, 4).find((piece) => isHeading(piece) && within(countries, piece).length > 0)
  if (!heading || within(regions, heading).length > 0) return []
  const named = within(countries, heading).filter((mention) => !mention.inOrganisationName && mention.role !== 'donor')
  // "Jordan: Jobs for Syrians": the country that all of it is of.
  const first = named[0]
  if (first?.start === heading.start && heading.text[first.end - first.start] === ':') return [first]
  const codes = new Set(named.map(({ country }) => country))
  // "Haiti – Dominican Republic: help for those sent back": both sides of a border.
  const pair =
    codes.size === 2 &&
    named.length === 2 &&
    /^\s[–—-]\s$/u.test(quote(reading, { start: first!.end, end: named[1]!.start }))
  return codes.size === 1 ? named.slice(0, 1) : pair ? named : []
}

function counts(
  reading: ProjectReading,
  draft: ProjectDraft,
  mention: CountryMention,
  excluded: readonly Span[],
): boolean {
  if (mention.role === 'donor' || excluded.some((span) => mention.start >= span.start && mention.end <= span.end))
    return false
  if (mention.end <= draft.title.end) return !mention.inOrganisationName
  if (mention.inOrganisationName) return false
  // "22 millones de coronas suecas": the country of a currency.
  if (spanAt(reading.money, mention.start) || spanAt(reading.money, mention.start - 2)) return false
  const after = quote(reading, { start: mention.end, end: Math.min(reading.text.length, mention.end + 90) })
  if (ownsScheme.test(after.replace(/\s+/g, ' '))) return false
  const before = quote(reading, { start: Math.max(draft.block.start, mention.start - 80), end: mention.start })
  return !lendsHand.test(before.replace(/\s+/g, ' '))
}
