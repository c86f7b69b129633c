import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { settings } from '../src/config.ts'
import { IncompletenessCode, incompletenessMeanings } from '../src/contracts/incompleteness.ts'
import { errorCodes } from '../src/errors.ts'

const file = join(import.meta.dirname, '..', 'README.md')

/** The tables of README.md that the code itself writes, by the name of their markers. */
export function readmeTables(): Record<string, string> {
  return {
    settings: table(['setting', 'default', 'meaning'], Object.entries(settings).map(settingRow)),
    errors: table(
      ['code', 'retried', 'way out'],
      Object.entries(errorCodes).map(([code, { permanent, remedy }]) => [
        `\`${code}\``,
        permanent ? 'no' : 'yes',
        remedy,
      ]),
    ),
    incompleteness: table(
      ['code', 'what is missing'],
      IncompletenessCode.options.map((code) => [`\`${code}\``, incompletenessMeanings[code]]),
    ),
  }
}

/** The table that README.md holds between the markers of that name. */
export function tableInReadme(name: string): string | undefined {
  return between(name).exec(readFileSync(file, 'utf8'))?.[2]
}

function settingRow([name, schema]: [string, (typeof settings)[keyof typeof settings]]): string[] {
  const meta = schema.meta()
  const { standard } = z.object({ standard: z.string().optional() }).parse(meta ?? {})
  const value = standard ?? schema.safeParse(undefined).data
  const shown =
    typeof value !== 'string' && typeof value !== 'number' ? 'none' : String(value).replace(`${process.cwd()}/`, '')
  return [`\`${name}\``, `\`${shown}\``, String(meta?.description)]
}

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const between = (name: string): RegExp =>
  new RegExp(`(<!-- ${name}: written by npm run readme -->\\n)([\\s\\S]*?)(\\n<!-- end -->)`)

if (process.argv[1] === import.meta.filename) {
  let readme = readFileSync(file, 'utf8')
  for (const [name, text] of Object.entries(readmeTables())) readme = readme.replace(between(name), `$1${text}$3`)
  writeFileSync(file, readme)
}
