import { z } from 'zod'
import {
  Evidence,
  ExtractedDocument,
  FigureKind,
  KeyPhrase,
  Mention,
  Period,
  ProjectRecord,
} from './extracted-document.ts'
import { DocumentMetadata, Page } from './parsed-document.ts'
import { ReadingStatus } from './reading.ts'
import { FilterField } from './search.ts'
import { Sizes } from './sizes.ts'
import { DocumentId, DocumentSummary, Failure, Outcome, StageName, StoredDocument } from './stored-document.ts'

/** Why something failed, with the way out. */
export const FailureAnswer = Failure.extend({ remedy: z.string() })
export type FailureAnswer = z.infer<typeof FailureAnswer>

/** What became of one file of an upload. */
export const UploadedFile = z.strictObject({
  documentId: DocumentId,
  name: z.string(),
  /** The same bytes were here before; the document now bears this name as well. */
  already: z.boolean(),
  outcome: Outcome,
  state: StoredDocument.shape.state,
  failure: FailureAnswer.optional(),
})
export type UploadedFile = z.infer<typeof UploadedFile>

export const UploadAnswer = z.strictObject({ files: z.array(UploadedFile) })
export type UploadAnswer = z.infer<typeof UploadAnswer>

export const UploadQuery = z.strictObject({
  name: z.string().min(1).max(1000).optional().describe('name of the file, for a raw body without Content-Disposition'),
  again: z.stringbool().optional().describe('true takes in also what was forgotten before'),
})

/** A document as lists show it. */
export const DocumentEntry = DocumentSummary.omit({ schema: true, generation: true }).extend({
  failure: FailureAnswer.optional(),
})
export type DocumentEntry = z.infer<typeof DocumentEntry>

/** An entity of a document: how often and on which pages it is named, and where first. */
export const EntityCount = z.strictObject({
  entity: z.string(),
  /** Its name, where the id says little ("Domestic Workers Convention, 2011" for C189). */
  title: z.string().optional(),
  count: z.int().positive(),
  pages: z.array(z.int().positive()),
  evidence: Evidence,
})
export type EntityCount = z.infer<typeof EntityCount>

export const ProjectEntry = z.strictObject({
  projectId: z.string(),
  title: z.string(),
  acronym: z.string().optional(),
  period: Period.optional(),
  countries: ProjectRecord.shape.countries,
  donors: z.array(z.string()),
  evidence: Evidence,
})
export type ProjectEntry = z.infer<typeof ProjectEntry>

/** What was found in a document, each entity once; most frequent first, projects in reading order. */
export const DocumentEntities = z.strictObject({
  countries: z.array(EntityCount),
  regions: z.array(EntityCount),
  corridors: z.array(EntityCount),
  instruments: z.array(EntityCount),
  organisations: z.array(EntityCount),
  /** By kind of figure. */
  figures: z.array(EntityCount.extend({ entity: FigureKind })),
  projects: z.array(ProjectEntry),
})
export type DocumentEntities = z.infer<typeof DocumentEntities>

/** All that is known of one document; what a stage has not made yet is absent. */
export const DocumentAnswer = DocumentEntry.extend({
  metadata: DocumentMetadata.optional(),
  pages: z.array(Page).optional(),
  entities: DocumentEntities.optional(),
  keyPhrases: z.array(KeyPhrase).optional(),
  /** On `include=mentions`. */
  mentions: z.array(Mention).optional(),
  projects: ExtractedDocument.shape.projects.optional(),
})
export type DocumentAnswer = z.infer<typeof DocumentAnswer>

export const DocumentParameters = z.strictObject({
  id: z
    .string()
    .regex(
      /^[0-9a-f]{4,64}$/,
      'an id is 64 hexadecimal digits, or as many of the first as make it the only one (at least 4)',
    )
    .describe('id of the document, or its first digits where no other id begins with them'),
})

export const DocumentQuery = z.strictObject({
  include: z
    .array(z.enum(['mentions']))
    .max(5)
    .default([])
    .describe('mentions: every mention and project record with its evidence'),
})

const cursor = z.string().min(1).max(4000).optional().describe('continues after the answer that gave it')

export const DocumentsQuery = z.strictObject({
  outcome: Outcome.optional().describe('only documents with this outcome'),
  code: z.string().max(100).optional().describe('only documents with this failure code or code of incompleteness'),
  name: z.string().max(500).optional().describe('only documents whose name or title contains this, in any case'),
  size: z.int().min(1).max(1000).default(50).describe('documents in one answer'),
  cursor,
})
export type DocumentsQuery = z.input<typeof DocumentsQuery>

export const DocumentsAnswer = z.strictObject({
  /** Newest first. */
  documents: z.array(DocumentEntry),
  total: z.int().nonnegative(),
  /** Give it back to see the next page; absent on the last. */
  cursor: z.string().optional(),
})
export type DocumentsAnswer = z.infer<typeof DocumentsAnswer>

