import { expect, test } from 'vitest'
import { secrets, tokens } from './access-kit.ts'
import { startServer } from './kit.ts'

const as = (role: keyof typeof secrets, method = 'GET') => ({
  method,
  headers: { authorization: `Bearer ${secrets[role]}` },
})

async function withParked() {
  const started = await startServer({ tokens, token: secrets.operate })
  const { document } = await started.store.add({ name: 'one.pdf', bytes: bytesOf('%PDF-1.7 one') })
  await started.store.park(document.documentId, {
    code: 'pdf-damaged',
    message: 'the file is cut off: one.pdf',
    stage: 'parse',
    attempts: 1,
    at: new Date().toISOString(),
    stack: 'Error: at /inner/path.ts:7',
  })
  return { ...started, path: `/documents/${document.documentId}` }
}

test('where a document failed inside is shown to operators only', async () => {
  const { json, path } = await withParked()
  expect((await json(path, as('operate'))).body.failure).toMatchObject({ stack: 'Error: at /inner/path.ts:7' })
  expect((await json(path, as('add'))).body.failure).not.toHaveProperty('stack')
  expect(JSON.stringify((await json('/documents', as('operate'))).body)).not.toContain('/inner/')
})

test('a parked document is dismissed, and sent on again', async () => {
  const { json, path } = await withParked()
  expect((await json(`${path}/dismiss`, as('operate', 'POST'))).body).toMatchObject({ outcome: 'dismissed' })
  const retried = await json(`${path}/retry`, as('operate', 'POST'))
  expect([retried.status, retried.body.outcome]).toEqual([202, 'working'])
  const again = await json(`${path}/dismiss`, as('operate', 'POST'))
  expect([again.status, again.body.code]).toEqual([409, 'document-not-parked'])
})

test('many are meant by a code or by all, and by nothing else', async () => {
  const { json, ask } = await withParked()
  for (const query of ['', '?all=false', '?all=true&code=pdf-damaged'])
    expect((await json(`/ops/retry${query}`, as('operate', 'POST'))).body.code, query).toBe('request-invalid')
  const lines = (await (await ask('/ops/dismiss?code=pdf-damaged', as('operate', 'POST'))).text()).trim().split('\n')
  expect(JSON.parse(lines.at(-1)!)).toEqual({ kind: 'report', documents: 1, changed: 1, refused: 0 })
})

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
