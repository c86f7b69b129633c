import type { Evidence, ProjectParty, ProjectRecord } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import words from '../../gazetteers/project-words.json' with { type: 'json' }
import { indexBefore } from '../extraction-input.ts'
import { acronymInBlock, acronymOfTitle } from './acronyms.ts'
import { readAmounts } from './amounts.ts'
import { readPlaces } from './countries.ts'
import { readFunding } from './cues.ts'
import type { ProjectDraft } from './draft.ts'
import { isCertain, type Party, readParties } from './parties.ts'
import { readPeriodOf } from './period-of.ts'
import { notesOf, type ProjectReading, quote } from './reading.ts'
import { collapse, mendTitle } from './titles.ts'
import { projectIdOf } from './title-words.ts'

type EvidenceOf = (span: Span) => Evidence

/** Reads everything that a draft's place says of the project. */
export function recordOf(reading: ProjectReading, draft: ProjectDraft, evidence: EvidenceOf): ProjectRecord {
  const titleAsPrinted = collapse(quote(reading, draft.title))
  const title = mendTitle(titleAsPrinted, reading.wording)
  const labelled = draft.fields.find((field) => field.name === 'acronym')
  const ofTitle = acronymOfTitle(reading, title)
  const inBlock = ofTitle || labelled ? undefined : acronymInBlock(reading, draft, title)
  const acronym = labelled ? collapse(quote(reading, labelled.value)) : (ofTitle?.acronym ?? inBlock?.acronym)
  const acronymAt = labelled?.value ?? (ofTitle ? draft.title : inBlock)
  const period = readPeriodOf(reading, draft)
  const funding = readFunding(reading, {
    start: draft.title.start > draft.block.start ? draft.block.start : draft.title.end,
    end: draft.block.end,
  })
  const told = unique([...contributorsOf(reading, draft), ...partiesOf(reading, draft, 'donor'), ...funding.donors])
  const noted = told.length > 0 ? [] : notesOf(reading, draft.block).map((note) => readFunding(reading, note))
  const donors = told.length > 0 ? told : unique(noted.flatMap((found) => found.donors))
  const partners = unique([...partiesOf(reading, draft, 'partner'), ...funding.partners]).filter(
    (partner) => !donors.some((donor) => donor.start === partner.start),
  )
  const places = readPlaces(reading, draft, { donors: [...funding.clauses, ...donors], partners })
  const others = (draft.otherTitles ?? []).map((span) => mendTitle(quote(reading, span), reading.wording))
  const alternatives = [
    ...(ofTitle?.shorterTitles ?? []),
    ...(inBlock?.longTitle ? [inBlock.longTitle] : []),
    ...others,
  ]
  return {
    projectId: projectIdOf(title, reading.language),
    rule: draft.rule,
    title,
    titleAsPrinted,
    alternativeTitles: [...new Set(alternatives)].filter((other) => other !== title && other.length > 2),
    ...(acronym && { acronym }),
    ...(period && { period: period.period }),
    ...(draft.region && { region: collapse(quote(reading, draft.region)) }),
    regions: [...new Set(places.regions.map(({ region }) => region))],
    countries: [...new Set(places.countries.map(({ country }) => country))],
    donors: donors.map((party) => placed(party, evidence)),
    partners: partners.map((party) => placed(party, evidence)),
    amounts: readAmounts(reading, draft).map(({ value, currency, ...span }) => ({
      value,
      currency,
      evidence: evidence(span),
    })),
    themes: themesOf(reading, draft, title),
    objectives: objectivesOf(reading, draft).map(evidence),
    places: [{ role: draft.role, evidence: evidence(draft.block) }],
    fields: [
      { field: 'title', evidence: evidence(draft.title) },
      ...(acronymAt ? [{ field: 'acronym' as const, evidence: evidence(acronymAt) }] : []),
      ...(period ? [{ field: 'period' as const, evidence: evidence(period) }] : []),
      ...(draft.region ? [{ field: 'region' as const, evidence: evidence(draft.region) }] : []),
      ...firstOfEach(places.countries).map((mention) => ({ field: 'country' as const, evidence: evidence(mention) })),
    ],
  }
}

function partiesOf(reading: ProjectReading, draft: ProjectDraft, name: 'donor' | 'partner'): Party[] {
  return draft.fields.filter((field) => field.name === name).flatMap((field) => readParties(reading, field.value))
}

