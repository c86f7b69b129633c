import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { markedSpans } from '../../src/search/elasticsearch-hits.ts'
import { documentOf, idOf } from './document-builder.ts'

/** The outside world of these tests: a server that speaks as much of Elasticsearch as opening and writing need. */
type Answer = { status?: number; body: unknown }
type Asked = { method: string; path: string; text: string }

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function serverOf(respond: (asked: Asked) => Answer | undefined): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await textOf(request)
    const one = { method: request.method ?? '', path: (request.url ?? '').split('?')[0]!, text }
    asked.push(one)
    send(response, respond(one) ?? ordinary(one))
  }
  const listener: RequestListener = (request, response) => void answer(request, response)
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { url: `http://127.0.0.1:${address.port}`, asked }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) text += String(piece)
  return text
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
  response.end(JSON.stringify(body))
}

function ordinary({ path, text }: Asked): Answer {
  if (path === '/_nodes/http') return { body: { nodes: { a: { version: '8.19.0' } } } }
  if (path.endsWith('/_mapping'))
    return { status: 404, body: { error: { type: 'index_not_found_exception', reason: 'none' } } }
  if (path === '/_bulk') return { body: { items: actionsOf(text).map(() => ({ index: { status: 201 } })) } }
  if (path.includes('/_doc/')) return { body: { _source: { passageCount: 0 } } }
  return { body: {} }
}

const actionsOf = (text: string): string[] => text.split('\n').filter((line) => /^\{"(index|delete)":/.test(line))

const quick = { attempts: 4, backoffMilliseconds: 1, bytes: 2_000 }
const paper = documentOf({ name: 'Paper', passages: Array.from({ length: 20 }, (_, at) => `passage ${at}`) })

describe('the index on Elasticsearch, when things go wrong', () => {
  test('refuses a server of another version, and says which', async () => {
    const { url } = await serverOf(({ path }) =>
      path === '/_nodes/http' ? { body: { nodes: { a: { version: '7.17.9' } } } } : undefined,
    )
    await expect(openElasticsearchIndex({ url })).rejects.toMatchObject({
      code: 'index-unusable',
      message: expect.stringContaining('7.17.9'),
    })
  })

  test('leaves an index alone that is not its own', async () => {
    const { url, asked } = await serverOf(({ path }) =>
      path.endsWith('/_mapping') ? { body: { 'rihla-passages-1': { mappings: { properties: {} } } } } : undefined,
    )
    await expect(openElasticsearchIndex({ url })).rejects.toMatchObject({ code: 'index-unusable' })
    expect(asked.filter(({ method }) => method === 'PUT' || method === 'DELETE')).toEqual([])
  })

  test.for([401, 403])('says that credentials are refused at status %d, and does not try again', async (status) => {
    const { url, asked } = await serverOf(() => ({
      status,
      body: { error: { type: 'security_exception', reason: 'who are you' } },
    }))
    await expect(openElasticsearchIndex({ url, username: 'a', password: 'b' })).rejects.toMatchObject({
      code: 'index-unusable',
      message: expect.stringContaining('who are you'),
    })
    expect(asked).toHaveLength(1)
  })

  test('says that there is no server', async () => {
    const { url } = await serverOf(() => undefined)
    servers.splice(0).forEach((server) => server.close())
    await expect(openElasticsearchIndex({ url })).rejects.toMatchObject({ code: 'index-unavailable' })
  })

  test('sends again just the passages that a busy server turned away, in bulks of limited size', async () => {
    let bulks = 0
    const { url, asked } = await serverOf(({ path, text }) => {
      if (path !== '/_bulk') return undefined
      bulks++
      if (bulks === 1)
        return { status: 429, body: { error: { type: 'circuit_breaking_exception', reason: 'too much' } } }
      const items = actionsOf(text).map((_, at) => ({ index: { status: bulks === 2 && at === 0 ? 429 : 201 } }))
      return { body: { items } }
    })
    const index = await openElasticsearchIndex({ url, bulk: quick })
    expect(await index.write(paper)).toEqual({ documentId: idOf('Paper'), passageCount: 20, refused: [] })
    const sent = asked.filter(({ path }) => path === '/_bulk')
    expect(sent.every(({ text }) => Buffer.byteLength(text) <= 4_000)).toBe(true)
    expect(actionsOf(sent[2]!.text)).toEqual([actionsOf(sent[1]!.text)[0]])
    await index.close()
  })

  test('tells which passages are refused for good, and why', async () => {
    const { url } = await serverOf(({ path, text }) => {
      if (path !== '/_bulk') return undefined
      const error = { type: 'document_parsing_exception', reason: 'no such field' }
      return {
        body: {
          items: actionsOf(text).map((line) => ({
            index: line.includes('-7"') ? { status: 400, error } : { status: 201 },
          })),
        },
      }
    })
    const index = await openElasticsearchIndex({ url, bulk: quick })
    expect(await index.write(paper)).toEqual({
      documentId: idOf('Paper'),
      passageCount: 19,
      refused: [{ passageId: `${idOf('Paper')}-7`, reason: 'no such field' }],
    })
    await index.close()
  })

  test('does not call a document written when a bulk never got through', async () => {
    const { url } = await serverOf(({ path }) => (path === '/_bulk' ? { status: 503, body: {} } : undefined))
    const index = await openElasticsearchIndex({ url, bulk: quick })
    await expect(index.write(paper)).rejects.toMatchObject({ code: 'index-unavailable' })
    await index.close()
  })

  test('removes what an earlier, longer version left, also of a writer that was killed', async () => {
    const { url, asked } = await serverOf(({ method, path }) =>
      method === 'GET' && path.includes('/_doc/') ? { body: { _source: { passageCount: 23 } } } : undefined,
    )
    const index = await openElasticsearchIndex({ url, bulk: quick })
    await index.write(paper)
    const deleted = asked.flatMap(({ text }) => actionsOf(text)).filter((line) => line.startsWith('{"delete"'))
    expect(deleted.map((line) => /-(\d+)"/.exec(line)?.[1])).toEqual(['20', '21', '22'])
    const records = asked.filter(({ method, path }) => method === 'PUT' && path.includes('/_doc/'))
    expect(records.map(({ text }) => /"passageCount":(\d+)/.exec(text)?.[1])).toEqual(['23', '20'])
    await index.close()
  })
})

test('marks are found in the marked text even where the text holds such characters itself', () => {
  expect(markedSpans('a b c', 'a \uE0A0b\uE0A1 c')).toEqual([{ start: 2, end: 3 }])
  expect(markedSpans('\uE0A0 b', '\uE0A0 \uE0A0b\uE0A1')).toEqual([{ start: 2, end: 3 }])
})
