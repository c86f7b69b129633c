import type { Sizes } from '../contracts/sizes.ts'

/** "store 15 MB (originals 12 MB), index 4.1 MB, 230 GB free on the disk" */
export function sizesLine({ originalsBytes, storeBytes, indexBytes, freeBytes }: Sizes): string {
  const store = `store ${bytesOf(storeBytes)} (originals ${bytesOf(originalsBytes)})`
  return `${store}, index ${bytesOf(indexBytes)}, ${bytesOf(freeBytes)} free on the disk`
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

function bytesOf(value: number | undefined): string {
  if (value === undefined) return 'unknown'
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  return `${Number((value / 1000 ** step).toPrecision(3))} ${units[step]}`
}
