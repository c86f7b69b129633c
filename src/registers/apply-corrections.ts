import type { AppliedCorrection, Correction, CorrectionEntry } from '../contracts/corrections.ts'
import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { correctedValue, isProject } from './corrected-value.ts'
import { type Locate, replaced, targetAmong, type Value } from './correction-targets.ts'
import type { Mark } from './rows.ts'
import { locator } from './text-quote.ts'

type Sources = { parsed: ParsedDocument; extracted: ExtractedDocument; corrections: readonly Correction[] }

export type Corrected = {
  corrected: ExtractedDocument
  /** Of every value that was corrected, the last correction of it. */
  marks: Map<Value, Mark>
  statuses: Map<string, CorrectionEntry['status']>
  /** Every value, those rejected included, as it now reads. */
  items: Item[]
}

/** A value on its way through the corrections. */
type Item = { value: Value; rejected: boolean; mark: Mark | undefined }

/**
 * What was extracted, as people corrected it. Corrections find their values by the words that they speak of, so that they
 * hold over another reading of the document; nothing of what is handed in is changed.
 */
export function applyCorrections({ parsed, extracted, corrections }: Sources): Corrected {
  const items: Item[] = [...extracted.mentions, ...extracted.projects].map((value) => ({
    value,
    rejected: false,
    mark: undefined,
  }))
  const statuses = new Map<string, CorrectionEntry['status']>()
  if (corrections.length === 0) return { corrected: extracted, marks: new Map(), statuses, items }
  const locate = locator(parsed.text)
  const undone = undoneOf(corrections)
  for (const correction of corrections) {
    const { correctionId, action } = correction
    const status = undone.has(correctionId)
      ? 'undone'
      : action === 'undo' || apply(correction, { items, parsed, locate, statuses })
        ? 'applied'
        : 'unplaced'
    statuses.set(correctionId, status)
  }
  const kept = items.filter(({ rejected }) => !rejected)
  return {
    corrected: {
      ...extracted,
      mentions: kept
        .flatMap(({ value }) => (isProject(value) ? [] : [value]))
        .toSorted((one, other) => one.start - other.start),
      projects: kept.flatMap(({ value }) => (isProject(value) ? [value] : [])),
    },
    marks: new Map(kept.flatMap(({ value, mark }) => (mark ? [[value, mark] as const] : []))),
    statuses,
    items,
  }
}

/** Ids of corrections that were taken back, unless that was taken back itself. */
function undoneOf(corrections: readonly Correction[]): Set<string> {
  const undone = new Set<string>()
  for (const { correctionId, undoes } of corrections.toReversed())
    if (undoes !== undefined && !undone.has(correctionId)) undone.add(undoes)
  return undone
}

type State = {
  items: Item[]
  parsed: ParsedDocument
  locate: Locate
  statuses: Map<string, CorrectionEntry['status']>
}

/** False where the words that it speaks of are gone, or what it says no longer fits. */
function apply(correction: Correction, { items, parsed, locate, statuses }: State): boolean {
  const { target, prefix, suffix, was, action, fields } = correction
  const span = locate({ quote: target.quote, prefix, suffix, start: target.start })
  let item = targetAmong(items, correction, span)
  if (!item) {
    // A value that is no longer found need not be rejected; anything else that a person said of it brings it back.
    if (!span) return false
    item = { value: replaced(was, span, { parsed, locate }), rejected: action === 'reject', mark: undefined }
    items.push(item)
  }
  const changed = action === 'edit' && fields ? correctedValue(item.value, fields) : item.value
  if (!changed) return false
  item.value = changed
  item.rejected = action === 'reject'
  if (item.mark) statuses.set(item.mark.correction.correctionId, 'replaced')
  item.mark = markOf(correction, item.mark)
  return true
}

function markOf(correction: Correction, before: Mark | undefined): Mark {
  const { correctionId, action, who, at, note, into } = correction
  const applied: AppliedCorrection = { correctionId, action, who, at, ...(note === undefined ? {} : { note }) }
  // Where a value is counted to stays decided until somebody decides anew.
  if (action === 'merge' && into !== undefined) return { correction: applied, into }
  if (action === 'split') return { correction: applied, apart: true }
  return { ...before, correction: applied }
}
