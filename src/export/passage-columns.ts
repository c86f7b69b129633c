import type { Hit, HitPassage } from '../contracts/search.ts'
import type { Cell } from './csv.ts'

/** A passage that was found, with the document it stands in. */
export type FoundPassage = { hit: Omit<Hit, 'passages'>; passage: HitPassage }

type Column = readonly [name: string, read: (found: FoundPassage) => Cell]

/** The columns of a table of search results: where, what it says, what was found in it. */
export const passageColumns: readonly Column[] = [
  ['document', ({ hit }) => hit.title],
  ['date', ({ hit }) => hit.date],
  ['publisher', ({ hit }) => hit.publisher],
  ['page', ({ passage }) => passage.page],
  ['section', ({ passage }) => passage.section],
  ['text', ({ passage }) => passage.text],
  ['kind', ({ passage }) => passage.kind],
  ['language', ({ passage }) => passage.language],
  ['countries', ({ passage }) => passage.entities.countries],
  ['conventions', ({ passage }) => passage.entities.instruments],
  ['projects', ({ passage }) => passage.entities.projects],
  ['donors', ({ passage }) => passage.entities.donors],
  ['completeness', ({ hit }) => hit.completeness],
  ['file', ({ hit }) => hit.names[0]],
  ['document id', ({ hit }) => hit.documentId],
  ['passage id', ({ passage }) => passage.passageId],
  ['score', ({ passage }) => passage.score],
]
