import { lazy, Suspense } from 'react'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { pictureQueryOf, type RegisterQuestion } from '../registers/register-question.ts'
import { useTexts } from '../texts.tsx'

// Outlines are large: they are loaded when somebody looks at a map.
const CorridorMap = lazy(async () => ({ default: (await import('./corridor-map.tsx')).CorridorMap }))

type Props = {
  question: Pick<RegisterQuestion, 'filters'>
  /** Whether there may be none: then no room is kept for it. */
  optional?: boolean
}

/** A map of the corridors that match these filters, not only of those on this page of the list; nothing where there are none. */
export function MapOfCorridors({ question, optional = false }: Props) {
  const { map, number } = useTexts()
  const query = pictureQueryOf(question)
  // what went wrong is told by the list of the same corridors
  const { answer, waiting } = useAsked(`corridors/${JSON.stringify(query)}`, () => api.register('corridors', query))
  if (!answer && waiting && !optional) return <Awaited />
  if (!answer || answer.entries.length === 0) return null
  return (
    <Suspense fallback={<Awaited />}>
      <CorridorMap entries={answer.entries} />
      {answer.total > answer.entries.length && (
        <p className="small muted">{map.part(number(answer.entries.length), number(answer.total))}</p>
      )}
    </Suspense>
  )
}

const Awaited = () => <div className="map-picture map-awaited" aria-hidden="true" />
