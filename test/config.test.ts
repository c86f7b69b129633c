import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { RihlaError } from '../src/errors.ts'
import { readmeTables, tableInReadme } from './readme-tables.ts'

describe('settings', () => {
  test('need nothing', () => {
    expect(readConfig({})).toMatchObject({ RIHLA_HOST: '127.0.0.1', RIHLA_MAX_FILE_BYTES: 200 * 1024 * 1024 })
  })

  test('report every fault at once, each with what it should be', () => {
    const fault = faultOf({
      RIHLA_PORT: 'eighty',
      RIHLA_MAX_PAGES: '0',
      RIHLA_DROPP: '/tmp',
      RIHLA_DROP_FINISHED: 'burn',
    })
    expect(fault.code).toBe('settings-invalid')
    expect(fault.message.split('\n')).toEqual([
      expect.stringContaining('RIHLA_DROPP is no setting: did you mean RIHLA_DROP?'),
      expect.stringContaining('RIHLA_DROP_FINISHED is "burn"'),
      expect.stringContaining('RIHLA_PORT is "eighty": a whole number from 0 to 65535'),
      expect.stringContaining('RIHLA_MAX_PAGES is "0"'),
    ])
  })

  test('do not open a server to others without a token', () => {
    expect(faultOf({ RIHLA_HOST: '0.0.0.0' }).message).toContain('RIHLA_TOKEN is not set')
    const settings = { RIHLA_HOST: '0.0.0.0', RIHLA_TOKEN: 'sixteen characters' }
    expect(readConfig(settings)).toMatchObject(settings)
  })

  test('do not look at the variables of other programs', () => {
    expect(() => readConfig({ PATH: '/bin', PORT: 'x' })).not.toThrow()
  })
})

test.for(Object.entries(readmeTables()))('the README holds the table of %s as the code has it', ([name, table]) => {
  expect(tableInReadme(name)).toBe(table)
})

function faultOf(environment: Record<string, string>): RihlaError {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof RihlaError) return error
    throw error
  }
  throw new Error('the settings were taken')
}