/** "EU contribution: EUR 35 000 000": the label says who gives. */
function contributorsOf(reading: ProjectReading, draft: ProjectDraft): Party[] {
  return draft.fields.flatMap(({ name, value }) => {
    if (name !== 'amount') return []
    const from = Math.max(0, value.start - 40)
    const label = contributor.exec(reading.text.slice(from, value.start))
    const before = label ? [{ start: from + label.index, end: from + label.index + label[0].length }] : []
    return [
      ...[...before, ...heldIn(reading, value, share)].flatMap((span) => readParties(reading, span)),
      ...heldIn(reading, value, bracketed).flatMap((span) =>
        readParties(reading, span).filter((party) => isCertain(party)),
      ),
    ]
  })
}

/** What a pattern holds of a cell or a sum, where it stands. */
function heldIn(reading: ProjectReading, value: Span, pattern: RegExp): Span[] {
  return [...quote(reading, value).slice(0, 600).matchAll(pattern)].map((match) => {
    const start = value.start + match.index + match[0].lastIndexOf(match[1]!)
    return { start, end: start + match[1]!.length }
  })
}

/** "1 350 000 euros (Norvège ; Fondation Prune)": who gives a sum, in the bracket behind it. */
const bracketed = /\(([^()\n]{3,200})\)/gu

/** "Total: 18 million. Cofinancement de l’Allemagne : 2 million": who gives the parts of a sum, in the cell that holds it. */
const share =
  /(?<!\p{L})(?:contribution|contribución|aporte|co-?financ(?:ing|ement)|cofinanciación)\s(?:by|from|of|du|de\sla|de\sl['’]|des|del?)\s?(?:the\s)?(\p{Lu}[^:;.\d\n]{1,60}?)\s?:/giu

const contributor =
  /(?<!\p{L})(?:EUTF|EU)(?=\scontribution[^\n.;:]{0,12}:\s?$)|(?<=contribution\sde\sl['’])UE(?=[^\n.;:]{0,12}:\s?$)/iu

function unique(parties: readonly Party[]): Party[] {
  return [...new Map(parties.toReversed().map((party) => [party.name.toLowerCase(), party])).values()].sort(
    (one, other) => one.start - other.start,
  )
}

function placed({ start, end, name, asPrinted, organisation, successor }: Party, evidence: EvidenceOf): ProjectParty {
  return {
    name,
    asPrinted,
    ...(organisation && { organisation }),
    ...(successor && { successor }),
    evidence: evidence({ start, end }),
  }
}

function firstOfEach<Mention extends { country: string }>(mentions: readonly Mention[]): Mention[] {
  return [...new Map(mentions.toReversed().map((mention) => [mention.country, mention])).values()].toReversed()
}

const themes = Object.entries(words.themes).map(([theme, cues]) => ({
  theme,
  pattern: new RegExp(String.raw`(?<!\p{L})(?:${cues.join('|')})(?!\p{L})`, 'iu'),
}))

/** The themes of a project: what its own field says, else what its title is about. */
function themesOf(reading: ProjectReading, draft: ProjectDraft, title: string): string[] {
  const labelled = draft.fields.filter((field) => field.name === 'theme')
  if (labelled.length > 0)
    return labelled
      .flatMap((field) =>
        quote(reading, field.value)
          .split(/[;,•\n]/u)
          .map((theme) => collapse(theme)),
      )
      .filter((theme) => theme.length > 2 && theme.length < 80)
  return themes.filter(({ pattern }) => pattern.test(title)).map(({ theme }) => theme)
}

const purpose =
  /\b(?:objectives?|aims?|aimed|aiming|seeks?|goal|purpose|in order to|objectifs?|vise|visait|a pour but|objetivos?|busca|tiene como (?:objetivo|finalidad))\b/iu

/** What the project is for: its objective fields, else the sentences that say so, three at most. */
function objectivesOf(reading: ProjectReading, draft: ProjectDraft): Span[] {
  const labelled = draft.fields.filter((field) => field.name === 'objective').map((field) => field.value)
  if (labelled.length > 0) return labelled
  const found: Span[] = []
  for (
    let index = Math.max(0, indexBefore(reading.sentences, draft.title.end));
    index < reading.sentences.length;
    index++
  ) {
    const sentence = reading.sentences[index]!
    if (sentence.start >= draft.block.end || found.length === 3) break
    if (sentence.start >= draft.title.end && purpose.test(quote(reading, sentence)))
      found.push({ start: sentence.start, end: sentence.end })
  }
  return found
}
