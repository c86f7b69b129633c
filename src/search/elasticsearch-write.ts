import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { IndexDocument, IndexedDocument, Passage } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { contextOf } from './context.ts'
import { type Engine, EngineError, type EngineRequest, type Names } from './elasticsearch-engine.ts'
import { stemmedLanguages } from './elasticsearch-mapping.ts'
import { comparable, corridorEnds, daysOf, facetsOfDocument, facetsOfPassage, type FacetValue } from './labels.ts'
import { foldedText, storable } from './words.ts'

export type Writer = { engine: Engine; names: Names; limits: BulkLimits }

/** One bulk at a time, of so many bytes; what is refused for being too much is tried again, each time later. */
export type BulkLimits = { bytes: number; attempts: number; backoffMilliseconds: number }

/**
 * Puts the document in the place of what the index holds of it. Its record is written first, with the larger of both
 * numbers of passages, so that whatever a killed writer leaves behind is known and goes with the next write.
 */
export async function write(writer: Writer, document: IndexDocument, signal?: AbortSignal): Promise<IndexedDocument> {
  const held = await passageCountOf(writer, document.documentId, signal)
  const count = document.passages.length
  await putRecord(writer, document, Math.max(held, count), signal)
  const { passages, entities: _, keyPhrases: __, ...record } = document
  const common = { document, record: JSON.stringify(record), facets: facetsOfDocument(document) }
  const made = passages.map((passage) => itemOf(writer, common, passage))
  const refused: IndexedDocument['refused'] = []
  for (const items of inBulks(made, writer.limits.bytes)) refused.push(...(await bulk(writer, items, signal)))
  await removePassages(writer, document.documentId, { from: count, to: held }, signal)
  await putRecord(writer, document, count, signal)
  return { documentId: document.documentId, passageCount: count - refused.length, refused }
}

/** Removes the document's passages, then its record. */
export async function remove(writer: Writer, documentId: string): Promise<void> {
  const held = await passageCountOf(writer, documentId)
  await removePassages(writer, documentId, { from: 0, to: held })
  await passing(writer, { method: 'DELETE', path: `/${writer.names.documents}/_doc/${documentId}` }, undefined, [404])
}

type Item = { id: string; action: string; source?: string }

const Held = z.object({ _source: z.object({ passageCount: z.int() }) })

async function passageCountOf(
  { engine, names, limits }: Writer,
  documentId: string,
  signal?: AbortSignal,
): Promise<number> {
  const request = {
    method: 'GET',
    path: `/${names.documents}/_doc/${documentId}`,
    query: { _source_includes: 'passageCount' },
  } as const
  const answer = await passing({ engine, limits }, request, signal, [404])
  return Held.safeParse(answer).data?._source.passageCount ?? 0
}

async function putRecord(
  writer: Writer,
  document: IndexDocument,
  passageCount: number,
  signal?: AbortSignal,
): Promise<void> {
  const body = {
    documentId: document.documentId,
    passageCount,
    beginnings: beginningsOf([...facetsOfDocument(document), ...document.passages.flatMap(facetsOfPassage)]),
  }
  await passing(writer, { method: 'PUT', path: `/${writer.names.documents}/_doc/${document.documentId}`, body }, signal)
}

type Common = { document: IndexDocument; record: string; facets: FacetValue[] }

function itemOf({ names }: Writer, { document, record, facets: common }: Common, passage: Passage): Item {
  const id = `${document.documentId}-${passage.ordinal}`
  const facets = [...facetsOfPassage(passage), ...common]
  const days = daysOf(document.date)
  const source = {
    documentId: document.documentId,
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

async function removePassages(
  writer: Writer,
  documentId: string,
  { from, to }: { from: number; to: number },
  signal?: AbortSignal,
) {
  const items = Array.from({ length: Math.max(0, to - from) }, (_, index): Item => {
    const id = `${documentId}-${from + index}`
    return { id, action: JSON.stringify({ delete: { _index: writer.names.passages, _id: id } }) }
  })
  for (const batch of inBulks(items, writer.limits.bytes)) await bulk(writer, batch, signal)
}

function* inBulks(items: readonly Item[], bytes: number): Generator<Item[]> {
  let batch: Item[] = []
  let size = 0
  for (const item of items) {
    const own = Buffer.byteLength(item.source ?? '') + item.action.length + 2
    if (batch.length > 0 && size + own > bytes) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(item)
    size += own
  }
  if (batch.length > 0) yield batch
}

const BulkAnswer = z.object({
  items: z.array(
    z.record(
      z.string(),
      z.object({ status: z.int(), error: z.object({ type: z.string(), reason: z.string().nullish() }).optional() }),
    ),
  ),
})

/** Sends the items until each is confirmed or refused for good; returns the refused with the engine's reason. */
async function bulk(
  { engine, limits }: Writer,
  items: readonly Item[],
  signal?: AbortSignal,
): Promise<IndexedDocument['refused']> {
  const refused: IndexedDocument['refused'] = []
  let left = items
  for (let attempt = 1; left.length > 0; attempt++) {
    const lines = left.flatMap((item) => (item.source === undefined ? [item.action] : [item.action, item.source]))
    const answer = BulkAnswer.parse(
      await passing({ engine, limits }, { method: 'POST', path: '/_bulk', lines }, signal),
    )
    const again: Item[] = []
    for (const [index, item] of left.entries()) {
      const outcome = Object.values(answer.items[index] ?? {})[0]
      if (!outcome || outcome.status === 429 || outcome.status >= 500) again.push(item)
      else if (outcome.status >= 400 && outcome.status !== 404)
        refused.push({
          passageId: item.id,
          reason: outcome.error?.reason ?? outcome.error?.type ?? `status ${outcome.status}`,
        })
    }
    if (again.length > 0 && attempt >= limits.attempts)
      throw new RihlaError(
        'index-unavailable',
        `the index is too busy for ${again.length} passages after ${attempt} attempts`,
      )
    if (again.length > 0) await pause(limits, attempt, signal)
    left = again
  }
  return refused
}

/** The answer, asked for again for as long as what is wrong may pass; undefined at a status that is `expected`. */
async function passing(
  { engine, limits }: Pick<Writer, 'engine' | 'limits'>,
  request: EngineRequest,
  signal?: AbortSignal,
  expected: readonly number[] = [],
): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await engine.request(request, signal)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      if (expected.includes(error.status)) return undefined
      if (!error.passing || attempt >= limits.attempts) throw error
      await pause(limits, attempt, signal)
    }
  }
}

/** Twice as long each time, and not all at the same moment. */
async function pause({ backoffMilliseconds }: BulkLimits, attempt: number, signal?: AbortSignal): Promise<void> {
  const milliseconds = backoffMilliseconds * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)
  await wait(Math.min(milliseconds, 30_000), undefined, signal ? { signal } : {})
}
