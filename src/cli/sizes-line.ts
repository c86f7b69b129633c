import type { Sizes } from '../contracts/sizes.ts'

/** "originals 12 MB, index 4.1 MB, 230 GB free on the disk" */
export function sizesLine({ originalsBytes, indexBytes, freeBytes }: Sizes): string {
  const index = indexBytes === undefined ? 'unknown' : bytesOf(indexBytes)
  return `originals ${bytesOf(originalsBytes)}, index ${index}, ${bytesOf(freeBytes)} free on the disk`
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

function bytesOf(value: number): string {
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  return `${Number((value / 1000 ** step).toPrecision(3))} ${units[step]}`
}
