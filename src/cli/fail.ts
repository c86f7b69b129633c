import { errorCodes, RihlaError } from '../errors.ts'
import { harmless } from './plain.ts'

/** Codes that say that the command was used wrongly or set up wrongly, and not that something failed. */
const misuse: ReadonlySet<string> = new Set([
  'settings-invalid',
  'request-invalid',
  'query-invalid',
  'id-ambiguous',
  'port-in-use',
  'data-in-use',
  'folder-unwritable',
  'token-required',
  'role-insufficient',
  'archive-absent',
  'backup-absent',
  'backup-folder-refused',
  'data-folder-not-empty',
])

/** Tells a person what went wrong and the way out, on stderr, and sets the exit code. */
export function fail(error: unknown): void {
  if (!(error instanceof RihlaError)) {
    process.exitCode = 1
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`rihla: ${errorCodes['internal-error'].remedy}\n${text}\n`)
    return
  }
  process.exitCode = misuse.has(error.code) ? 2 : 1
  const command = process.argv[2] ?? ''
  // what the server says of its addresses is no way out for whoever used a command
  const remedy =
    error.code === 'request-invalid' && /^[a-z]+$/.test(command)
      ? `rihla ${command} --help tells what it takes`
      : error.remedy
  const lines = error.message.split('\n').map(harmless)
  process.stderr.write(`rihla: ${lines.join('\n       ')}\n       ${remedy} (${error.code})\n`)
}
