import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { systemCode } from '../../src/ingest/durable-files.ts'

/** Why no small disk can be mounted here; undefined where it can. */
export const smallDisksRefused: string | undefined = refusal()
if (smallDisksRefused !== undefined)
  console.warn(`capability small-disk is absent, tests of full disks are skipped: ${smallDisksRefused}`)

/** A disk of so many mebibytes, in memory; unmounted after the test. */
export function smallDisk(mebibytes: number): string {
  const { folder, unmount } = mountSmallDisk(mebibytes)
  onTestFinished(unmount)
  return folder
}

/** As `smallDisk`, for whoever unmounts it himself. */
export function mountSmallDisk(mebibytes: number): { folder: string; unmount: () => void } {
  const folder = mount(mebibytes)
  return { folder, unmount: () => unmount(folder) }
}

/** Writes a file into the folder until its disk takes no byte more; returns the file. */
export async function fillDisk(folder: string): Promise<string> {
  const filler = join(folder, 'filler')
  for (const size of [1024 * 1024, 4096, 1]) await fillBy(filler, size)
  return filler
}

async function fillBy(filler: string, size: number): Promise<void> {
  try {
    for (;;) await writeFile(filler, Buffer.alloc(size), { flag: 'a' })
  } catch (error) {
    if (systemCode(error) !== 'ENOSPC') throw error
  }
}

function refusal(): string | undefined {
  if (process.platform !== 'linux') return `no tmpfs on ${process.platform}`
  try {
    unmount(mount(1))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function mount(mebibytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmdirSync(folder)
    throw error
  }
  return folder
}

function unmount(folder: string): void {
  // Lazily: a store that is closed in a later hook may still hold a file of it.
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
  rmdirSync(folder)
}
