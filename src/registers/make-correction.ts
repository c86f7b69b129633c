import type { Correction, CorrectionRequest } from '../contracts/corrections.ts'
import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { applyCorrections } from './apply-corrections.ts'
import { correctedValue } from './corrected-value.ts'
import { placeOf, targetAmong } from './correction-targets.ts'
import { quoteOf } from './text-quote.ts'

type Sources = {
  request: CorrectionRequest
  parsed: ParsedDocument
  extracted: ExtractedDocument
  /** Those made before. */
  corrections: readonly Correction[]
  correctionId: string
  at: string
}

/** The correction that a request means, with all that finds its value again; or why it cannot be made. */
export function makeCorrection({
  request,
  parsed,
  extracted,
  corrections,
  correctionId,
  at,
}: Sources): { correction: Correction } | { fault: string } {
  const made = { ...request, schema: 1 as const, correctionId, documentId: parsed.documentId, at }
  if (request.action === 'undo') {
    const earlier = corrections.find((one) => one.correctionId === request.undoes)
    if (!earlier) return { fault: 'undoes: there is no such correction of this document' }
    const { target, prefix, suffix, was } = earlier
    return { correction: { ...made, target, prefix, suffix, was } }
  }
  const fault = faultOf(request)
  if (fault !== undefined) return { fault }
  const target = request.target!
  if (target.end > parsed.text.length || target.end <= target.start)
    return { fault: 'target: there is no such place in the text' }
  const { items } = applyCorrections({ parsed, extracted, corrections })
  const item = targetAmong(items, { target }, target)
  if (!item) return { fault: `target: no ${target.kind} was extracted there` }
  if (request.fields && !correctedValue(item.value, request.fields))
    return { fault: `fields: they do not fit a ${target.kind}, or not together` }
  // The place as it was extracted, not as the client put it, so that the quote is the text's.
  const { start, end } = placeOf(item.value)
  const { quote, prefix, suffix } = quoteOf(parsed.text, { start, end })
  return {
    correction: { ...made, target: { kind: target.kind, start, end, quote }, prefix, suffix, was: item.value },
  }
}

/** What an action needs and what it cannot take. */
function faultOf({ action, target, fields, into, undoes }: CorrectionRequest): string | undefined {
  if (!target) return 'target: missing'
  if (undoes !== undefined) return 'undoes: only an undo has it'
  if ((action === 'merge') !== (into !== undefined)) return 'into: a merge needs it, and nothing else takes it'
  if (action === 'edit')
    return fields && Object.keys(fields).length > 0 ? undefined : 'fields: an edit needs one at least'
  return fields === undefined ? undefined : 'fields: only an edit has them'
}
