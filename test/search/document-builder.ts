import { createHash } from 'node:crypto'
import type { Entities, IndexDocument, IndexedFigure, Passage } from '../../src/contracts/search.ts'
import { DocumentId } from '../../src/contracts/stored-document.ts'

/** What a test says of a passage; the rest is made up. A bare string is a body paragraph. */
export type PassageSketch =
  | string
  | (Partial<Pick<Passage, 'kind' | 'language' | 'page' | 'section' | 'activeYears' | 'runs'>> & {
      text: string
      entities?: Partial<Entities>
      figures?: IndexedFigure[]
    })

export type DocumentSketch = Partial<Omit<IndexDocument, 'passages' | 'documentId' | 'entities'>> & {
  name: string
  passages: PassageSketch[]
}

const noEntities: Entities = {
  countries: [],
  impliedCountries: [],
  regions: [],
  instruments: [],
  organisations: [],
  donors: [],
  projects: [],
  corridors: [],
}

/** A document as the index takes it, from the few words that matter to a test; the same name is the same document. */
export function documentOf({ name, passages, ...known }: DocumentSketch): IndexDocument {
  const documentId = idOf(name)
  const language = known.language ?? 'en'
  let start = 0
  const made = passages.map((sketch, ordinal): Passage => {
    const { text, entities, ...rest } = typeof sketch === 'string' ? { text: sketch } : sketch
    const passage: Passage = {
      passageId: `${documentId}-${ordinal}`,
      ordinal,
      kind: 'body',
      language,
      page: 1 + Math.floor(ordinal / 5),
      runs: [],
      figures: [],
      activeYears: [],
      ...rest,
      text,
      start,
      entities: { ...noEntities, ...entities },
    }
    start += text.length + 2
    return passage
  })
  return {
    title: name,
    names: [`${name}.pdf`],
    pageCount: 1 + Math.floor(made.length / 5),
    incomplete: [],
    keyPhrases: [],
    ...known,
    documentId,
    language,
    entities: noEntities,
    passages: made,
  }
}

/** The id of the document of that name. */
export function idOf(name: string): string {
  return DocumentId.parse(createHash('sha256').update(name).digest('hex'))
}
