import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What `npm ci` does in the end: builds the page into dist/web. Where the tools are left out (`--omit=dev`), the page is
 * built elsewhere and copied, as the Dockerfile does; nothing is to be done then.
 */
const root = join(import.meta.dirname, '..')
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
if (existsSync(vite)) {
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
}
