import { z } from 'zod'
import { Incompleteness } from './incompleteness.ts'
import { Box, Span } from './position.ts'
import { DocumentId } from './stored-document.ts'

/** ISO 3166-1 alpha-3 (and XKX for Kosovo). */
export const CountryCode = z.string().regex(/^[A-Z]{3}$/)
/** ISO 4217, or `$` for a dollar that the document does not tell apart. */
export const CurrencyCode = z.string().regex(/^([A-Z]{3}|\$)$/)

/** Where a value was read: every extracted value carries one. `quote` is the text of the span, `boxes` its place on the page. */
export const Evidence = z.strictObject({
  ...Span.shape,
  page: z.int().positive(),
  quote: z.string(),
  boxes: z.array(Box),
})
export type Evidence = z.infer<typeof Evidence>

const mention = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({
    kind: z.literal(kind),
    /** Id of the rule that made it, such as `money/symbol-before-number`. */
    rule: z.string(),
    ...Evidence.shape,
    ...shape,
  })

/** A country named, by name, demonym or abbreviation. */
export const CountryMention = mention('country', {
  country: CountryCode,
  form: z.enum(['name', 'official', 'former', 'abbreviation', 'demonym']),
  /** The country word only tells which organisation is meant ("Swiss Agency for …"). */
  inOrganisationName: z.boolean().optional(),
  role: z.enum(['donor']).optional(),
})
export type CountryMention = z.infer<typeof CountryMention>

/** A region or a grouping of countries. Its members are implied, never named: they are kept apart in `implied`. */
export const RegionMention = mention('region', {
  /** UN M49 code ("011") or a grouping's own ("ASEAN"). */
  region: z.string(),
  /** Other codes that are as right. */
  alternatives: z.array(z.string()).optional(),
  implied: z.array(CountryCode),
  /** It only tells which body or scheme is meant ("Commonwealth Teacher Recruitment Protocol"). */
  inName: z.boolean().optional(),
  abbreviation: z.boolean().optional(),
})
export type RegionMention = z.infer<typeof RegionMention>

/** A pair of countries between which people move; undirected where print does not say which way. */
export const CorridorMention = mention('corridor', {
  origin: CountryCode,
  destination: CountryCode,
  directed: z.boolean(),
  /** The pair was printed as parties to an agreement, not as a migration corridor. */
  agreement: z.boolean().optional(),
})
export type CorridorMention = z.infer<typeof CorridorMention>

export const InstrumentKind = z.enum([
  'convention',
  'protocol',
  'recommendation',
  'declaration',
  'framework',
  'decision',
  'treaty',
  'compact',
])
export type InstrumentKind = z.infer<typeof InstrumentKind>

/** An international instrument. A well-formed number that no list knows keeps its id and is `resolved: false`. */
export const InstrumentMention = mention('instrument', {
  /** "C189", "R086", "P029", or a code of the gazetteer ("ICRMW"). */
  instrument: z.string(),
  instrumentKind: InstrumentKind,
  body: z.enum(['ILO', 'UN', 'regional', 'other']),
  /** Legally binding on those who ratify it. */
  binding: z.boolean(),
  resolved: z.boolean(),
  year: z.int().optional(),
  yearPrinted: z.boolean().optional(),
  title: z.string().optional(),
  /** Careful readers differ whether this counts (bare later references, drafts). */
  optional: z.boolean().optional(),
})
export type InstrumentMention = z.infer<typeof InstrumentMention>

export const Period = z.strictObject({
  from: z.int().optional(),
  to: z.int().optional(),
})
export type Period = z.infer<typeof Period>

export const FigureKind = z.enum(['money', 'percent', 'ratio', 'count', 'rate', 'duration', 'age'])
export type FigureKind = z.infer<typeof FigureKind>

