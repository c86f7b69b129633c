import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, settings } from '../src/config.ts'
import { RihlaError } from '../src/errors.ts'
import { settingsInForce } from '../src/settings-in-force.ts'
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

  test('report what does not go together beside what is wrong by itself', () => {
    const settings = { RIHLA_HOST: '0.0.0.0', RIHLA_PORT: 'eighty', ELASTICSEARCH_USERNAME: 'reader' }
    expect(faultOf(settings).message.split('\n')).toEqual([
      expect.stringContaining('RIHLA_PORT is "eighty"'),
      expect.stringContaining('others can reach RIHLA_HOST 0.0.0.0'),
      expect.stringContaining('ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD go together'),
    ])
  })

  test('tell a slip in a name that other programs share, and leave theirs alone', () => {
    expect(faultOf({ ELASTICSEARCH_PASWORD: 'x' }).message).toBe(
      'ELASTICSEARCH_PASWORD is no setting: did you mean ELASTICSEARCH_PASSWORD?',
    )
    expect(() =>
      readConfig({ REDIS_PORT: 'tcp://10.0.0.1:6379', ELASTICSEARCH_SERVICE_HOST: '10.0.0.2' }),
    ).not.toThrow()
  })

  test('show no secret where one is wrong', () => {
    const { message } = faultOf({
      RIHLA_TOKEN: 'secret-1',
      RIHLA_TOKENS: 'secret-2,anna:add:secret-3',
      REDIS_URL: 'http://reader:secret-4@redis.example',
      ELASTICSEARCH_URL: 'ftp://secret-5@search.example/?key=secret-6',
    })
    expect(message.split('\n')).toHaveLength(5)
    expect(message).toContain('"http://[secret]@redis.example"')
    expect(message).not.toMatch(/secret-\d/)
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

describe('settings in force', () => {
  const inForce = (environment: Record<string, string>) =>
    new Map(settingsInForce(readConfig(environment), environment).map((setting) => [setting.name, setting]))

  test('are all of them, with where each came from', () => {
    const shown = inForce({ RIHLA_PORT: '80', RIHLA_METRICS_PORT: '0', RIHLA_DROP: '' })
    expect([...shown.keys()]).toEqual(Object.keys(settings))
    expect(shown.get('RIHLA_PORT')).toMatchObject({ value: 80, default: 7447, from: 'environment' })
    expect(shown.get('RIHLA_METRICS_PORT')).toMatchObject({ value: 0, default: null, from: 'environment' })
    expect(shown.get('RIHLA_DROP')).toMatchObject({ value: join(process.cwd(), 'drop'), from: 'default' })
    expect(shown.get('REDIS_URL')).toMatchObject({ value: null, default: null, from: 'default' })
  })

  test('have a unit where they are numbers, but for ports', () => {
    const numbers = [...inForce({ RIHLA_METRICS_PORT: '0' }).values()].filter(({ value }) => typeof value === 'number')
    expect(numbers.filter(({ unit }) => unit === null).map(({ name }) => name)).toEqual([
      'RIHLA_PORT',
      'RIHLA_METRICS_PORT',
    ])
    expect(inForce({}).get('RIHLA_MAX_FILES_PER_UPLOAD')?.unit).toBe('files per upload')
  })

  test('show who holds a token and where servers are, and no secret', () => {
    const shown = inForce({
      RIHLA_TOKEN: 'a secret of sixteen',
      RIHLA_TOKENS: `anna:add:${'0123'.repeat(16)},desk:operate:${'4567'.repeat(16)}`,
      REDIS_URL: 'rediss://reader:secret@redis.example:6380/0?password=secret',
      ELASTICSEARCH_URL: 'https://secret@search.example',
      ELASTICSEARCH_API_KEY: 'secret',
      RIHLA_CORS_ORIGINS: 'https://one.example, https://two.example',
    })
    expect(shown.get('RIHLA_TOKENS')?.value).toBe('anna:add:[secret],desk:operate:[secret]')
    expect(shown.get('REDIS_URL')?.value).toBe('rediss://[secret]@redis.example:6380/0?password=[secret]')
    expect(shown.get('ELASTICSEARCH_URL')?.value).toBe('https://[secret]@search.example')
    expect(shown.get('RIHLA_CORS_ORIGINS')?.value).toBe('https://one.example, https://two.example')
    expect(JSON.stringify([...shown.values()].map(({ value }) => value)).replaceAll('[secret]', '')).not.toMatch(
      /secret|0123|4567/,
    )
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
