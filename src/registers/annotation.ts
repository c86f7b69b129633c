import { boxesOf, pageOf } from '../contracts/boxes.ts'
import type { Annotation } from '../contracts/evidence.ts'
import type { Evidence, ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'
import { locateQuote, quoteOf } from './text-quote.ts'

const conformsTo = 'http://tools.ietf.org/rfc/rfc8118'

/** A span of a document as a Web Annotation, tagged with what was extracted in it; `source` is the address of the file. */
export function annotationOf(
  parsed: ParsedDocument,
  { span, source, extracted }: { span: Span; source: string; extracted: ExtractedDocument },
): Annotation {
  const { start, end } = span
  const { quote, prefix, suffix } = quoteOf(parsed.text, span)
  const boxes = boxesOf(parsed, span)
  const rounded = (value: number) => Math.round(value)
  const pages = boxes.map(
    ({ page, x, y, width, height }) => `page=${page}&viewrect=${[x, y, width, height].map(rounded).join(',')}`,
  )
  const found = extracted.mentions.filter((mention) => mention.start >= start && mention.end <= end)
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:rihla:annotation:${parsed.documentId}:${start}-${end}`,
    type: 'Annotation',
    motivation: 'identifying',
    body: [...new Set(found.map(tagOf))].map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
    target: {
      source,
      selector: [
        { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
        { type: 'TextPositionSelector', start, end },
        ...(pages.length > 0 ? pages : [`page=${pageOf(parsed, start)}`]).map((value) => ({
          type: 'FragmentSelector' as const,
          conformsTo: conformsTo as typeof conformsTo,
          value,
        })),
      ],
    },
  }
}

/** Where an annotation points in the document as it is read now; undefined where its words are gone. */
export function resolveAnnotation(parsed: ParsedDocument, { target }: Annotation): Evidence | undefined {
  const quote = target.selector.find((selector) => selector.type === 'TextQuoteSelector')
  const position = target.selector.find((selector) => selector.type === 'TextPositionSelector')
  if (!quote) return undefined
  const { exact, prefix, suffix } = quote
  const span = locateQuote(parsed.text, { quote: exact, prefix, suffix, start: position?.start ?? 0 })
  if (!span) return undefined
  const { start, end } = span
  return { start, end, page: pageOf(parsed, start), quote: parsed.text.slice(start, end), boxes: boxesOf(parsed, span) }
}

/** A short name of what a mention stands for. */
function tagOf(mention: ExtractedDocument['mentions'][number]): string {
  switch (mention.kind) {
    case 'country':
      return `country:${mention.country}`
    case 'region':
      return `region:${mention.region}`
    case 'corridor':
      return `corridor:${mention.origin}${mention.directed ? '>' : '-'}${mention.destination}`
    case 'instrument':
      return `convention:${mention.instrument}`
    case 'organisation':
      return `organisation:${mention.organisation}`
    default:
      return `figure:${[mention.value].flat().join('..')}${mention.currency ?? ''}`
  }
}
