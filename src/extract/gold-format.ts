import type {
  ExtractedDocument,
  FigureMention,
  InstrumentMention,
  Mention,
  ProjectParty,
  ProjectRecord,
} from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'
import { dateOf, documentKindOf, publisherOf } from './document-facts.ts'
import { sourcePlacesOf } from './source-places.ts'

/** The shape in which gold standards of documents are written, and predictions scored against them. */
export type GoldFormat = Record<
  'countries' | 'regions' | 'corridors' | 'conventions' | 'figures' | 'projects' | 'footnotes' | 'sections',
  object[]
> & { document: object }

/**
 * What was extracted, in the shape of the gold standard. Spans are given for a plain-text `source` only, in code points of
 * the file: the scorer takes a PDF's text to be another one. Figures on which careful readers differ are left out.
 */
export function toGoldFormat(parsed: ParsedDocument, extracted: ExtractedDocument, source?: string): GoldFormat {
  const places = source === undefined || !parsed.sourceRuns ? undefined : sourcePlacesOf(parsed.sourceRuns, source)
  const spanOf = (span: Span): Partial<Span> => (places ? places(span) : {})
  const surfaceAndSpan = (mention: Mention) => ({ surface: plain(mention.quote), ...spanOf(mention) })
  const each = <Kind extends Mention['kind']>(
    kind: Kind,
    fields: (mention: Extract<Mention, { kind: Kind }>) => object,
  ) =>
    extracted.mentions
      .filter((mention): mention is Extract<Mention, { kind: Kind }> => mention.kind === kind)
      .map((mention) => Object.assign(fields(mention), surfaceAndSpan(mention)))

  return {
    document: {
      title: parsed.metadata.title,
      publisher: publisherOf(parsed, extracted),
      date: dateOf(parsed),
      language: parsed.metadata.language,
      kind: documentKindOf(parsed),
    },
    countries: each('country', ({ country, inOrganisationName, role }) => ({
      iso3166: country,
      ...(inOrganisationName ? { inName: true } : {}),
      ...(role ? { role } : {}),
    })),
    regions: each('region', ({ region, alternatives, inName, abbreviation }) => ({
      code: region,
      ...(alternatives ? { alt: alternatives } : {}),
      ...(inName ? { inName } : {}),
      ...(abbreviation ? { optional: true } : {}),
    })),
    corridors: each('corridor', ({ origin, destination, directed, agreement }) => ({
      from: origin,
      to: destination,
      directed,
      ...(agreement ? { optional: true } : {}),
    })),
    conventions: each('instrument', (mention) => ({
      id: mention.instrument,
      kind: instrumentKindOf(mention),
      ...(mention.year === undefined ? {} : { year: mention.year }),
      ...(mention.yearPrinted === undefined ? {} : { yearPrinted: mention.yearPrinted }),
      ...(mention.title === undefined ? {} : { title: mention.title }),
      ...(mention.optional ? { optional: true } : {}),
    })),
    figures: extracted.mentions
      .filter((mention) => mention.kind === 'figure')
      .filter((mention) => !mention.optional)
      .map((mention) => Object.assign(figureFields(mention), surfaceAndSpan(mention))),
    projects: extracted.projects.map((project) => ({
      title: project.title,
      titleAsPrinted: project.titleAsPrinted,
      altTitles: project.alternativeTitles,
      acronym: project.acronym ?? null,
      period: project.period ? { from: project.period.from ?? null, to: project.period.to ?? null } : null,
      region: project.region ?? null,
      countries: project.countries,
      donors: project.donors.map(partyName),
      partners: project.partners.map(partyName),
      amount: amountOf(project),
      mentionedInBody: project.places.some(({ role }) => role === 'body'),
      ...spanOf(project.places[0]!.evidence),
    })),
    footnotes: footnotesOf(parsed, spanOf),
    sections: parsed.paragraphs
      .filter(({ kind }) => kind === 'heading' || kind === 'title')
      .map((paragraph) => ({
        heading: plain(parsed.text.slice(paragraph.start, paragraph.end)),
        level: paragraph.level ?? 1,
        ...spanOf(paragraph),
      })),
  }
}

/** The short name, and the printed one where it says more: readers of the gold compare either. */
function partyName({ name, asPrinted }: ProjectParty): string {
  const printed = asPrinted.replace(/\s*\([^()]*\)\s*$/u, '')
  const words = printed.toLowerCase().match(/\p{L}{4,}/gu) ?? []
  const saysMore = words.length > 1 && !words.some((word) => name.toLowerCase().includes(word))
  return saysMore || (printed.length > name.length && printed.toLowerCase() !== name.toLowerCase())
    ? `${name} (${printed})`
    : name
}

function figureFields({
  figureKind,
  value,
  currency,
  unit,
  modifier,
  modifiers,
  per,
  period,
  where,
}: FigureMention): object {
  const year = period?.from === period?.to ? period?.from : `${period?.from ?? ''}-${period?.to ?? ''}`
  return {
    // The gold standard knows no rates: they are counts per something.
    kind: figureKind === 'rate' ? 'count' : figureKind,
    value: figureKind === 'ratio' ? inThousandths(value) : value,
    currency: currency === undefined ? null : isoCurrency(currency),
    unit: unit ?? null,
    modifier: modifier ?? null,
    ...(modifiers ? { modifiers } : {}),
    ...(per === undefined ? {} : { per }),
    year: year ?? null,
    where: where === 'note' ? 'footnote' : where,
  }
}

/** As the gold standards write shares: two thirds are 0.667. */
function inThousandths(value: FigureMention['value']): FigureMention['value'] {
  const rounded = (one: number): number => Number(one.toFixed(3))
  return Array.isArray(value) ? [rounded(value[0]), rounded(value[1])] : rounded(value)
}

function footnotesOf(parsed: ParsedDocument, spanOf: (span: Span) => Partial<Span>): object[] {
  return parsed.paragraphs.flatMap((paragraph, index) => {
    if (paragraph.kind !== 'note' || paragraph.mark === undefined) return []
    const reference = parsed.references.find(({ note }) => note === index)
    // The mark is no part of the text: it begins where the source of the text before it ends.
    const markStart = reference && spanOf({ start: reference.at, end: reference.at }).end
    return [
      {
        mark: paragraph.mark,
        text: plain(parsed.text.slice(paragraph.start, paragraph.end)),
        ...(markStart === undefined ? {} : { markStart, markEnd: markStart + paragraph.mark.length }),
        ...spanOf(paragraph),
      },
    ]
  })
}

function instrumentKindOf({ body, instrumentKind }: InstrumentMention): string {
  if (body === 'ILO' && /^(?:convention|recommendation|protocol)$/.test(instrumentKind)) return `ILO ${instrumentKind}`
  if (body === 'UN' && /^(?:convention|treaty|protocol)$/.test(instrumentKind)) return 'UN treaty'
  return instrumentKind
}

function amountOf({ amounts: [amount] }: ProjectRecord): object | null {
  return amount ? { value: amount.value, currency: isoCurrency(amount.currency) } : null
}

/** The gold standard has ISO codes only, and takes a dollar for the US dollar where nothing else is said. */
const isoCurrency = (currency: string): string => (currency === '$' ? 'USD' : currency)

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
