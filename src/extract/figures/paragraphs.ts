import type { Paragraph } from '../../contracts/parsed-document.ts'
import { type ExtractionInput, spanAt } from '../extraction-input.ts'

/** The paragraph around an offset; none between two. */
export function paragraphAt(input: Pick<ExtractionInput, 'paragraphs'>, offset: number): Paragraph | undefined {
  return spanAt(input.paragraphs, offset)
}

/** The kind of the paragraph around an offset. */
export function paragraphKindAt(
  input: Pick<ExtractionInput, 'paragraphs'>,
  offset: number,
): Paragraph['kind'] | undefined {
  return paragraphAt(input, offset)?.kind
}
