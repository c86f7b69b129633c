import type { Correction } from '../contracts/corrections.ts'
import type { ExtractedDocument, Mention, ProjectRecord } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { applyCorrections } from '../registers/apply-corrections.ts'

/** A value that a person judged: what is true of the document, or what was wrongly read in it. */
export type Verdict = {
  documentId: string
  verdict: 'right' | 'wrong'
  value: Mention | ProjectRecord
  /** What the rules had read, where a person changed it. */
  extracted?: Mention | ProjectRecord
  who: string
  at: string
  note?: string
}

/** The corrections of a document as gold: every value judged, once, as the last person left it. */
export function verdictsOf(sources: {
  parsed: ParsedDocument
  extracted: ExtractedDocument
  corrections: readonly Correction[]
}): Verdict[] {
  const { items } = applyCorrections(sources)
  const { documentId } = sources.parsed
  return items.flatMap(({ value, rejected, mark }) => {
    if (!mark) return []
    const { correctionId, who, at, note } = mark.correction
    const was = sources.corrections.find((correction) => correction.correctionId === correctionId)?.was
    return [
      {
        documentId,
        verdict: rejected ? ('wrong' as const) : ('right' as const),
        value,
        ...(was && JSON.stringify(was) !== JSON.stringify(value) ? { extracted: was } : {}),
        who,
        at,
        ...(note === undefined ? {} : { note }),
      },
    ]
  })
}
