import type { ProjectParty } from '../contracts/extracted-document.ts'
import type { RegisterEntry, RegisterRow } from '../contracts/registers.ts'
import { fingerprint } from '../registers/fold.ts'
import { countryAlpha2, organisationName } from '../registers/names.ts'

type Entry = { entry: RegisterEntry; rows: readonly RegisterRow[] }
type FollowTheMoneyEntity = { id: string; schema: string; properties: Record<string, string[]> }

/** Projects and organisations as entities of FollowTheMoney, with what links them; made as they are asked for. */
export async function* followTheMoneyOf(entries: AsyncIterable<Entry>): AsyncGenerator<FollowTheMoneyEntity> {
  for await (const { entry, rows } of entries) {
    if (entry.register === 'projects') yield* projectEntities(entry, rows)
    if (entry.register === 'organisations') yield organisationEntity(entry.key, entry.label)
  }
}

function* projectEntities(entry: RegisterEntry, rows: readonly RegisterRow[]): Generator<FollowTheMoneyEntity> {
  const { key, label, values } = entry
  const id = idOf('project', key)
  yield {
    id,
    schema: 'Project',
    properties: filled({
      name: [label],
      alias: textsOf(values['alternativeTitles']),
      weakAlias: textsOf(values['acronym']),
      startDate: textsOf(values['from']).map(year),
      endDate: textsOf(values['to']).map(year),
      country: textsOf(values['countries']).flatMap((country) => countryAlpha2(country)?.toLowerCase() ?? []),
      keywords: textsOf(values['themes']),
      description: rows
        .slice(0, 20)
        .map(({ quote, documentTitle, page }) => `${quote} (${documentTitle}, page ${page})`),
    }),
  }
  const seen = new Set<string>()
  for (const { details } of rows) {
    if (details.kind !== 'project') continue
    for (const [role, parties] of [
      ['donor', details.donors],
      ['partner', details.partners],
    ] as const)
      for (const party of parties) {
        const participant = partyKey(party)
        const link = idOf('participant', `${key} ${role} ${participant}`)
        if (seen.has(link)) continue
        seen.add(link)
        yield organisationEntity(participant, party.name)
        yield {
          id: link,
          schema: 'ProjectParticipant',
          properties: { project: [id], participant: [idOf('organisation', participant)], role: [role] },
        }
      }
  }
}

/** The same organisation is given as often as it is named: who reads it merges by id. */
function organisationEntity(key: string, name: string): FollowTheMoneyEntity {
  const known = organisationName(key)
  const alias = known === key || known === name ? [] : [known]
  return { id: idOf('organisation', key), schema: 'Organization', properties: filled({ name: [name], alias }) }
}

const partyKey = ({ organisation, name }: ProjectParty): string => organisation ?? name

/** Ids of letters, digits and hyphens, whatever the key holds. */
function idOf(kind: string, key: string): string {
  return /^[a-z0-9-]{1,100}$/.test(key) ? `rihla-${kind}-${key}` : `rihla-${kind}-x${fingerprint(key)}`
}

function filled(properties: Record<string, string[]>): Record<string, string[]> {
  const wanted = Object.entries(properties)
    .map(([name, values]) => [name, [...new Set(values.map(clean))].filter((value) => value !== '')] as const)
    .filter(([, values]) => values.length > 0)
  return Object.fromEntries(wanted)
}

const clean = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u0000-\u001F\u007F]+/g, ' ')
    .trim()
const year = (text: string): string => text.padStart(4, '0')
const textsOf = (value: unknown): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String)
