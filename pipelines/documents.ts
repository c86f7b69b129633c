import { ExtractedDocument } from '../src/contracts/extracted-document.ts'
import { ParsedDocument } from '../src/contracts/parsed-document.ts'
import { IndexedDocument } from '../src/contracts/search.ts'
import type { StageContext } from '../src/contracts/stage-context.ts'
import type { Stage } from '../src/contracts/stage.ts'
import { StoredDocument } from '../src/contracts/stored-document.ts'
import { RihlaError } from '../src/errors.ts'
import { type AnyStage, definePipeline, type Pipeline } from '../src/queue/pipeline.ts'
import { applyCorrections } from '../src/registers/apply-corrections.ts'
import { toRegisterRows } from '../src/registers/rows.ts'
import { toIndexDocument } from '../src/search/index-document.ts'

/** How every stage is run; its concurrency and what it does are its own. */
export type StageLimits = Pick<AnyStage, 'attempts' | 'backoffSeconds' | 'timeLimitSeconds'>
type PipelineOptions = { parsers: number; recognise: Pick<AnyStage, 'concurrency' | 'timeLimitSeconds'> }

const notRecognised = {
  code: 'recognition-skipped',
  message: 'pages without text were not read from their images: recognition is switched off',
} as const

/** The path of a document: parse → recognise → extract → index. Recognition takes seconds a page and has limits of its own. */
export function documentPipeline({
  parsers,
  recognise: recognition,
  ...limits
}: StageLimits & PipelineOptions): Pipeline {
  const parse: Stage<StoredDocument, ParsedDocument, StageContext> = {
    ...limits,
    name: 'parse',
    input: StoredDocument,
    output: ParsedDocument,
    concurrency: parsers,
    run: ({ documentId }, { parser, store, signal }) =>
      parser.parse({ documentId, path: store.originalPath(documentId) }, signal),
  }
  const recognise: Stage<ParsedDocument, ParsedDocument, StageContext> = {
    ...limits,
    ...recognition,
    name: 'recognise',
    input: ParsedDocument,
    output: ParsedDocument,
    async run(parsed, { recogniser, store, signal }) {
      const { documentId, pages } = parsed
      const images = pages.filter(({ status }) => status === 'empty').map(({ number }) => number)
      if (images.length === 0) return parsed
      if (!recogniser) return { ...parsed, incomplete: [...parsed.incomplete, { ...notRecognised, pages: images }] }
      return recogniser.parse({ documentId, path: store.originalPath(documentId) }, signal)
    },
  }
  const extract: Stage<ParsedDocument, ExtractedDocument, StageContext> = {
    ...limits,
    name: 'extract',
    input: ParsedDocument,
    output: ExtractedDocument,
    concurrency: parsers,
    run: (parsed, { extractor, signal }) => extractor.extract(parsed, signal),
  }
  const index: Stage<ExtractedDocument, IndexedDocument, StageContext> = {
    ...limits,
    name: 'index',
    input: ExtractedDocument,
    output: IndexedDocument,
    concurrency: 2,
    async run(extracted, { store, index, registers, signal }) {
      const { documentId } = extracted
      const [summary, parsed, corrections] = await Promise.all([
        store.document(documentId),
        store.readParsed(documentId),
        store.readCorrections(documentId),
      ])
      if (!summary) throw new RihlaError('document-unknown', `no such document: ${documentId}`)
      const { corrected, marks } = applyCorrections({ parsed, extracted, corrections })
      const rows = toRegisterRows({ summary, parsed, extracted: corrected, marks })
      const { refused } = await registers.write(documentId, rows, signal)
      const indexed = await index.write(toIndexDocument(summary, parsed, corrected), signal)
      return { ...indexed, refused: [...indexed.refused, ...refused] }
    },
  }
  return definePipeline([parse, recognise, extract, index])
}