const filterDescriptions: Record<FilterField, string> = {
  country: 'names this country: ISO 3166-1 alpha-3 code, or a name of it',
  region: 'names this region or grouping',
  convention: 'names this convention or other instrument ("C189")',
  organisation: 'names this organisation as donor, partner or author',
  donor: 'describes a project with this donor',
  project: 'describes this project',
  corridor: 'names this corridor ("NPL>ARE"; "FRA-GEO" without direction)',
  kind: 'is a paragraph of this kind ("table", "note")',
  language: 'is written in this language ("fr")',
  year: 'stands in a document of this year',
  active: 'tells of a project that ran, or a figure that holds, in this year',
  publisher: 'stands in a document of this publisher',
  document: 'stands in the document with this id',
  completeness: 'stands in a complete or in a partial document',
}

const filterValues = (field: FilterField) =>
  z
    .array(z.string().min(1).max(500))
    .max(50)
    .optional()
    .describe(`the passage ${filterDescriptions[field]}; repeated, one of them`)

/** `q` and the filters must all hold; the values of one filter are alternatives. */
export const SearchQuery = z.strictObject({
  q: z.string().default('').describe('what is asked, in the query language'),
  country: filterValues('country'),
  region: filterValues('region'),
  convention: filterValues('convention'),
  organisation: filterValues('organisation'),
  donor: filterValues('donor'),
  project: filterValues('project'),
  corridor: filterValues('corridor'),
  kind: filterValues('kind'),
  language: filterValues('language'),
  year: filterValues('year'),
  active: filterValues('active'),
  publisher: filterValues('publisher'),
  document: filterValues('document'),
  completeness: filterValues('completeness'),
  implied: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('the country may also be named through a region or grouping only'),
  size: z.int().min(1).default(10).describe('documents in one answer'),
  passages: z.int().min(1).max(100).default(3).describe('passages of each document, the best first'),
  facets: z
    .array(FilterField)
    .max(20)
    .default([])
    .describe('fields of which the most frequent values are counted, over all that matches'),
  relax: z
    .enum(['yes', 'no'])
    .default('yes')
    .describe('where nothing holds all the words, look for what holds most of them'),
  explain: z.enum(['yes', 'no', '1', '0']).default('no').describe('tell of every passage how its score came about'),
  cursor,
} satisfies Record<FilterField, z.ZodType> & Record<string, z.ZodType>)
export type SearchQuery = z.input<typeof SearchQuery>

const StageCounts = z.strictObject({
  waiting: z.int().nonnegative(),
  active: z.int().nonnegative(),
  delayed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
})

/** How the archive is doing. */
export const StatusAnswer = z.strictObject({
  version: z.string(),
  documents: z.strictObject({
    total: z.int().nonnegative(),
    byOutcome: z.record(Outcome, z.int().nonnegative()),
  }),
  /** Parked documents by code, most frequent first. */
  failures: z.array(z.strictObject({ code: z.string(), count: z.int().positive(), remedy: z.string() })),
  reading: ReadingStatus,
  sizes: Sizes,
  /** Stages of which an operator lets nothing be handed out. */
  paused: z.array(StageName),
  queues: z.record(StageName, StageCounts),
  /** The document that has been on its way for longest. */
  oldestWaiting: z
    .strictObject({
      documentId: DocumentId,
      name: z.string(),
      state: StoredDocument.shape.state,
      receivedAt: z.iso.datetime(),
    })
    .optional(),
})
export type StatusAnswer = z.infer<typeof StatusAnswer>

export const HealthAnswer = z.strictObject({
  status: z.literal('alive'),
  version: z.string(),
  uptimeSeconds: z.number().nonnegative(),
})
export type HealthAnswer = z.infer<typeof HealthAnswer>

/** `workers` are the processes that run the stages, each of which is seen to take jobs where some wait. */
export const Dependency = z.enum(['store', 'queue', 'index', 'workers'])
export const DependencyCheck = z.strictObject({
  ready: z.boolean(),
  code: z.string().optional(),
  message: z.string().optional(),
  remedy: z.string().optional(),
})
export const ReadyAnswer = z.strictObject({
  status: z.literal('ready'),
  checks: z.record(Dependency, DependencyCheck),
})
export type ReadyAnswer = z.infer<typeof ReadyAnswer>
export type ReadyChecks = ReadyAnswer['checks']

/** What went wrong, after RFC 9457. `detail` says it of this request, `remedy` the way out. */
export const Problem = z.strictObject({
  /** `urn:rihla:error:` and the code. */
  type: z.string(),
  /** The code in words. */
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** One of the codes in the README. */
  code: z.string(),
  remedy: z.string(),
  /** The address that was asked for. */
  instance: z.string(),
  /** What is wrong with each parameter. */
  faults: z.array(z.strictObject({ parameter: z.string(), message: z.string() })).optional(),
  /** The character of `q` at which the fault stands. */
  offset: z.int().nonnegative().optional(),
  page: z.int().positive().optional(),
  byte: z.int().nonnegative().optional(),
  /** What became of the files of an upload, where some were taken in or refused before it failed. */
  files: z.array(UploadedFile).optional(),
  /** Which part of the system is not ready. */
  checks: ReadyAnswer.shape.checks.optional(),
})
export type Problem = z.infer<typeof Problem>
