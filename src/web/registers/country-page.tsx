import type { RegisterEntry, RegisterEntryAnswer } from '../../contracts/registers.ts'
import { MapOfCorridors } from '../map/map-of-corridors.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import { conventions } from './conventions.tsx'
import { corridors } from './corridors.ts'
import { figureText, signOf } from './figure-texts.ts'
import { figures } from './figures.ts'
import { projects } from './projects.ts'
import { RelatedList } from './related-list.tsx'
import { yearsOf } from './values.ts'

/** What the archive says of a country: where people go from it and come to it, its projects, figures and conventions. */
export function OfCountry({ entry: { key } }: { entry: RegisterEntryAnswer }) {
  const { registers } = useTexts()
  const by = { filter: 'country', value: key } as const
  return (
    <>
      <MapOfCorridors optional question={{ filters: [{ name: 'country', value: key }] }} />
      <div className="related-lists">
        <RelatedList view={corridors} title={registers.names.corridors} by={by} />
        <RelatedList view={projects} title={registers.names.projects} by={by} />
        <RelatedList view={figures} title={registers.names.figures} by={by} beside={valueAndYears} />
        <RelatedList view={conventions} title={registers.namedConventions} by={by} />
      </div>
    </>
  )
}

const valueAndYears = (entry: RegisterEntry, texts: Texts): string =>
  [`${figureText(entry, texts)} ${signOf(entry) ?? ''}`.trim(), yearsOf(entry, texts)].filter(Boolean).join(', ')
