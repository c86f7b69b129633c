import { readConfig } from '../config.ts'
import { settingsInForce } from '../settings-in-force.ts'
import { print, printJson } from './output.ts'
import { tableLines } from './table.ts'

/** `rihla config`: every setting in force, its unit and default, and whether the environment set it; no secret. */
export function config({ json }: { json?: true }): void {
  const all = settingsInForce(readConfig())
  if (json) return printJson({ settings: all })
  const rows = all.map(({ name, value, unit, default: standard, from }) => [
    name,
    String(value ?? 'none'),
    unit ?? '',
    String(standard ?? 'none'),
    from,
  ])
  // cut to the width of a terminal, a value would be a wrong one
  for (const line of tableLines(['setting', 'value', 'unit', 'default', 'from'], rows, Infinity)) print(line)
}
