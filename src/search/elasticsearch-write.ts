import type { IndexDocument, IndexedDocument, Passage } from '../contracts/search.ts'
import { contextOf } from './context.ts'
import type { Bulker, Item } from './elasticsearch-bulk.ts'
import type { Names } from './elasticsearch-engine.ts'
import { type NumberedPlace, removeNumbered, replaceNumbered } from './elasticsearch-numbered.ts'
import { stemmedLanguages } from './elasticsearch-mapping.ts'
import { comparable, corridorEnds, daysOf, facetsOfDocument, facetsOfPassage, type FacetValue } from './labels.ts'
import { foldedText, storable } from './words.ts'

export type Writer = Bulker & { names: Names }

/** Puts the document in the place of what the index holds of it. */
export async function write(writer: Writer, document: IndexDocument, signal?: AbortSignal): Promise<IndexedDocument> {
  const { passages, entities: _, keyPhrases: __, ...record } = document
  const common = { document, record: JSON.stringify(record), facets: facetsOfDocument(document) }
  const beginnings = beginningsOf([...common.facets, ...passages.flatMap(facetsOfPassage)])
  const refused = await replaceNumbered(
    writer,
    placeOf(writer, document.documentId),
    {
      items: passages.map((passage) => itemOf(writer, common, passage)),
      recordOf: (passageCount) => ({ documentId: document.documentId, passageCount, beginnings }),
    },
    signal,
  )
  return { documentId: document.documentId, passageCount: passages.length - refused.length, refused }
}

/** Removes the document's passages, then its record. */
export async function remove(writer: Writer, documentId: string): Promise<void> {
  await removeNumbered(writer, placeOf(writer, documentId))
}

const placeOf = ({ names }: Writer, documentId: string): NumberedPlace => ({
  index: names.passages,
  idOf: (number) => `${documentId}-${number}`,
  record: `/${names.documents}/_doc/${documentId}`,
  count: 'passageCount',
})

type Common = { document: IndexDocument; record: string; facets: FacetValue[] }

function itemOf({ names }: Writer, { document, record, facets: common }: Common, passage: Passage): Item {
  const id = `${document.documentId}-${passage.ordinal}`
  const facets = [...facetsOfPassage(passage), ...common]
  const days = daysOf(document.date)
  const source = {
    documentId: document.documentId,
    documentNumber: documentNumberOf(document.documentId),
    ordinal: passage.ordinal,
    language: passage.language,
    kind: passage.kind,
    page: passage.page,
    ...(days ? { firstDay: days.first, lastDay: days.last } : {}),
    ...textFields('text', passage.text, passage.language),
    ...textFields('context', [contextOf(passage), document.title].filter(Boolean).join('\n'), passage.language),
    labels: labelsOf(passage, facets),
    facets: facetFields(facets),
    figures: passage.figures,
    record,
    body: JSON.stringify(passage),
  }
  return { id, action: JSON.stringify({ index: { _index: names.passages, _id: id } }), source: JSON.stringify(source) }
}

/** Documents are told apart by it where they are only counted: the engine would look up a name for each, value by value. */
function documentNumberOf(documentId: string): number {
  return Number.parseInt(documentId.slice(0, 13), 16)
}

function textFields(name: string, text: string, language: string): Record<string, string> {
  const plain = storable(text)
  const stemmed = stemmedLanguages.find((one) => one === language)
  return { [name]: plain, ...(stemmed ? { [`${name}_${stemmed}`]: plain } : {}) }
}

function labelsOf({ entities }: Passage, facets: readonly FacetValue[]): string[] {
  const ends = entities.corridors.map(corridorEnds)
  return [
    ...facets.map(([field, value]) => storable(`${field}:${comparable(field, value)}`)),
    ...entities.impliedCountries.map((country) => `implied:${comparable('country', country)}`),
    ...ends.flatMap(({ origins }) => origins.map((country) => `origin:${country}`)),
    ...ends.flatMap(({ destinations }) => destinations.map((country) => `destination:${country}`)),
  ]
}

function facetFields(facets: readonly FacetValue[]): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const [field, value] of facets) (fields[field] ??= []).push(storable(value))
  return fields
}

const completed = new Set(['country', 'region', 'convention', 'organisation', 'donor', 'project', 'publisher'])
const wordsOfName = 8

/** `observatory of migration<tab>publisher<tab>The Observatory of Migration`: every name, from each of its words on. */
export function beginningsOf(facets: readonly FacetValue[]): string[] {
  const beginnings = new Set<string>()
  for (const [field, value] of facets) {
    if (!completed.has(field) || value.length > 200) continue
    const words = foldedText(value).split(' ')
    for (let at = 0; at < Math.min(words.length, wordsOfName); at++)
      beginnings.add(storable(`${words.slice(at).join(' ')}\t${field}\t${value}`))
  }
  return [...beginnings]
}
