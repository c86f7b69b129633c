import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { Incompleteness } from '../contracts/incompleteness.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { IndexedDocument } from '../contracts/search.ts'
import type { RecordChange, Store } from '../contracts/store.ts'
import type { DocumentState, DocumentSummary, StageName, StoredDocument } from '../contracts/stored-document.ts'

/** What surrounds a stage's work: where its input lies, where its output goes, and what the record then says. */
type Step<Input, Output> = {
  /** The state that the document has reached with it, at the least; `beyond` tells when it needs the next stage not. */
  reaches: DocumentState
  beyond?(output: Output): DocumentState | undefined
  load(store: Store, document: DocumentSummary): Promise<Input>
  keep(store: Store, output: Output): Promise<void>
  change(about: { document: DocumentSummary; input: Input; output: Output }): RecordChange
  /** What the log says of it, and what is counted. */
  tell(output: Output): Record<string, number>
}

type Steps = {
  parse: Step<StoredDocument, ParsedDocument>
  recognise: Step<ParsedDocument, ParsedDocument>
  extract: Step<ParsedDocument, ExtractedDocument>
  index: Step<ExtractedDocument, IndexedDocument>
}

const steps: Steps = {
  parse: {
    reaches: 'parsed',
    beyond: ({ pages }) => (pages.some(({ status }) => status === 'empty') ? undefined : 'recognised'),
    load: async (_store, { names: _names, outcome: _outcome, ...record }) => record,
    keep: (store, output) => store.writeParsed(output),
    change: ({ output }) => recordOf(output),
    tell: ({ pageCount, text }) => ({ pages: pageCount, characters: text.length }),
  },
  recognise: {
    reaches: 'recognised',
    load: (store, { documentId }) => store.readParsed(documentId),
    keep: (store, output) => store.writeParsed(output),
    change: ({ output }) => recordOf(output),
    tell: ({ pages }) => ({ recognised: pages.filter(({ status }) => status === 'recognised').length }),
  },
  extract: {
    reaches: 'extracted',
    // The store checks against the contract whatever it reads.
    load: (store, { documentId }) => store.readParsed(documentId),
    keep: (store, output) => store.writeExtracted(output),
    change: ({ input, output }) => ({
      rulesVersion: output.rulesVersion,
      incomplete: distinct([...input.incomplete, ...output.incomplete]),
    }),
    tell: ({ mentions, projects }) => ({ mentions: mentions.length, projects: projects.length }),
  },
  index: {
    reaches: 'indexed',
    load: (store, { documentId }) => store.readExtracted(documentId),
    // The index itself keeps it, and has confirmed so.
    keep: async () => undefined,
    change: ({ document, output: { passageCount, refused } }) => ({
      passageCount,
      incomplete: [...document.incomplete.filter(({ code }) => code !== 'passage-refused'), ...lossOf(refused)],
    }),
    tell: ({ passageCount, refused }) => ({ passages: passageCount, refused: refused.length }),
  },
}

// oxlint-disable-next-line typescript/no-explicit-any -- the stage of the same name has these types
export const stepOf = (stage: StageName): Step<any, any> => steps[stage]

/** Everything that a document passes, in order. */
const states: readonly DocumentState[] = ['stored', 'parsed', 'recognised', 'extracted', 'indexed']

/** True where the document has what the stage makes, or more. */
export function hasPassed(state: DocumentState, stage: StageName): boolean {
  return states.indexOf(state) >= states.indexOf(steps[stage].reaches)
}

const nextStages: Record<DocumentState, StageName | undefined> = {
  stored: 'parse',
  parsed: 'recognise',
  recognised: 'extract',
  extracted: 'index',
  indexed: undefined,
  parked: undefined,
  dismissed: undefined,
}

/** The stage that a document in this state waits for; none where it is done, or waits for a person. */
export const nextStage = (state: DocumentState): StageName | undefined => nextStages[state]

/** What the record takes over from the parsed document. What was extracted from another text is none of this one. */
function recordOf({ parserVersion, metadata, pageCount, incomplete }: ParsedDocument): RecordChange {
  return {
    parserVersion,
    rulesVersion: undefined,
    ...(metadata.title !== undefined && { title: metadata.title }),
    language: metadata.language,
    pageCount,
    incomplete: distinct(incomplete),
  }
}

function lossOf(refused: IndexedDocument['refused']): Incompleteness[] {
  const [first] = refused
  if (!first) return []
  const count = refused.length === 1 ? 'a passage' : `${refused.length} passages`
  return [{ code: 'passage-refused', message: `${count} refused by the index: ${first.reason}` }]
}

function distinct(losses: Incompleteness[]): Incompleteness[] {
  return [...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values()]
}
