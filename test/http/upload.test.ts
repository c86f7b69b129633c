import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { RihlaError } from '../../src/errors.ts'
import { eventually } from '../eventually.ts'
import { pdfOf } from '../ingest/bytes.ts'
import { startServer } from './kit.ts'

const raw = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/pdf', ...headers },
})

const form = (...files: [name: string, content: string | Uint8Array<ArrayBuffer>][]) => {
  const body = new FormData()
  for (const [name, content] of files) body.append('file', new Blob([content]), name)
  return { method: 'POST', body }
}

describe('a file as the body', () => {
  test('is taken in, and said to be on its way', async () => {
    const { json, store } = await startServer()
    const { status, body } = await json('/documents?name=report.pdf', raw(pdfOf('one')))
    expect(status).toBe(202)
    expect(body.files).toMatchObject([{ name: 'report.pdf', already: false, outcome: 'working', state: 'stored' }])
    expect(await store.document(body.files[0].documentId)).toMatchObject({ names: ['report.pdf'] })
  })

  test('is answered 200 when it was here before, and keeps its second name', async () => {
    const { json, store } = await startServer()
    await json('/documents?name=first.pdf', raw(pdfOf('one')))
    const { status, body } = await json('/documents?name=second.pdf', raw(pdfOf('one')))
    expect(status).toBe(200)
    expect(body.files).toMatchObject([{ name: 'second.pdf', already: true }])
    expect((await store.document(body.files[0].documentId))?.names).toEqual(['first.pdf', 'second.pdf'])
  })

  test.for([
    [`attachment; filename="a \\"quoted\\" name.pdf"`, 'a "quoted" name.pdf'],
    [`attachment; filename=bare.pdf`, 'bare.pdf'],
    [`attachment; filename="plain.pdf"; filename*=UTF-8''na%C3%AFve%20%D8%B1%D8%AD%D9%84%D8%A9.pdf`, 'naïve رحلة.pdf'],
    [`attachment; filename="../../etc/passwd.pdf"`, 'passwd.pdf'],
    [`attachment`, 'asked.pdf'],
  ])('takes its name from «Content-Disposition: %s»', async ([header, name]) => {
    const { json, store } = await startServer()
    const { body } = await json('/documents?name=asked.pdf', raw(pdfOf('one'), { 'content-disposition': header! }))
    expect((await store.document(body.files[0].documentId))?.names).toEqual([name])
  })

  test.for([
    ['an empty file', '', 422, 'file-empty'],
    ['a text', 'Dear all, please find attached', 415, 'not-a-pdf'],
    ['a file over the limit', `%PDF-1.7\n${'x'.repeat(300_000)}`, 413, 'file-too-large'],
  ] as const)('is refused with a problem: %s', async ([, content, expected, code]) => {
    const { json } = await startServer()
    const { status, body } = await json('/documents?name=bad.pdf', raw(content))
    expect(status).toBe(expected)
    expect(body).toMatchObject({ code, status: expected, detail: expect.stringContaining('bad.pdf') })
    expect(body.files).toMatchObject([{ name: 'bad.pdf', outcome: 'parked', failure: { code, stage: 'ingest' } }])
    const listed = await json('/documents?outcome=parked')
    expect(listed.body.documents).toMatchObject([{ names: ['bad.pdf'], failure: { code, remedy: body.remedy } }])
  })

  test('may go on for ever without being listened to, or held', async () => {
    const { url } = await startServer({}, 10_000)
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('POST /documents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/pdf\r\n')
    socket.write('Transfer-Encoding: chunked\r\n\r\n')
    const answer = text(socket).catch(() => 'cut off')
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const send = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', send)
    send()
    expect(await answer).toMatch(/^HTTP\/1.1 413|cut off/)
    expect(socket.bytesWritten).toBeLessThan(16 * 1024 * 1024)
  })

  test('that breaks off leaves nothing', async () => {
    const { url, store, json } = await startServer()
    const { port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      'POST /documents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/pdf\r\nContent-Length: 5000\r\n\r\n',
    )
    socket.write(pdfOf('half of it'), () => socket.destroy())
    await json('/documents', raw(pdfOf('whole')))
    await eventually(async () =>
      expect((await store.documents({ size: 10 })).documents).toMatchObject([{ sizeBytes: 21 }]),
    )
  })
})

