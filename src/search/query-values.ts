import type { FilterField, QueryNode } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { dateSpan } from './dates.ts'
import type { NameResolvers, ResolveName } from './names.ts'
import { passageKinds } from './passage-kinds.ts'
import { figureNode, isFigure } from './query-figures.ts'
import { languageCode } from './query-languages.ts'
import type { FieldName } from './query-fields.ts'
import type { FieldValue } from './query-tokens.ts'
import { foldedText } from './words.ts'

type Reader = (value: FieldValue, names: NameResolvers) => QueryNode

/** The node that a field with one value stands for. Throws `query-invalid` at a value that cannot be understood. */
export function nodeOfField(field: FieldName, value: FieldValue, names: NameResolvers): QueryNode {
  return readers[field](value, names)
}

const filter =
  (field: FilterField, read: (value: FieldValue, names: NameResolvers) => string[]): Reader =>
  (value, names) => ({ type: 'filter', field, values: read(value, names) })

const readers: Record<FieldName, Reader> = {
  country: filter('country', (value, names) => countries(value, names)),
  region: filter('region', (value, names) => known(names.resolveRegion, value.text) ?? regionCode(value)),
  convention: filter('convention', (value, names) => instruments(value, names)),
  organisation: filter('organisation', (value, names) => organisations(value, names)),
  donor: filter('donor', (value, names) => organisations(value, names)),
  publisher: filter('publisher', (value, names) => organisations(value, names)),
  project: (value) => projects(value),
  corridor: (value, names) => corridor(value, names),
  origin: (value, names) => ({ type: 'corridor', origin: countries(value, names)[0]! }),
  destination: (value, names) => ({ type: 'corridor', destination: countries(value, names)[0]! }),
  kind: filter('kind', (value) => [kind(value)]),
  lang: filter('language', (value) => [language(value)]),
  year: (value) => dates(value),
  date: (value) => dates(value),
  active: (value) => activeYears(value),
  figure: (value) => figureNode(value),
  document: filter('document', (value) => [documentId(value)]),
  is: filter('completeness', (value) => [completeness(value)]),
  implied: () => ({ type: 'everything' }),
}

/** The codes of what a name stands for; undefined where it is not known. */
export function countryCodes(name: string, names: NameResolvers): string[] | undefined {
  const found = known(names.resolveCountry, name)
  if (found) return found
  return /^[a-z]{3}$/i.test(name) && !names.resolveCountry ? [name.toUpperCase()] : undefined
}

/** True where the name in full is known to the field's resolver; tells how far an unquoted name of several words goes. */
export function isKnownName(field: FieldName, name: string, names: NameResolvers): boolean {
  if (field === 'figure') return isFigure(name)
  if (field === 'region') return known(names.resolveRegion, name) !== undefined
  if (field === 'convention') return known(names.resolveInstrument, name) !== undefined
  if (field === 'donor' || field === 'organisation') return known(names.resolveOrganisation, name) !== undefined
  const takesCountry = field === 'country' || field === 'origin' || field === 'destination'
  return takesCountry && countryCodes(name, names) !== undefined
}

function countries(value: FieldValue, names: NameResolvers): string[] {
  const codes = countryCodes(value.text, names)
  if (codes) return codes
  return fault(value, `no country is known as "${value.text}"${countryHint(value.text, names)}`)
}

function countryHint(text: string, names: NameResolvers): string {
  if (known(names.resolveRegion, text)) return `: it is a region, write region:"${text}"`
  const near = text.length > 100 ? undefined : names.nearCountry?.(text)
  return near === undefined ? '' : `: did you mean ${near}?`
}

function documentId({ text, ...place }: FieldValue): string {
  const id = text.toLowerCase()
  if (/^[0-9a-f]{4,64}$/.test(id)) return id
  return fault({ text, ...place }, `"${text}" is no document: write its id, or at least 4 of its first digits`)
}

function regionCode(value: FieldValue): string[] {
  if (/^\d{3}$/.test(value.text)) return [value.text]
  if (/^\p{L}[\p{L}\p{N}+ -]{1,59}$/u.test(value.text)) return [value.text.toUpperCase(), value.text]
  return fault(value, `"${value.text}" is no region`)
}

