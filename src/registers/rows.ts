import type { AppliedCorrection } from '../contracts/corrections.ts'
import type { Evidence, ExtractedDocument, Mention, ProjectRecord } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { RegisterName, RegisterRow } from '../contracts/registers.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { measureOf } from './figure-measure.ts'
import { keyOf } from './fold.ts'
import { countryName, instrumentTitle, organisationName } from './names.ts'
import { publisherOf } from './publisher.ts'
import { neighboursIn, type Neighbours } from './neighbours.ts'

/** What a person said of a value: `into` is the entry that it is counted to, `apart` that it is one of its own. */
export type Mark = { correction: AppliedCorrection; into?: string; apart?: boolean }

type Sources = {
  summary: Pick<DocumentSummary, 'documentId' | 'names' | 'receivedAt' | 'title'>
  parsed: ParsedDocument
  /** As corrected. */
  extracted: ExtractedDocument
  marks?: ReadonlyMap<Mention | ProjectRecord, Mark>
}

/** Every piece of evidence that the document gives to the registers, by register, in reading order. */
export function toRegisterRows({ summary, parsed, extracted, marks = new Map() }: Sources): RegisterRow[] {
  const around = neighboursIn(parsed, extracted)
  const counts = new Map<RegisterName, number>()
  const { title, date } = parsed.metadata
  const publisher = publisherOf(parsed, extracted)
  const shared = {
    documentId: parsed.documentId,
    documentTitle: title?.trim() || summary.title || summary.names[0] || parsed.documentId,
    ...(date === undefined ? {} : { documentDate: date }),
    ...(publisher === undefined ? {} : { publisher }),
    receivedAt: summary.receivedAt,
  }
  const finish = (own: OwnPart, source: Mention | ProjectRecord): RegisterRow => {
    const ordinal = counts.get(own.register) ?? 0
    counts.set(own.register, ordinal + 1)
    const mark = marks.get(source)
    return {
      rowId: `${parsed.documentId}-${own.register}-${ordinal}`,
      ...own,
      key: mark?.into ?? (mark?.apart ? `${own.key}~${parsed.documentId.slice(0, 8)}` : own.key),
      ...shared,
      ...(mark ? { correction: mark.correction } : {}),
    }
  }
  const rows: RegisterRow[] = []
  for (const project of extracted.projects) rows.push(finish(projectPart(project, around), project))
  for (const mention of extracted.mentions) {
    const part = mentionPart(mention, { around, parsed })
    if (part) rows.push(finish(part, mention))
  }
  return rows
}

type SharedKey = 'rowId' | 'documentId' | 'documentTitle' | 'documentDate' | 'publisher' | 'receivedAt' | 'correction'
type OwnPart = Omit<RegisterRow, SharedKey>
type Parsed = Pick<ParsedDocument, 'text' | 'documentId'>
type Around = (span: Evidence) => Neighbours

function projectPart(project: ProjectRecord, around: Around): OwnPart {
  const { rule, ...details } = project
  const { evidence } = project.places[0]!
  return {
    register: 'projects',
    key: keyOf([project.projectId]) || 'untitled',
    label: project.title,
    ...placeOf(evidence),
    rule,
    countries: [...new Set(project.countries)].toSorted(),
    conventions: around(evidence).conventions,
    donors: [...new Set(project.donors.flatMap(({ name, organisation }) => [name, organisation ?? name]))].toSorted(),
    ...yearsOf(project.period),
    details: { kind: 'project', ...details },
  }
}

/** The part of a row that the mention gives; none for what no register lists. */
function mentionPart(mention: Mention, { around, parsed }: { around: Around; parsed: Parsed }): OwnPart | undefined {
  const { start, end, page, quote, boxes, rule, ...details } = mention
  const place = { start, end, page, quote, boxes, rule }
  const near = around(mention)
  switch (details.kind) {
    case 'region':
      return undefined
    case 'country':
      // "Swiss" in "Swiss Agency for …" says which agency it is, and nothing of Switzerland.
      if (details.inOrganisationName) return undefined
      return {
        register: 'countries',
        key: details.country,
        label: countryName(details.country),
        ...place,
        countries: [details.country],
        conventions: near.conventions,
        donors: [],
        kind: details.form,
        details,
      }
    case 'corridor': {
      const { origin, destination, directed } = details
      const ends = directed ? [origin, destination] : [origin, destination].toSorted()
      return {
        register: 'corridors',
        key: ends.join(directed ? '>' : '-'),
        label: ends.map(countryName).join(directed ? ' → ' : ' – '),
        ...place,
        countries: ends.toSorted(),
        conventions: near.conventions,
        donors: [],
        kind: details.agreement ? 'agreement' : directed ? 'directed' : 'undirected',
        details,
      }
    }
    case 'instrument': {
      const { instrument, year } = details
      const label = instrumentTitle(instrument) ?? details.title ?? instrument
      return {
        register: 'conventions',
        key: keyOf([instrument]),
        label,
        ...place,
        countries: near.countries,
        conventions: [instrument],
        donors: [],
        kind: details.instrumentKind,
        ...(year === undefined ? {} : { from: year, to: year }),
        details,
      }
    }
    case 'organisation': {
      const { organisation, role } = details
      const label = organisationName(organisation)
      return {
        register: 'organisations',
        key: keyOf([organisation]),
        label,
        ...place,
        countries: near.countries,
        conventions: near.conventions,
        donors: role === 'donor' ? [...new Set([organisation, label])].toSorted() : [],
        ...(role === undefined ? {} : { kind: role }),
        details,
      }
    }
    default:
      return figurePart(details, {
        place,
        near,
        sentence: parsed.text.slice(details.sentence.start, details.sentence.end),
        documentId: parsed.documentId,
      })
  }
}

type Figure = Extract<OwnPart['details'], { kind: 'figure' }>
type Place = Pick<OwnPart, 'start' | 'end' | 'page' | 'quote' | 'boxes' | 'rule'>

function figurePart(
  figure: Figure,
  { place, near, ...where }: { place: Place; near: Neighbours; sentence: string; documentId: string },
): OwnPart {
  const [one, other] = typeof figure.value === 'number' ? [figure.value, figure.value] : figure.value
  const places = figure.places.filter((code) => /^[A-Z]{3}$/.test(code))
  return {
    register: 'figures',
    ...measureOf({ ...figure, ...place }, where),
    ...place,
    countries: [...new Set(places)].toSorted(),
    conventions: near.conventions,
    donors: [],
    ...yearsOf(figure.period),
    low: Math.min(one, other),
    high: Math.max(one, other),
    ...(figure.currency === undefined ? {} : { currency: figure.currency }),
    ...(figure.unit === undefined ? {} : { unit: figure.unit }),
    kind: figure.figureKind,
    details: figure,
  }
}

/** Years as they are filtered: an open end stays open. */
function yearsOf(period: { from?: number | undefined; to?: number | undefined } | undefined) {
  const { from, to } = period ?? {}
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function placeOf({ start, end, page, quote, boxes }: Evidence): Evidence {
  return { start, end, page, quote, boxes }
}
