import type { ReactNode } from 'react'
import { labelOf } from '../ask/labels.ts'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import { ranges, type Found, type FoundPlace } from './place.ts'

const kinds = ['project', 'instrument', 'country', 'corridor', 'region', 'organisation', 'figure'] as const

/** What was found in the document; each opens at its first place, and opened again at the next. */
export function EntitiesPanel({ found, span }: { found: readonly Found[]; span: string | undefined }) {
  const texts = useTexts()
  const { read } = texts
  const groups = kinds.map((kind) => ({ kind, of: found.filter((one) => one.kind === kind) }))
  if (found.length === 0) return <p className="muted">{read.nothingFound}</p>
  return (
    <>
      {groups
        .filter(({ of }) => of.length > 0)
        .map(({ kind, of }) => (
          <details key={kind} className="found-kind" open={kind !== 'figure' && kind !== 'organisation'}>
            <summary>
              {`${read.kinds[kind]}\u00a0`}
              <span className="count">{of.length}</span>
            </summary>
            <ul>
              {kind === 'figure'
                ? of.flatMap((one) =>
                    one.places.map((place) => <FigureLine key={place.span} place={place} span={span} />),
                  )
                : of.map((one) => <FoundLine key={one.entity} one={one} span={span} />)}
            </ul>
          </details>
        ))}
    </>
  )
}

function FoundLine({ one, span }: { one: Found; span: string | undefined }) {
  const texts = useTexts()
  const at = one.places.findIndex((place) => place.span === span)
  const next = one.places[(at + 1) % one.places.length]!
  return (
    <li>
      <PlaceLink place={next} chosen={at >= 0} title={next.quote}>
        <span>{nameOf(one, texts)}</span>
        <span className="count">
          {one.places.length > 1 && texts.read.times(one.places.length)}{' '}
          {texts.read.onPages(ranges(one.places.map(({ page }) => page)))}
        </span>
      </PlaceLink>
    </li>
  )
}

function FigureLine({ place, span }: { place: FoundPlace; span: string | undefined }) {
  const { read } = useTexts()
  return (
    <li>
      <PlaceLink place={place} chosen={place.span === span} title={`${read.rule} ${place.rule}`}>
        <span>{place.quote}</span>
        <span className="count">{read.onPages(String(place.page))}</span>
      </PlaceLink>
    </li>
  )
}

type PlaceLinkProps = { place: FoundPlace; chosen: boolean; title: string; children: ReactNode }

/** Goes to the page and marks the value there. */
export function PlaceLink({ place, chosen, title, children }: PlaceLinkProps) {
  const { address } = useNavigation()
  const to = withParameters(address, { page: String(place.page), span: place.span, at: undefined })
  return (
    <Link to={to} replace title={title} aria-current={chosen || undefined}>
      {children}
    </Link>
  )
}

export function nameOf({ kind, entity, title }: Pick<Found, 'kind' | 'entity' | 'title'>, texts: Texts): string {
  switch (kind) {
    case 'project':
      return title ?? entity
    case 'instrument':
      return title ? `${entity} · ${title}` : entity
    case 'country':
    case 'region':
    case 'corridor':
      return labelOf(kind, entity, texts)
    case 'organisation':
      return entity
    case 'figure':
      return texts.registers.kinds[entity] ?? entity
  }
}