describe('several files in a form', () => {
  test('are each answered for', async () => {
    const { json } = await startServer()
    await json('/documents?name=old.pdf', raw(pdfOf('old')))
    const upload = form(
      ['old again.pdf', pdfOf('old')],
      ['été.pdf', pdfOf('new')],
      ['notes.pdf', 'no pdf at all'],
      ['empty.pdf', ''],
    )
    const { status, body } = await json('/documents', upload)
    expect(status).toBe(202)
    expect(body.files).toMatchObject([
      { name: 'old again.pdf', already: true, outcome: 'working' },
      { name: 'été.pdf', already: false, outcome: 'working' },
      { name: 'notes.pdf', outcome: 'parked', failure: { code: 'not-a-pdf' } },
      { name: 'empty.pdf', outcome: 'parked', failure: { code: 'file-empty' } },
    ])
  })

  test('may be over the limit without harm to those after them', async () => {
    const { json } = await startServer()
    const { status, body } = await json(
      '/documents',
      form(['big.pdf', `%PDF-${'x'.repeat(500_000)}`], ['small.pdf', pdfOf('small')]),
    )
    expect(status).toBe(202)
    expect(body.files).toMatchObject([
      { failure: { code: 'file-too-large' } },
      { name: 'small.pdf', outcome: 'working' },
    ])
  })

  test('are a problem when all are refused', async () => {
    const { json } = await startServer()
    const { status, body } = await json('/documents', form(['a.pdf', ''], ['b.pdf', 'text']))
    expect(status).toBe(422)
    expect(body.files).toHaveLength(2)
  })

  test('are refused beyond the limit, and those before it are told', async () => {
    const { json, store } = await startServer()
    const names = Array.from({ length: 7 }, (_, index) => `${index}.pdf`)
    const { status, body } = await json(
      '/documents',
      form(...names.map((name): [string, string] => [name, pdfOf(name)])),
    )
    expect(status).toBe(413)
    expect(body).toMatchObject({ code: 'too-many-files' })
    expect(body.files).toHaveLength(5)
    expect((await store.counts()).total).toBe(5)
  })

  test('that break off leave only what was whole', async () => {
    const { url, store } = await startServer()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    const part = (name: string) => `--cut\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
    const body = `${part('whole.pdf')}${pdfOf('whole')}\r\n${part('half.pdf')}%PDF-1.7 and then`
    const head =
      'POST /documents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: 5000\r\n\r\n'
    socket.write(head + body)
    await eventually(async () => expect((await store.counts()).total).toBe(1))
    socket.destroy()
    await expect(fetch(`${url}/healthz`)).resolves.toMatchObject({ status: 200 })
    expect((await store.documents({ size: 10 })).documents).toMatchObject([{ names: ['whole.pdf'] }])
  })

  test('without a file are a fault', async () => {
    const { json } = await startServer()
    const body = new FormData()
    body.append('note', 'no file here')
    expect(await json('/documents', { method: 'POST', body })).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    })
  })
})

test.for([
  ['valid JSON', 'application/json', '{"file": "here"}', 415, 'media-type-unsupported'],
  ['broken JSON', 'application/json', '{"file": ', 400, 'request-invalid'],
  ['JSON beyond measure', 'application/json', JSON.stringify('x'.repeat(2_000_000)), 413, 'request-too-large'],
  ['text', 'text/plain', 'a text', 415, 'media-type-unsupported'],
  ['form values', 'application/x-www-form-urlencoded', 'file=here', 415, 'media-type-unsupported'],
  ['a form without a boundary', 'multipart/form-data', 'no boundary', 400, 'request-invalid'],
  ['a form without parts', 'multipart/form-data; boundary=x', 'no parts', 400, 'request-invalid'],
] as const)('a body that is %s is a problem', async ([, type, body, status, code]) => {
  const { json } = await startServer()
  const answer = await json('/documents', { method: 'POST', body, headers: { 'content-type': type } })
  expect(answer).toMatchObject({ status, body: { code } })
})

test('a store that cannot write is a problem that can be retried', async () => {
  const submit = async () => {
    throw new RihlaError('store-unwritable', 'store cannot write its folder: no space left on device')
  }
  const { json } = await startServer({ submit })
  expect(await json('/documents', raw(pdfOf('one')))).toMatchObject({
    status: 503,
    body: { code: 'store-unwritable', detail: expect.stringContaining('no space left') },
  })
})
