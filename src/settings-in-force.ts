import { type Config, givenSettings, settings } from './config.ts'
import { shownValue } from './secrets.ts'

/** A setting as it is in force: nothing where it is not set and has no default. No secret stands in it. */
export type SettingInForce = {
  name: string
  value: string | number | null
  unit: string | null
  default: string | number | null
  from: 'environment' | 'default'
  meaning: string
}

/** Every setting, in the order of README.md, with what the process goes by and where that came from. */
export function settingsInForce(config: Config, environment?: Record<string, string | undefined>): SettingInForce[] {
  const given = givenSettings(environment)
  return Object.entries(settings).map(([name, schema]) => {
    const standard = plainValue(schema.safeParse(undefined).data)
    const text = given[name]
    const taken = plainValue(Object.entries(config).find(([other]) => other === name)?.[1])
    const shown = typeof taken === 'number' || text === undefined ? taken : shownValue(name, taken ?? text)
    return {
      name,
      value: shown,
      unit: typeof (taken ?? standard) === 'number' ? unitOf(name) : null,
      default: standard,
      from: text === undefined ? 'default' : 'environment',
      meaning: String(schema.description),
    }
  })
}

/** Names end in the unit: "…_SECONDS", "…_FILES_PER_UPLOAD"; a port has none. */
function unitOf(name: string): string | null {
  const [, unit] = /_([A-Z]+S(?:_PER_[A-Z]+)?)$/.exec(name) ?? []
  return unit?.toLowerCase().replaceAll('_', ' ') ?? null
}

/** Lists have no short form of their own: they are shown as they were given. */
const plainValue = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null
