import { createHash } from 'node:crypto'
import { dayNumbers } from './dates.ts'
import { kindsOf } from './passage-kinds.ts'
import type { FilterField, IndexDocument, Passage } from '../contracts/search.ts'
import { foldedText } from './words.ts'

/** A value of a field that a filter may ask for and a facet counts. */
export type FacetValue = readonly [field: FilterField, value: string]

const longestLabel = 200
/** Ids in which marks tell things apart; all other values are compared as their words. */
const verbatim = new Set<FilterField>(['corridor', 'document', 'project'])

/** What every passage of the document has in common. */
export function facetsOfDocument(document: IndexDocument): FacetValue[] {
  return [
    ['language', document.language],
    ['document', document.documentId],
    ['completeness', document.incomplete.length > 0 ? 'partial' : 'complete'],
    ...(document.publisher === undefined ? [] : [['publisher', document.publisher] as const]),
    ...(document.date === undefined ? [] : [['year', document.date.slice(0, 4)] as const]),
  ]
}

/** What the passage itself holds. */
export function facetsOfPassage(passage: Passage): FacetValue[] {
  const { entities } = passage
  const values = (field: FilterField, list: readonly (string | number)[]): FacetValue[] =>
    [...new Set(list)].map((value) => [field, String(value)])
  return [
    ...values('country', entities.countries),
    ...values('region', entities.regions),
    ...values('convention', entities.instruments),
    ...values('organisation', entities.organisations),
    ...values('donor', entities.donors),
    ...values('project', entities.projects),
    ...values('corridor', entities.corridors),
    ...values('kind', kindsOf(passage)),
    ...values('active', passage.activeYears),
  ]
}

/** As filters compare it: "World Bank" and "world bank" are one value. Fits a database's limit for a key. */
export function comparable(field: FilterField, value: string): string {
  const plain = verbatim.has(field) ? value : foldedText(value) || value
  return plain.length <= longestLabel ? plain : createHash('sha256').update(plain).digest('hex')
}

/** The ends of a corridor id; an undirected one has both at either end. */
export function corridorEnds(corridor: string): { origins: string[]; destinations: string[] } {
  const [origin, destination] = corridor.split('>')
  if (origin !== undefined && destination !== undefined) return { origins: [origin], destinations: [destination] }
  const both = corridor.split('-')
  return { origins: both, destinations: both }
}

/** First and last day that the document's date may mean; undefined where it bears none. */
export function daysOf(date: string | undefined): { first: number; last: number } | undefined {
  return date === undefined || !/^\d{4}/.test(date) ? undefined : dayNumbers(date)
}
