import { geoEqualEarth, geoGraticule10, geoInterpolate, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import outlines from 'world-atlas/countries-110m.json'
import points from './country-points.json' with { type: 'json' }

export const width = 960
export const height = 440

/** How far a way bends from the straight line, as a share of its length. */
const bend = 0.2

const antarctica = '010'
const { countries } = outlines.objects
const land = {
  type: 'FeatureCollection' as const,
  features: feature(outlines, countries).features.filter(({ id }) => id !== antarctica),
}

/** Areas keep their size; cut where few people live, in the Bering Strait. */
const projection = geoEqualEarth()
  .rotate([-11, 0])
  .fitExtent(
    [
      [4, 4],
      [width - 4, height - 4],
    ],
    land,
  )
const path = geoPath(projection).digits(1)

const places: Partial<Record<string, { longitude: number; latitude: number; outline: string }>> = points

/** Each country of the outlines, known by its number, or its name where it has none. */
export const shapes: readonly { outline: string; d: string }[] = land.features.map((one) => ({
  outline: String(one.id ?? one.properties.name),
  d: path(one) ?? '',
}))

/** Borders between countries, each drawn once. */
export const borders: string = path(mesh(outlines, countries, (one, other) => one !== other)) ?? ''

export const graticule: string = path(geoGraticule10()) ?? ''

/** The number of a country among the outlines; many small ones have none there, and a place all the same. */
export const outlineOf = (code: string): string | undefined => places[code]?.outline

export type Point = [x: number, y: number]

/** Where a country is pointed at; undefined for one that is not known. */
export function pointOf(code: string): Point | undefined {
  const place = places[code]
  return place && (projection([place.longitude, place.latitude]) ?? undefined)
}

/**
 * The way from a country to another, ending so far before it. It is bent to the left of whoever goes it, so that the way back
 * lies beside it; one that would cross the whole map goes round the back of the world, as the crow flies.
 */
export function wayBetween(origin: string, destination: string, before: number): string | undefined {
  const [from, to] = [pointOf(origin), pointOf(destination)]
  if (!from || !to) return undefined
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  if (Math.abs(dx) > width / 2) return roundTheBack(origin, destination)
  const middle: Point = [from[0] + dx / 2 + dy * bend, from[1] + dy / 2 - dx * bend]
  return `M${at(from)}Q${at(middle)} ${at(short(middle, to, before))}`
}

/** The point on the way to `to` that lies so far before it; never beyond the beginning. */
function short(from: Point, to: Point, before: number): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const share = Math.min(0.5, before / (Math.hypot(dx, dy) || 1))
  return [to[0] - dx * share, to[1] - dy * share]
}

function roundTheBack(origin: string, destination: string): string | undefined {
  const [from, to] = [places[origin], places[destination]]
  if (!from || !to) return undefined
  const start: Point = [from.longitude, from.latitude]
  const end = geoInterpolate(start, [to.longitude, to.latitude])(0.97)
  return path({ type: 'LineString', coordinates: [start, end] }) ?? undefined
}

const at = (point: Point): string => point.map((one) => one.toFixed(1)).join(',')