/** The instrument that a bare word is the code of: texts print "Convention No. 189" where people ask for C189. */
export function instrumentCode(word: string, names: NameResolvers): string[] | undefined {
  const code = /^([CRP])-?(\d{2,3})$/i.exec(word)
  return code ? known(names.resolveInstrument, `${code[1]!}${code[2]!.padStart(3, '0')}`) : undefined
}

/** "C189", "c-189", "No. 189", "189" are the convention; R and P are recommendations and protocols. */
function instruments(value: FieldValue, names: NameResolvers): string[] {
  const found = known(names.resolveInstrument, value.text)
  if (found) return found
  const numbered = /^(?:(?<kind>[crp])|no\.?|n°)?[ .-]{0,2}(?<number>\d{1,3})$/i.exec(value.text)?.groups
  if (numbered) return [(numbered['kind'] ?? 'C').toUpperCase() + numbered['number']!.padStart(3, '0')]
  if (/^[\p{L}\p{N}][\p{L}\p{N}/ .-]{1,79}$/u.test(value.text)) return [value.text.toUpperCase(), value.text]
  return fault(value, `"${value.text}" is no instrument`)
}

function organisations(value: FieldValue, names: NameResolvers): string[] {
  const found = known(names.resolveOrganisation, value.text) ?? []
  if (foldedText(value.text) === '') fault(value, 'a name is missing here')
  return [...new Set([value.text, ...found])]
}

/** An id as the index keeps it, or words of the title. */
function projects(value: FieldValue): QueryNode {
  const words = foldedText(value.text)
  if (words === '') return fault(value, 'a project is missing here')
  if (!value.quoted && /^[^\s-]+(-[^\s-]+)+$/.test(value.text))
    return { type: 'filter', field: 'project', values: [value.text] }
  const title: QueryNode = { type: 'phrase', words: value.text.trim().split(/\s+/) }
  return { type: 'and', nodes: [{ type: 'filter', field: 'kind', values: ['project'] }, title] }
}

/** "NPL>ARE", "NPL-ARE", "Nepal to Qatar", quoted where it holds blanks. */
function corridor(value: FieldValue, names: NameResolvers): QueryNode {
  const parts = value.text.split(/\s*(?:>|→|-(?!\p{Ll})|\bto\b)\s*/u).filter((part) => part !== '')
  const [origin, destination] = parts.map((part) => countryCodes(part, names)?.[0])
  if (parts.length !== 2 || !origin || !destination)
    return fault(value, `"${value.text}" is no corridor: write two countries, as in NPL>ARE`)
  return { type: 'corridor', origin, destination }
}

function kind(value: FieldValue): string {
  const name = foldedText(value.text)
  const found = Object.entries(passageKinds).find(
    ([id, spoken]) => id === value.text.toLowerCase() || spoken.split(' ').includes(name),
  )
  if (found) return found[0]
  return fault(value, `no kind is called "${value.text}": there are ${Object.keys(passageKinds).join(', ')}`)
}

function language(value: FieldValue): string {
  return languageCode(value.text) ?? fault(value, `no language is called "${value.text}"`)
}

function dates(value: FieldValue): QueryNode {
  const span = dateSpan(value.text)
  if (!span) return fault(value, `"${value.text}" is no date: write 2013, 2013-05, 2012..2014, >2012 or ..2014`)
  return { type: 'date', ...span }
}

function activeYears(value: FieldValue): QueryNode {
  const span = dateSpan(value.text)
  if (!span?.from || !span.to) return fault(value, `"${value.text}" is no period: write 2013 or 2012..2014`)
  const [from, to] = [Number(span.from.slice(0, 4)), Number(span.to.slice(0, 4))]
  if (to - from > 200) return fault(value, 'a period may span 200 years at most')
  const years = Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
  return { type: 'filter', field: 'active', values: years }
}

function completeness(value: FieldValue): string {
  const name = foldedText(value.text)
  if (['partial', 'incomplete', 'partiel', 'parcial'].includes(name)) return 'partial'
  if (['complete', 'done', 'whole', 'complet', 'completo'].includes(name)) return 'complete'
  return fault(value, `a document is partial or complete, not "${value.text}"`)
}

function known(resolve: ResolveName | undefined, name: string): string[] | undefined {
  const found = resolve?.(name)
  if (found === undefined || found.length === 0) return undefined
  return typeof found === 'string' ? [found] : [...found]
}

function fault(value: FieldValue, message: string): never {
  throw new RihlaError('query-invalid', message, { offset: value.offset })
}
