import type { Flow } from './flows.ts'
import { height, pointOf, width, type Point } from './world.ts'

/** The part of the map that is looked at, in its units. */
export type Frame = { x: number; y: number; width: number; height: number }

export const wholeWorld: Frame = { x: 0, y: 0, width, height }

const margin = 45
const narrowest = 0.3 * width

/** The part where all of these flows lie, in the shape of the whole; the whole where they lie all over it. */
export function frameOf(flows: readonly Flow[]): Frame {
  const points = endsOf(flows).map(({ point }) => point)
  if (points.length === 0) return wholeWorld
  const [left, right] = extent(points.map(([x]) => x))
  const [top, bottom] = extent(points.map(([, y]) => y))
  const tall = Math.max(bottom - top, (right - left) * (height / width), narrowest * (height / width))
  if (tall >= 0.85 * height) return wholeWorld
  const size = { width: (tall * width) / height, height: tall }
  return {
    x: within((left + right) / 2 - size.width / 2, width - size.width),
    y: within((top + bottom) / 2 - size.height / 2, height - size.height),
    ...size,
  }
}

const extent = (values: number[]): [number, number] => [Math.min(...values) - margin, Math.max(...values) + margin]

const within = (value: number, most: number): number => Math.max(0, Math.min(most, value))

export type End = {
  country: string
  point: Point
  places: number
  /** Whether its flows come from above rather than from below: its name stands where they do not. */
  fromAbove: boolean
}

/** Each country that a flow begins or ends in, with the places that name its flows; most first. */
export function endsOf(flows: readonly Flow[]): End[] {
  const sides = flows.flatMap(({ origin, destination, places }) => [
    { country: origin, other: destination, places },
    { country: destination, other: origin, places },
  ])
  const ends = [...Map.groupBy(sides, ({ country }) => country)].flatMap(([country, of]): End[] => {
    const point = pointOf(country)
    if (!point) return []
    const rise = of.reduce((sum, { other }) => sum + point[1] - (pointOf(other)?.[1] ?? point[1]), 0)
    return [{ country, point, places: of.reduce((sum, { places }) => sum + places, 0), fromAbove: rise > 0 }]
  })
  return ends.toSorted((one, other) => other.places - one.places || one.country.localeCompare(other.country))
}

/** A map is not to vanish under its names: there is one for so many pixels of its width. */
const pixelsOfName = 55

export type Label = { country: string; text: string; x: number; y: number }

/** Names of the ends, as many as stand beside each other without touching; a letter is so wide. */
export function labelsOf(
  ends: readonly End[],
  { nameOf, frame, unit }: { nameOf: (country: string) => string; frame: Frame; unit: number },
): Label[] {
  const [letter, line] = [6.4 * unit, 14 * unit]
  const most = Math.ceil(frame.width / unit / pixelsOfName)
  const taken: Frame[] = []
  return ends.slice(0, most).flatMap(({ country, point: [x, y], fromAbove }): Label[] => {
    const text = nameOf(country)
    const long = text.length * letter
    // never out of the picture
    const middle = Math.max(frame.x + long / 2, Math.min(frame.x + frame.width - long / 2, x))
    const [above, below] = [y - 6 * unit, y + 14 * unit]
    for (const baseline of fromAbove ? [below, above] : [above, below]) {
      const box = { x: middle - long / 2, y: baseline - line * 0.8, width: long, height: line }
      if (taken.some((other) => touches(box, other))) continue
      taken.push(box)
      return [{ country, text, x: middle, y: baseline }]
    }
    return []
  })
}

const touches = (one: Frame, other: Frame): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
