import { useTexts } from '../texts.tsx'
import { legendOf, thicknessOf, type Flow } from './flows.ts'

/** What thickness and arrows mean. */
export function Legend({ flows }: { flows: readonly Flow[] }) {
  const { map, number } = useTexts()
  const most = Math.max(1, ...flows.map(({ places }) => places))
  return (
    <ul className="map-legend" aria-label={map.legend}>
      {legendOf(flows).map((places) => (
        <li key={places}>
          <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
            <path className="map-way" d="M0,6H28" strokeWidth={thicknessOf(places, most)} />
          </svg>
          {map.places(number(places), places)}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
          <path className="map-way" d="M0,6H20" strokeWidth="2" />
          <path className="map-head" d="M19,2L28,6L19,10z" />
        </svg>
        {map.directed}
      </li>
      {flows.some(({ directed }) => !directed) && (
        <li>
          <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
            <path className="map-way" d="M0,6H28" strokeWidth="2" />
          </svg>
          {map.undirected}
        </li>
      )}
    </ul>
  )
}
