import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startProgram } from '../app/server-process.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { startRedis } from '../services/redis.ts'
import { sharedService } from '../services/shared.ts'

// Each starts a whole process, which takes long where others use the machine as well.
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

/** What an indexer says that does not start: one sentence, and the way out below it. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const folder = temporaryFolder()
  const { said, ended } = startProgram(
    {
      RIHLA_DATA: join(folder, 'data'),
      REDIS_PREFIX: `rihla-refused-${process.pid}`,
      RIHLA_LOG_LEVEL: 'error',
      ...settings,
    },
    'indexer',
  )
  expect((await ended).code, said()).toBe(1)
  const lines = said().trim().split('\n')
  expect(lines, said()).toHaveLength(2)
  expect(lines[1]!.trim()).not.toBe('')
  return lines[0]!
}

type Answers = Record<string, { status?: number; body: unknown }>

/** A server that speaks as much of Elasticsearch as a start needs, and answers so. */
function speaking(answers: Answers): RequestListener {
  return (request, response) => {
    const { status = 200, body } = answers[request.url ?? ''] ?? answers['*'] ?? { status: 404, body: {} }
    response.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
    response.end(JSON.stringify(body))
  }
}

async function listening(server: ReturnType<typeof createServer | typeof createSecureServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const ofVersion = (version: string) => ({ '/_nodes/http': { body: { nodes: { one: { version } } } } })

test.skipIf(!redis)('an Elasticsearch of version 7 is refused by its version', async () => {
  const port = await listening(createServer(speaking(ofVersion('7.17.29'))))
  const sentence = await refusal({ REDIS_URL: redis!, ELASTICSEARCH_URL: `http://127.0.0.1:${port}` })
  expect(sentence).toBe('rihla: elasticsearch is of version 7.17.29: Rihla speaks to 8 and 9')
})

test.skipIf(!redis)('a wrong password is said to be refused, and not shown', async () => {
  const reason = 'unable to authenticate user [reader]'
  const body = { error: { type: 'security_exception', reason } }
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization)
    speaking({ '*': { status: 401, body } })(request, response)
  })
  const url = `http://127.0.0.1:${await listening(server)}`
  const credentials = { ELASTICSEARCH_USERNAME: 'reader', ELASTICSEARCH_PASSWORD: 'not the secret' }
  const sentence = await refusal({ REDIS_URL: redis!, ELASTICSEARCH_URL: url, ...credentials })
  expect(sentence).toBe(`rihla: elasticsearch: security_exception: ${reason}`)
  expect(asked).toEqual([`Basic ${Buffer.from('reader:not the secret').toString('base64')}`])
})

test.skipIf(!redis)('a user in the address and a key are sent as such', async () => {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization)
    speaking({ '*': { status: 403, body: {} } })(request, response)
  })
  const host = `127.0.0.1:${await listening(server)}`
  const sentence = await refusal({ REDIS_URL: redis!, ELASTICSEARCH_URL: `http://one:two%20words@${host}` })
  expect(sentence).not.toContain('two')
  await refusal({ REDIS_URL: redis!, ELASTICSEARCH_URL: `http://${host}`, ELASTICSEARCH_API_KEY: 'a2V5' })
  expect(asked).toEqual([`Basic ${Buffer.from('one:two words').toString('base64')}`, 'ApiKey a2V5'])
})

test.skipIf(!redis)('a certificate that nobody vouches for is refused, and taken with its own authority', async () => {
  const folder = temporaryFolder()
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', ...options, ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  })
  const pair = { key: readFileSync(key), cert: readFileSync(certificate) }
  const port = await listening(createSecureServer(pair, speaking(ofVersion('7.0.0'))))
  const settings = { REDIS_URL: redis!, ELASTICSEARCH_URL: `https://127.0.0.1:${port}` }
  expect(await refusal(settings)).toMatch(/^rihla: elasticsearch: .*certificate/)
  // It was spoken to: what is refused now is its version.
  expect(await refusal({ ...settings, ELASTICSEARCH_CA_FILE: certificate })).toContain('version 7.0.0')
})

test.skipIf(!redis)('a file of certificates that is not there is named', async () => {
  const file = join(temporaryFolder(), 'absent.pem')
  const settings = { REDIS_URL: redis!, ELASTICSEARCH_URL: 'https://127.0.0.1:1', ELASTICSEARCH_CA_FILE: file }
  expect(await refusal(settings)).toMatch(/^rihla: ELASTICSEARCH_CA_FILE cannot be read: .*absent\.pem/)
})

test.skipIf(!redis || !elasticsearch)('an index of the same name that is not ours is left alone', async () => {
  const prefix = `rihla-foreign-${process.pid}`
  const index = `${elasticsearch}/${prefix}-documents`
  onTestFinished(
    async () => void (await fetch(`${elasticsearch}/${prefix}-*,-.*?expand_wildcards=open`, { method: 'DELETE' })),
  )
  const body = JSON.stringify({ mappings: { properties: { somebody: { type: 'keyword' } } } })
  await fetch(index, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
  const settings = { REDIS_URL: redis!, ELASTICSEARCH_URL: elasticsearch!, ELASTICSEARCH_PREFIX: prefix }
  expect(await refusal(settings)).toBe(
    `rihla: the index ${prefix}-documents is not Rihla's: its mapping says nothing of it`,
  )
  expect(await (await fetch(`${index}/_mapping`)).json()).toMatchObject({
    [`${prefix}-documents`]: { mappings: { properties: { somebody: { type: 'keyword' } } } },
  })
})

const guarded = await startRedis(['--requirepass', 'the right one'])
test.skipIf(!guarded)('a Redis that wants another password is said to want one', async () => {
  onTestFinished(() => guarded?.stop())
  const { host } = new URL(guarded!.url)
  const settings = { ELASTICSEARCH_URL: 'http://127.0.0.1:1' }
  expect(await refusal({ ...settings, REDIS_URL: guarded!.url })).toMatch(/^rihla: redis cannot be used at .*NOAUTH/)
  const sentence = await refusal({ ...settings, REDIS_URL: `redis://:the%20wrong%20one@${host}` })
  expect(sentence).toMatch(/^rihla: redis cannot be used at .*(WRONGPASS|invalid username-password)/)
  expect(sentence).not.toContain('wrong%20one')
})

test('a user of Elasticsearch without a password is no setting', async () => {
  expect(await refusal({ ELASTICSEARCH_USERNAME: 'reader' })).toMatch(/go together/)
})
