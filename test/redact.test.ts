import { Writable } from 'node:stream'
import { pino, stdSerializers } from 'pino'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { redactor } from '../src/redact.ts'
import { secretsOf } from '../src/secrets.ts'
import { startProgram, temporarySettings } from './app/server-process.ts'
import { eventually } from './eventually.ts'

const settings = {
  RIHLA_TOKEN: 'the token of "ours" 1',
  REDIS_URL: 'rediss://reader:p%40ss%20word@redis.example:6380',
  ELASTICSEARCH_URL: 'https://writer:an0ther-one@search.example',
  ELASTICSEARCH_API_KEY: 'a2V5LW9mLW91cnM=',
  ELASTICSEARCH_USERNAME: 'reader',
  ELASTICSEARCH_PASSWORD: 'not+the/same',
}
const secrets = secretsOf(readConfig(settings))
const clear = redactor(secrets)

/** What a log of ours writes of these fields. */
function logged(fields: object): string {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const options = { serializers: { err: stdSerializers.errWithCause }, hooks: { streamWrite: clear } }
  pino(options, stream).info(fields, 'said')
  return text
}

const forbidden = ['ours', 'p%40ss', 'p@ss', 'an0ther', 'a2V5', 'not+the/same', 'not%2Bthe%2Fsame']

test('all secrets of the settings are known, also as headers bear them', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  expect(secrets.toSorted()).toEqual(
    [
      settings.RIHLA_TOKEN,
      'p%40ss%20word',
      'p@ss word',
      base64('reader:p@ss word'),
      'an0ther-one',
      base64('writer:an0ther-one'),
      settings.ELASTICSEARCH_API_KEY,
      settings.ELASTICSEARCH_PASSWORD,
      base64('reader:not+the/same'),
    ].toSorted(),
  )
})

test.for<[string, object]>([
  ['a text', { text: `said ${settings.RIHLA_TOKEN} and ${settings.ELASTICSEARCH_PASSWORD}` }],
  ['an address', { url: settings.REDIS_URL, other: new URL(settings.ELASTICSEARCH_URL) }],
  ['a query', { url: `/search?key=${encodeURIComponent(settings.ELASTICSEARCH_PASSWORD)}` }],
  ['an error', { err: new Error('refused', { cause: new Error(`at ${settings.ELASTICSEARCH_URL}`) }) }],
  [
    'what an error brings along',
    {
      err: Object.assign(new Error('no'), {
        meta: { request: { headers: { authorization: 'ApiKey a2V5LW9mLW91cnM=' }, deep: [{ password: 'p@ss word' }] } },
      }),
    },
  ],
])('%s holds no secret when it is logged', ([, fields]) => {
  const line = logged(fields)
  for (const secret of forbidden) expect(line).not.toContain(secret)
  expect(line).toContain('[secret]')
  expect(() => JSON.parse(line)).not.toThrow()
})

test.for([
  ['redis://anna:somebody-elses@host:1/0', 'redis://[secret]@host:1/0'],
  ['redis://:somebody-elses@host', 'redis://[secret]@host'],
  [
    '{"headers":{"Authorization":"Basic abc","x-api-key":"k"}}',
    '{"headers":{"Authorization":"[secret]","x-api-key":"[secret]"}}',
  ],
  ['{"webhookSecret":"a \\"b\\" c","n":1}', '{"webhookSecret":"[secret]","n":1}'],
  ['sent Bearer eyJhbGciOiJIUzI1NiJ9', 'sent Bearer [secret]'],
  ['{"name":"Basic education in Nepal.pdf"}', '{"name":"Basic education in Nepal.pdf"}'],
  ['{"url":"http://127.0.0.1:7447/documents"}', '{"url":"http://127.0.0.1:7447/documents"}'],
])('%s', ([line, expected]) => {
  expect(clear(line!)).toBe(expected)
})

test('servers that refuse what they are given are told of without it', async () => {
  const { RIHLA_DATA, RIHLA_DROP } = await temporarySettings()
  const program = startProgram({
    ...settings,
    RIHLA_DATA: RIHLA_DATA!,
    RIHLA_DROP: RIHLA_DROP!,
    RIHLA_PORT: '0',
    RIHLA_LOG_LEVEL: 'debug',
    REDIS_URL: 'redis://reader:p%40ss%20word@127.0.0.1:1',
    ELASTICSEARCH_URL: 'http://writer:an0ther-one@127.0.0.1:1',
  })
  await eventually(() => expect(program.said()).toContain('still waiting for redis'))
  await eventually(() => expect(program.said()).toContain('still waiting for elasticsearch'))
  for (const secret of forbidden) expect(program.said()).not.toContain(secret)
  program.child.kill('SIGTERM')
  expect((await program.ended).code).toBe(0)
})
