import { describe, expect, test } from 'vitest'
import { bytesOf } from '../ingest/bytes.ts'
import { startServer } from './kit.ts'

const content = `%PDF-1.7\n${'0123456789'.repeat(20)}\n%%EOF\n`

async function withFile(name = 'report.pdf') {
  const server = await startServer()
  const { document } = await server.store.add({ name, bytes: bytesOf(content) })
  const path = `/documents/${document.documentId}/file`
  const ask = (headers: Record<string, string> = {}, method = 'GET') => server.ask(path, { headers, method })
  return { ...server, ask, documentId: document.documentId }
}

test('the file comes whole, to be saved and never to be run', async () => {
  const { ask, documentId } = await withFile('naïve "quoted".pdf')
  const response = await ask()
  expect(response.status).toBe(200)
  expect(await response.text()).toBe(content)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(content.length),
    'content-disposition': `attachment; filename="na_ve _quoted_.pdf"; filename*=UTF-8''na%C3%AFve%20%22quoted%22.pdf`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    etag: `"${documentId}"`,
  })
})

describe('a part of the file', () => {
  const size = content.length
  test.for([
    ['bytes=0-3', 0, 3],
    ['bytes=10-', 10, size - 1],
    ['bytes=-5', size - 5, size - 1],
    ['bytes=100-100000', 100, size - 1],
    [`bytes=-100000`, 0, size - 1],
  ] as const)('is what «%s» asks for', async ([range, first, last]) => {
    const { ask } = await withFile()
    const response = await ask({ range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${size}`)
    expect(response.headers.get('content-length')).toBe(String(last - first + 1))
    expect(await response.text()).toBe(content.slice(first, last + 1))
  })

  test.for([['bytes=1-2,4-5'], ['bytes=9-3'], ['bytes=-'], ['lines=1-2'], ['bytes=a-b']])(
    'is the whole for «%s»',
    async ([range]) => {
      const { ask } = await withFile()
      const response = await ask({ range: range! })
      expect([response.status, await response.text()]).toEqual([200, content])
    },
  )

  test.for([['bytes=100000-'], ['bytes=-0'], [`bytes=${size}-${size}`]])(
    'outside of it is a problem: «%s»',
    async ([range]) => {
      const { ask } = await withFile()
      const response = await ask({ range: range! })
      expect(response.status).toBe(416)
      expect(response.headers.get('content-range')).toBe(`bytes */${size}`)
      expect(await response.json()).toMatchObject({ code: 'range-not-satisfiable' })
    },
  )

  test('is the whole where the file is another by now', async () => {
    const { ask, documentId } = await withFile()
    expect((await ask({ range: 'bytes=0-3', 'if-range': `"${documentId}"` })).status).toBe(206)
    expect((await ask({ range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200)
  })
})

test('a file that the asker has is not sent again', async () => {
  const { ask, documentId } = await withFile()
  const response = await ask({ 'if-none-match': `"another", W/"${documentId}"` })
  expect([response.status, await response.text()]).toEqual([304, ''])
  expect((await ask({ 'if-none-match': '"another"' })).status).toBe(200)
})

test('HEAD tells the size without the bytes', async () => {
  const { ask } = await withFile()
  const response = await ask({}, 'HEAD')
  expect([response.status, response.headers.get('content-length')]).toEqual([200, String(content.length)])
})

test('a refused file is not there, and that is said', async () => {
  const { store, json } = await startServer()
  const { document } = await store.add({ name: 'empty.pdf', bytes: bytesOf('') })
  const answer = await json(`/documents/${document.documentId}/file`)
  expect(answer).toMatchObject({ status: 404, body: { code: 'original-absent' } })
  expect(answer.headers.get('content-disposition')).toBeNull()
})
