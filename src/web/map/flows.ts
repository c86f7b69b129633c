import type { RegisterEntry } from '../../contracts/registers.ts'

/** A corridor as the map draws it. */
export type Flow = { key: string; origin: string; destination: string; directed: boolean; places: number }

/** Corridors that can be drawn, those named in most places last, so that they lie on top. */
export function flowsOf(entries: readonly Pick<RegisterEntry, 'key' | 'evidenceCount'>[]): Flow[] {
  const flows = entries.flatMap(({ key, evidenceCount }): Flow[] => {
    const [, origin, sign, destination] = /^([A-Z]{3})([>-])([A-Z]{3})$/.exec(key) ?? []
    if (!origin || !destination) return []
    return [{ key, origin, destination, directed: sign === '>', places: evidenceCount }]
  })
  return flows.toSorted((one, other) => one.places - other.places || one.key.localeCompare(other.key))
}

const [thinnest, thickest] = [1.75, 7]
/** Where no corridor is named as often as this, none is drawn as thick as can be. */
const often = 12

/** How thick a flow is drawn, in pixels: with the root of what is counted, so that the rare ones are seen beside the common. */
export function thicknessOf(places: number, most: number): number {
  return thinnest + ((thickest - thinnest) * (Math.sqrt(places) - 1)) / (Math.sqrt(Math.max(most, often)) - 1)
}

/** Counts that the legend shows: the least, the most, and one between them. */
export function legendOf(flows: readonly Pick<Flow, 'places'>[]): number[] {
  const most = Math.max(1, ...flows.map(({ places }) => places))
  const least = Math.min(most, ...flows.map(({ places }) => places))
  return [...new Set([least, Math.round(Math.sqrt(least * most)), most])].toSorted((one, other) => one - other)
}
