import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, parse, relative } from 'node:path'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { errorCodes, type RihlaError } from '../errors.ts'
import { systemCode } from './durable-files.ts'

/** Folders within the drop folder for what is done with; sub-folders are kept below them. */
export const doneFolder = 'done'
export const failedFolder = 'failed'

/**
 * Moves a file of the drop folder to done/ or failed/ and writes the reason beside it, if there is one. Never overwrites:
 * where the name is taken, the file becomes `name-2.pdf`. Returns where it went.
 */
export async function moveFinished(options: {
  folder: string
  path: string
  to: typeof doneFolder | typeof failedFolder
  reason?: string
}): Promise<string> {
  const { folder, path } = options
  const wanted = join(folder, options.to, relative(folder, path))
  await mkdir(dirname(wanted), { recursive: true })
  for (let number = 1; ; number++) {
    const target = numbered(wanted, number)
    const taken = await takenBy(target, path)
    if (taken === 'another') continue
    // The reason comes first: whoever sees the file there finds it.
    if (options.reason) await writeFile(`${target}.reason.txt`, options.reason)
    if (taken === 'nobody' && !(await copyUnlessTaken(path, target))) continue
    await unlink(path)
    return target
  }
}

/** What stands beside a file whose document is parked or partial; none where all went well. */
export function reasonOf(document: DocumentSummary, name: string): string | undefined {
  const last = [`Document: ${document.documentId}`, `When: ${document.stateAt}`]
  if (document.failure) {
    const { code, message, page, byte } = document.failure
    const remedy = Object.entries(errorCodes).find(([known]) => known === code)?.[1].remedy
    return lines([
      `${name} could not be taken in.`,
      '',
      `What happened: ${message}`,
      ...(remedy ? [`What to do: ${remedy}`] : []),
      `Code: ${code}`,
      ...(page === undefined ? [] : [`Page: ${page}`]),
      ...(byte === undefined ? [] : [`Byte: ${byte}`]),
      ...last,
    ])
  }
  if (document.incomplete.length === 0) return undefined
  const losses = document.incomplete.map(({ code, message, pages }) => {
    const where = pages && pages.length > 0 ? ` (pages: ${pages.join(', ')})` : ''
    return `- ${message}${where}. Code: ${code}`
  })
  return lines([`${name} is searchable, but not all of it could be read:`, '', ...losses, '', ...last])
}

/** As `reasonOf`, for a file that never became a document. */
export function reasonOfError(error: RihlaError, name: string): string {
  return lines([
    `${name} could not be taken in.`,
    '',
    `What happened: ${error.message}`,
    `What to do: ${error.remedy}`,
    `Code: ${error.code}`,
    `When: ${new Date().toISOString()}`,
  ])
}

/** After a crash in the midst of an earlier move the target may be the file itself, under its second name. */
async function takenBy(target: string, path: string): Promise<'nobody' | 'itself' | 'another'> {
  const [there, own] = await Promise.all([lstat(target).catch(noneIfMissing), lstat(path)])
  if (!there) return 'nobody'
  return there.ino === own.ino && there.dev === own.dev ? 'itself' : 'another'
}

/** Gives the file a second name, or copies it where the file system has no such names; false where the name is taken. */
async function copyUnlessTaken(path: string, target: string): Promise<boolean> {
  try {
    await link(path, target)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    if (systemCode(error) === 'ENOENT') throw error
  }
  try {
    await copyFile(path, target, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

function noneIfMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error
}

function numbered(path: string, number: number): string {
  if (number === 1) return path
  const { dir, name, ext } = parse(path)
  return join(dir, `${name}-${number}${ext}`)
}

const lines = (parts: string[]): string => `${parts.join('\n')}\n`
