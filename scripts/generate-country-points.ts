// Writes src/web/map/country-points.json from world-atlas (Natural Earth, in the public domain): where a country is pointed
// at on a map, and its number among the outlines. Run by hand when either changes: node scripts/generate-country-points.ts
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { geoArea, geoCentroid } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { countries } from '../src/gazetteers/countries.ts'

type Outlines = Topology<{ countries: GeometryCollection<{ name: string }> }>
type Point = [longitude: number, latitude: number]

/** Parts of other countries there, an atoll that it leaves out, and where most people live far from the largest part. */
const byHand = new Map<string, Point>([
  ['BES', [-68.3, 12.2]],
  ['GLP', [-61.5, 16.2]],
  ['GUF', [-53.1, 4]],
  ['MTQ', [-61, 14.6]],
  ['MYS', [102.2, 4.2]],
  ['MYT', [45.2, -12.8]],
  ['REU', [55.5, -21.1]],
  ['TKL', [-171.8, -9.2]],
])

const root = join(import.meta.dirname, '..')
const load = createRequire(import.meta.url)
const topology: Outlines = load('world-atlas/countries-10m.json')
const { features } = feature(topology, topology.objects.countries)

const points = countries.map(({ code, m49 }) => {
  // Kosovo has no number there
  const outline = code === 'XKX' ? 'Kosovo' : m49
  const found = features.find(({ id, properties }) => (id ?? properties.name) === outline)
  const [longitude, latitude] = byHand.get(code) ?? middleOf(found?.geometry, code)
  return [code, { longitude: rounded(longitude), latitude: rounded(latitude), outline }] as const
})
const file = join(root, 'src', 'web', 'map', 'country-points.json')
writeFileSync(file, `${JSON.stringify(Object.fromEntries(points), null, 2)}\n`)

/** Of its largest part: France is not pointed at in the Atlantic. */
function middleOf(geometry: (typeof features)[number]['geometry'] | undefined, code: string): Point {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') throw new Error(`no outline of ${code}`)
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const polygons = parts.map((coordinates) => ({ type: 'Polygon' as const, coordinates }))
  return geoCentroid(polygons.toSorted((one, other) => geoArea(other) - geoArea(one))[0]!)
}

function rounded(degrees: number): number {
  return Math.round(degrees * 10) / 10
}
