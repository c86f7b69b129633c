import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache')

/**
 * A Python that has these packages, in an environment of its own that is made once and kept, and made anew where others
 * are asked for; undefined where Python or the packages cannot be had, and then the tests that need it are skipped by name.
 */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string | undefined> {
  const wanted = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 8)
  const folder = join(cache, `python-${name}-${wanted}`)
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return python
  const making = `${folder}.${process.pid}`
  try {
    await mkdir(cache, { recursive: true })
    await run('python3', ['-m', 'venv', making], { timeout: 60_000 })
    // Only what is named: pyiati asks for an lxml of its own time and is wanted for its schemas alone.
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]
    await run(join(making, 'bin', 'python'), install, { timeout: 240_000 })
    await rename(making, folder)
    return python
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if (existsSync(python)) return python
    console.warn(`no Python with ${packages.join(', ')}: ${String(error).slice(0, 200)}`)
    return undefined
  }
}

/** Runs a script of this folder over a text; returns what it prints. */
export async function check(python: string, script: string, input: string): Promise<string> {
  const child = run(python, [join(import.meta.dirname, script)], { timeout: 60_000, maxBuffer: 32 * 1024 * 1024 })
  child.child.stdin?.end(input)
  const { stdout } = await child
  return stdout
}
