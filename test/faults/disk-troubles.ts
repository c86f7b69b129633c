import { rm } from 'node:fs/promises'
import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import { fillDisk, mountSmallDisk, smallDisksRefused } from '../ingest/small-disk.ts'
import type { SentFile } from './library.ts'
import type { Place, Trouble } from './places.ts'
import { sendOnce } from './sending.ts'

const patience = { timeoutSeconds: 120, intervalMilliseconds: 100 }
/** Less than what a full disk leaves, and enough for what is on its way. */
export const minFreeBytes = 16 * 1024 * 1024

/** A disk for the data that can be filled; where none can be mounted, that is said, and the tests run on the disk there is. */
export function dataDisk(): { folder?: string; unmount: () => void } {
  if (smallDisksRefused === undefined) return mountSmallDisk(384)
  console.warn(`NO FULL DISK IN THIS RUN, for none can be mounted here: ${smallDisksRefused}`)
  return { unmount: () => undefined }
}

/**
 * Fills the disk until nothing fits on it any more, waits until a file is refused for it and until work was put off or
 * failed for it, and makes room again. With `killed`, every process is killed while it is full.
 */
export function fullDisk(
  folder: string,
  { place, probe, killed = false }: { place: Place; probe: SentFile; killed?: boolean },
): Trouble {
  return {
    name: killed ? 'the disk is full, and everything is killed' : 'the disk is full',
    async make() {
      const began = new Date().toISOString()
      const filler = await fillDisk(folder)
      try {
        await eventually(
          () => expect(sendOnce(place.client, probe)).rejects.toMatchObject({ code: 'disk-full' }),
          patience,
        )
        await eventually(() => {
          expect(saidSince(place, began)).toMatch(/job was put off|No space left on device/)
        }, patience)
        if (killed) await killAll(place)
      } finally {
        await rm(filler)
      }
      return 'full until a file was refused and work was put off, then room again'
    },
  }
}

/** Kills every process, and waits until each has said something in its next life. */
async function killAll({ processes }: Place): Promise<void> {
  await Promise.all(
    Object.values(processes).map(async (one) => {
      await one.kill()
      const before = one.said()
      await eventually(() => expect(one.said()).not.toBe(before), { ...patience, timeoutSeconds: 180 })
    }),
  )
}

/** What the processes logged since that time. */
function saidSince({ processes }: Place, time: string): string {
  const lines = Object.values(processes).flatMap((one) => one.said().split('\n'))
  return lines.filter((line) => (/"time":"([^"]+)"/.exec(line)?.[1] ?? '') >= time).join('\n')
}
