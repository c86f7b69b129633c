import { boxesOf, pageOf } from '../contracts/boxes.ts'
import type { Correction } from '../contracts/corrections.ts'
import type { Evidence, Mention, ProjectRecord } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'
import { isProject } from './corrected-value.ts'
import type { TextQuote } from './text-quote.ts'

export type Value = Mention | ProjectRecord
export type Locate = (quote: TextQuote) => Span | undefined
type Sought = Pick<Correction, 'target'> & { was?: Value }

/** The value that a correction speaks of, among those at hand; the span is where its words now stand. */
export function targetAmong<Item extends { value: Value }>(
  items: readonly Item[],
  { target, was }: Sought,
  span: Span | undefined,
): Item | undefined {
  const ranked = items
    .filter(({ value }) => kindOf(value) === target.kind)
    .map((item) => ({ item, likeness: likenessOf(item.value, { was, span }) }))
    .filter(({ likeness }) => likeness > 0)
  return ranked.toSorted((one, other) => other.likeness - one.likeness)[0]?.item
}

export const kindOf = (value: Value): string => (isProject(value) ? 'project' : value.kind)

/** Where the value itself stands. */
export const placeOf = (value: Value): Evidence => (isProject(value) ? value.places[0]!.evidence : value)

/** 0 where it cannot be meant; else the more, the better place and content agree. */
function likenessOf(value: Value, { was, span }: { was: Value | undefined; span: Span | undefined }): number {
  const same = was !== undefined && contentOf(value) === contentOf(was) ? 0.5 : 0
  if (isProject(value)) {
    const sameProject = was !== undefined && isProject(was) && was.projectId === value.projectId ? 2 : 0
    return sameProject + overlap(placeOf(value), span)
  }
  const shared = overlap(value, span)
  return shared < 0.5 ? 0 : shared + same
}

/** What they share, as a part of what they cover together. */
function overlap(one: Span, other: Span | undefined): number {
  if (!other) return 0
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start)
  return Math.max(0, shared) / (Math.max(one.end, other.end) - Math.min(one.start, other.start) || 1)
}

/** What is said, wherever it stands. */
function contentOf(value: Value): string {
  const places = new Set(['start', 'end', 'page', 'boxes', 'rule', 'sentence', 'notes', 'places', 'fields', 'evidence'])
  return JSON.stringify(value, (key, part: unknown) => (places.has(key) ? undefined : part))
}

/** The value as it was, put where its words now stand: a person confirmed it, so it stays although no rule finds it. */
export function replaced(
  value: Value,
  span: Span,
  { parsed, locate }: { parsed: ParsedDocument; locate: Locate },
): Value {
  const evidenceAt = ({ start, end }: Span): Evidence => ({
    start,
    end,
    page: pageOf(parsed, start),
    quote: parsed.text.slice(start, end),
    boxes: boxesOf(parsed, { start, end }),
  })
  if (!isProject(value)) {
    const moved = { ...value, ...evidenceAt(span) }
    return moved.kind === 'figure' ? { ...moved, sentence: paragraphAround(parsed, span), notes: [] } : moved
  }
  const again = (evidence: Evidence): Evidence | undefined => {
    const found = locate({ ...evidence, prefix: '', suffix: '' })
    return found && evidenceAt(found)
  }
  const first = { role: value.places[0]!.role, evidence: evidenceAt(span) }
  const kept = <Part extends { evidence: Evidence }>(parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => {
      const evidence = again(part.evidence)
      return evidence ? [{ ...part, evidence }] : []
    })
  return {
    ...value,
    places: [first, ...kept(value.places.slice(1))],
    donors: kept(value.donors),
    partners: kept(value.partners),
    amounts: kept(value.amounts),
    fields: kept(value.fields),
    objectives: value.objectives.flatMap((evidence) => again(evidence) ?? []),
  }
}

function paragraphAround(parsed: ParsedDocument, span: Span): Span {
  const around = parsed.paragraphs.find(({ start, end }) => start <= span.start && span.end <= end)
  return around ? { start: around.start, end: around.end } : { start: span.start, end: span.end }
}
