import type { DocumentAnswer } from '../../contracts/http.ts'
import type { Mention, ProjectRecord } from '../../contracts/extracted-document.ts'
import type { Box } from '../../contracts/position.ts'
import type { Address } from '../router.tsx'

/** What of a document is looked at, as the address says it. */
export type Place = {
  page: number
  /** Where a passage begins, in the text of the document. */
  at?: number
  /** The place of a value: "start-end". */
  span?: string
  q: string
  view: 'pages' | 'text'
}

export function placeIn({ query }: Pick<Address, 'query'>): Place {
  const number = (name: string) => (/^\d{1,9}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : undefined)
  const at = number('at')
  const span = query.get('span') ?? ''
  return {
    page: Math.max(1, number('page') ?? 1),
    ...(at !== undefined && { at }),
    ...(/^\d{1,9}-\d{1,9}$/.test(span) && { span }),
    q: query.get('q') ?? '',
    view: query.get('view') === 'text' ? 'text' : 'pages',
  }
}

/** Something that was found, with every place of it. */
export type Found = {
  kind: Mention['kind'] | 'project'
  /** The entity itself: a code, an id, a kind of figure. */
  entity: string
  title?: string
  places: FoundPlace[]
}

export type FoundPlace = { span: string; page: number; quote: string; boxes: Box[]; rule: string }

/** What was found in a document, each thing once with all of its places; what is named most often first. */
export function foundIn({ mentions = [], projects = [] }: Pick<DocumentAnswer, 'mentions' | 'projects'>): Found[] {
  const found = new Map<string, Found>()
  for (const mention of mentions) {
    const entity = entityOf(mention)
    const title = mention.kind === 'instrument' ? mention.title : undefined
    const key = `${mention.kind}:${entity}`
    const known = found.get(key) ?? { kind: mention.kind, entity, ...(title && { title }), places: [] }
    known.places.push(placeOf(mention))
    found.set(key, known)
  }
  const named = [...found.values()].toSorted((one, other) => other.places.length - one.places.length)
  return [...named, ...projects.map(projectFound)]
}

export const placeOf = ({ start, end, page, quote, boxes, rule }: Mention): FoundPlace => ({
  span: `${start}-${end}`,
  page,
  quote,
  boxes,
  rule,
})

function projectFound({ projectId, title, places, rule }: ProjectRecord): Found {
  const all = places.map(({ evidence: { start, end, page, quote, boxes } }) => ({
    span: `${start}-${end}`,
    page,
    quote,
    boxes,
    rule,
  }))
  return { kind: 'project', entity: projectId, title, places: all }
}

export function entityOf(mention: Mention): string {
  switch (mention.kind) {
    case 'country':
      return mention.country
    case 'region':
      return mention.region
    case 'corridor':
      return `${mention.origin}${mention.directed ? '>' : '-'}${mention.destination}`
    case 'instrument':
      return mention.instrument
    case 'organisation':
      return mention.organisation
    case 'figure':
      return mention.figureKind
  }
}

/** "1–3, 7" for 1, 2, 3, 7. */
export function ranges(pages: readonly number[]): string {
  const sorted = [...new Set(pages)].toSorted((one, other) => one - other)
  const parts: [number, number][] = []
  for (const page of sorted) {
    const last = parts.at(-1)
    if (last && last[1] === page - 1) last[1] = page
    else parts.push([page, page])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