/** A figure as a claim: what is counted, how much, of when and where, in which sentence. */
export const FigureMention = mention('figure', {
  figureKind: FigureKind,
  /** Fully scaled: 44 for 44 %, 0.125 for one in eight, 44e9 for US$44 billion; a pair for a range. */
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  currency: CurrencyCode.optional(),
  /** What is counted, as printed ("international migrants"). */
  unit: z.string().optional(),
  /** The printed hedge ("over", "almost"); `modifiers` has all that stand there. */
  modifier: z.string().optional(),
  modifiers: z.array(z.string()).optional(),
  /** What it is counted per: "year", "month", "1,000 inhabitants". */
  per: z.string().optional(),
  period: Period.optional(),
  /** Countries and regions that the sentence or the table row ties it to. */
  places: z.array(z.string()),
  sentence: Span,
  /** Indexes of the note paragraphs attached to the sentence. */
  notes: z.array(z.int().nonnegative()),
  where: z.enum(['text', 'table', 'note']),
  optional: z.boolean().optional(),
  /** What small arithmetic found wrong: parts that do not make up the whole, a share that does not fit. */
  disagreement: z.string().optional(),
})
export type FigureMention = z.infer<typeof FigureMention>

/** An organisation named as donor, partner or author. */
export const OrganisationMention = mention('organisation', {
  organisation: z.string(),
  role: z.enum(['donor', 'partner', 'author']).optional(),
})
export type OrganisationMention = z.infer<typeof OrganisationMention>

export const Mention = z.discriminatedUnion('kind', [
  CountryMention,
  RegionMention,
  CorridorMention,
  InstrumentMention,
  FigureMention,
  OrganisationMention,
])
export type Mention = z.infer<typeof Mention>
export type MentionKind = Mention['kind']

/** A donor or partner of a project: the canonical short name, the name as printed, and today's successor. */
export const ProjectParty = z.strictObject({
  name: z.string(),
  asPrinted: z.string(),
  /** Id in the gazetteer of organisations, where known. */
  organisation: z.string().optional(),
  successor: z.string().optional(),
  evidence: Evidence,
})
export type ProjectParty = z.infer<typeof ProjectParty>

/** A technical-cooperation project, read from an annex, a list, a table or prose; one record however often it is named. */
export const ProjectRecord = z.strictObject({
  /** Stable for the same title: made from the title's words. */
  projectId: z.string(),
  rule: z.string(),
  /** Mended from capitals and split letters. */
  title: z.string(),
  titleAsPrinted: z.string(),
  alternativeTitles: z.array(z.string()),
  acronym: z.string().optional(),
  period: Period.optional(),
  /** The region heading that it stands under. */
  region: z.string().optional(),
  regions: z.array(z.string()),
  /** Countries that it works in or whose workers it targets; not its donors. */
  countries: z.array(CountryCode),
  donors: z.array(ProjectParty),
  partners: z.array(ProjectParty),
  amounts: z.array(z.strictObject({ value: z.number().nonnegative(), currency: CurrencyCode, evidence: Evidence })),
  themes: z.array(z.string()),
  objectives: z.array(Evidence),
  /** The whole block, first of `places`, then every other place that names it. */
  places: z.array(z.strictObject({ role: z.enum(['annex', 'body', 'note', 'table']), evidence: Evidence })).min(1),
  /** Where single fields were read. */
  fields: z.array(
    z.strictObject({
      field: z.enum(['title', 'acronym', 'period', 'region', 'country', 'theme']),
      evidence: Evidence,
    }),
  ),
})
export type ProjectRecord = z.infer<typeof ProjectRecord>

export const KeyPhrase = z.strictObject({ phrase: z.string(), weight: z.number().positive() })
export type KeyPhrase = z.infer<typeof KeyPhrase>

/** What was read in a document: mentions sorted by start, projects in reading order. */
export const ExtractedDocument = z.strictObject({
  schema: z.literal(1),
  documentId: DocumentId,
  rulesVersion: z.string(),
  mentions: z.array(Mention),
  projects: z.array(ProjectRecord),
  keyPhrases: z.array(KeyPhrase),
  incomplete: z.array(Incompleteness),
})
export type ExtractedDocument = z.infer<typeof ExtractedDocument>
