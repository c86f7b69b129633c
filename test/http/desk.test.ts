import { expect, test } from 'vitest'
import { OpsStatus } from '../../src/contracts/ops.ts'
import { errorCodes, remedyOf } from '../../src/errors.ts'
import { wayOutIn, waysOut } from '../../src/ways-out.ts'
import { textsIn } from '../../src/http/desk/texts.ts'
import { secrets, tokens } from './access-kit.ts'
import { sharedBackends } from './backends.ts'
import { startServer } from './kit.ts'
import { storedDocument } from './results.ts'

const hostile = '<img src=x onerror=alert(1)>"\' & co.pdf'

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** A server with one parked document whose name and failure are markup. */
async function withParked() {
  const started = await startServer({ tokens, token: secrets.operate })
  const { document } = await started.store.add({ name: hostile, bytes: bytesOf('%PDF-1.7 one') })
  await started.store.park(document.documentId, {
    code: 'pdf-damaged',
    message: 'cut off: </p><script>alert(2)</script>',
    stage: 'parse',
    attempts: 3,
    at: new Date().toISOString(),
  })
  return { ...started, documentId: document.documentId }
}

const as = (role: keyof typeof secrets, accept = 'application/json') => ({
  headers: { authorization: `Bearer ${secrets[role]}`, accept },
})
const anyone = (accept: string) => ({ headers: { accept } })

test('the state of everything is told to operators, failures by their code with the way out', async () => {
  const { json, documentId } = await withParked()
  const { status, body } = await json('/ops/status', as('operate'))
  expect(status).toBe(200)
  const { documents, failures, partial, queues } = OpsStatus.parse(body)
  expect(documents).toMatchObject({ total: 1, byOutcome: { parked: 1, done: 0 } })
  expect(failures).toMatchObject([
    { code: 'pdf-damaged', count: 1, documents: [{ documentId, name: hostile, failure: { attempts: 3 } }] },
  ])
  expect(failures[0]!.remedy).toMatch(/\w+ \w+/)
  expect(partial).toEqual([])
  expect(Object.keys(queues)).toEqual(['parse', 'recognise', 'extract', 'index'])
  for (const role of ['read', 'add'] as const) expect((await json('/ops/status', as(role))).status).toBe(403)
})

test('the desk shows what documents say as text', async () => {
  const { ask } = await withParked()
  const response = await ask('/ops', as('operate', 'text/html'))
  const page = await response.text()
  expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;&#34;&#39; &#38; co.pdf')
  expect(page).toContain('&#60;script&#62;alert(2)')
  expect(page).not.toMatch(/<img|alert\(2\)<\/script>/)
})

test('what older rules have read is counted on the desk, with a button to read it again', async () => {
  const { ask, store, json } = await withParked()
  const desk = async () => (await ask('/ops', as('operate', 'text/html'))).text()
  expect(await desk()).not.toContain('/operations/reprocess')
  const { documentId } = await storedDocument(store, { name: 'a.pdf', text: 'Nurses from Kenya.' })
  expect(await desk()).not.toContain('/operations/reprocess')
  await store.update(documentId, { rulesVersion: 'older' })
  expect(await desk()).toMatch(/read by older rules<\/span><b>1<\/b/)
  const path = '/operations/reprocess?outdated=true'
  expect(await desk()).toContain(`data-post="${path}"`)
  const post = { method: 'POST', ...as('operate') }
  expect((await json('/operations/reprocess', post)).body).toMatchObject({ code: 'request-invalid' })
  const lines = (await (await ask(path, post)).text()).trim().split('\n')
  expect(JSON.parse(lines.at(-1)!)).toEqual({ kind: 'report', documents: 1, changed: 1, refused: 0 })
  expect(await store.document(documentId)).toMatchObject({ state: 'recognised', generation: 1 })
})

test.for([
  [{}, 'en'],
  [{ 'accept-language': 'fr-CH,fr;q=0.9,en;q=0.8' }, 'fr'],
  [{ 'accept-language': 'de,es;q=0.7' }, 'es'],
  [{ 'accept-language': 'fr', cookie: 'a=b; rihla-language=es' }, 'es'],
  [{ 'accept-language': 'fr', cookie: 'rihla-language=<script>' }, 'fr'],
  [{ 'accept-language': 'constructor', cookie: 'rihla-language=__' }, 'en'],
] as const)('the desk speaks as %o asks: %s', async ([headers, language]) => {
  const { url } = await withParked()
  const { headers: usual } = as('operate', 'text/html')
  const page = await (await fetch(`${url}/ops`, { headers: { ...usual, ...headers } })).text()
  expect(page).toContain(`<html lang="${language}">`)
  expect(page).toContain(`<h2 id="failures-title">${textsIn(language).failures}</h2>`)
  const before = await (await fetch(`${url}/ops`, { headers: { accept: 'text/html', ...headers } })).text()
  expect(before).toContain(textsIn(language).signIn.token)
})

test('a process that is alive and cannot do its part is told of, and is no reason to send requests elsewhere', async () => {
  const { ask, json } = await withParked()
  const { queues } = await sharedBackends()
  const now = new Date().toISOString()
  const hindered = 'the drop folder cannot be read: ENOENT'
  const seen = {
    workerId: 'in',
    program: 'ingester',
    host: 'here',
    processId: 7,
    startedAt: now,
    seenAt: now,
    stages: [],
  }
  await queues.tellOfWorker({ ...seen, hindered }, { keepSeconds: 60 })
  const desk = await (await ask('/ops', as('operate', 'text/html'))).text()
  const ready = await json('/readyz', as('read'))
  await queues.forgetWorker('in')
  expect(desk).toContain(`<span class="chip stalled" lang="en">${hindered}</span>`)
  expect(ready.body.checks.workers).toMatchObject({
    ready: false,
    code: 'worker-stalled',
    message: expect.stringContaining(`ingester (process 7 on here): ${hindered}`),
  })
  expect(ready.status).toBe(200)
})

test('a stage is paused and goes on again, each told to whoever looks, and for operators only', async () => {
  const { ask, json } = await withParked()
  const post = (path: string, role: keyof typeof secrets) => json(path, { method: 'POST', ...as(role) })
  expect((await post('/ops/pause?stage=parse', 'add')).status).toBe(403)
  expect((await post('/ops/pause?stage=parse', 'operate')).body).toEqual({ paused: ['parse'] })
  const status = await json('/ops/status', as('operate'))
  const desk = await (await ask('/ops', as('operate', 'text/html'))).text()
  const { body } = await json('/status', as('read'))
  expect((await post('/ops/pause', 'operate')).body.paused).toHaveLength(4)
  expect((await post('/ops/resume', 'operate')).body).toEqual({ paused: [] })
  expect(status.body.queues).toMatchObject({ parse: { paused: true }, index: { paused: false } })
  expect(body.paused).toEqual(['parse'])
  expect(desk).toContain('data-post="/ops/resume?stage=parse"')
  expect(desk).toContain('data-post="/ops/pause?stage=index"')
  expect((await post('/ops/pause?stage=none', 'operate')).body).toMatchObject({ code: 'request-invalid' })
})

test.for([
  ['fr', 'le fichier est tronqué ou abîmé', 'les pages au-delà de RIHLA_MAX_PAGES'],
  ['es', 'el archivo está cortado o dañado', 'las páginas más allá de RIHLA_MAX_PAGES'],
] as const)(
  'the way out and what is missing are said in the language of the desk: %s',
  async ([language, way, loss]) => {
    const { url, store } = await withParked()
    const { documentId } = await storedDocument(store, { name: 'long.pdf', text: 'Nurses from Kenya.' })
    await store.update(documentId, { incomplete: [{ code: 'page-limit', message: 'page 2 and later were left out' }] })
    const { headers } = as('operate', 'text/html')
    const page = await (await fetch(`${url}/ops`, { headers: { ...headers, 'accept-language': language } })).text()
    expect(page).toContain(`<span class="of" lang="${language}">${way}`)
    expect(page).toContain(`<span class="of" lang="${language}">${loss}`)
  },
)

/** What is typed as it stands, in whatever language. */
const technical =
  /\b[A-Z]+_\w+|qpdf(?: --\w+)?|mutool|\brihla [a-z]+|\/openapi\.json|--again|\?\w+=\w+|\bnpm (?:ci|run \w+)/g

test('every error has its way out in each language, with the same settings and commands', () => {
  expect(Object.keys(waysOut).toSorted()).toEqual(Object.keys(errorCodes).toSorted())
  for (const [code, translated] of Object.entries(waysOut))
    for (const language of ['fr', 'es'] as const) {
      const english = remedyOf(code)
      expect(wayOutIn(language, code, english)).toEqual({ text: translated[language], language })
      expect(translated[language].match(technical), code).toEqual(english.match(technical))
    }
  expect(wayOutIn('fr', 'of-a-newer-version', 'see README.md')).toEqual({ text: 'see README.md', language: 'en' })
})

test('what store and index take is told', async () => {
  const { json, ask } = await withParked()
  const { sizes } = OpsStatus.parse((await json('/ops/status', as('operate'))).body)
  expect(sizes).toMatchObject({ originalsBytes: '%PDF-1.7 one'.length, freeBytes: expect.any(Number) })
  expect(sizes.storeBytes, 'with record and names').toBeGreaterThan(sizes.originalsBytes)
  expect(sizes.diskBytes).toBeGreaterThan(sizes.freeBytes)
  expect(sizes.indexBytes).toBeGreaterThan(0)
  expect((await json('/status', as('operate'))).body.sizes).toMatchObject({ originalsBytes: sizes.originalsBytes })
  expect(await (await ask('/ops', as('operate', 'text/html'))).text()).toContain('of it 12 bytes of originals')
})

test('nothing inline is run or shown, and no policy allows it', async () => {
  const { url } = await withParked()
  for (const path of ['/ops', '/ops/queues/']) {
    const response = await fetch(url + path, as('operate', 'text/html'))
    const policy = response.headers.get('content-security-policy')
    expect(policy, path).toContain("script-src 'self'")
    expect(policy, path).not.toContain('unsafe')
    const tags = (await response.text()).replace(/="[^"]*"/g, '=""').match(/<[a-z][^<>]*>/g)
    expect(tags?.join('\n'), path).not.toMatch(
      /<style| style=| on[a-z]+=|<script(?! (?:src|id|type|defer|crossorigin))/,
    )
  }
})

test('a browser without the role is shown where to sign in, and a program the problem', async () => {
  const { url, json } = await withParked()
  const asked = await fetch(`${url}/ops`, anyone('text/html'))
  expect(asked.status).toBe(401)
  expect(asked.headers.get('content-type')).toContain('text/html')
  const page = await asked.text()
  expect(page).toContain('<form data-sign-in>')
  expect(page).toContain('The desk is for operators.')
  // it tells nothing of the archive
  expect(page).not.toContain('pdf-damaged')
  const refused = await fetch(`${url}/ops`, as('read', 'text/html'))
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('Your token does not have the role operate.')
  expect((await json('/ops', anyone('application/json'))).body.code).toBe('token-required')
})

test('the board of the queues is for operators, and only shows', async () => {
  const { url } = await withParked()
  const ask = (path: string, options: RequestInit) => fetch(`${url}/ops/queues/${path}`, options)
  const queues = await ask('api/queues', as('operate'))
  expect(await queues.json()).toMatchObject({
    queues: ['parse', 'recognise', 'extract', 'index'].map((name) => ({ name, readOnlyMode: true })),
  })
  expect((await ask('api/queues', as('add'))).status).toBe(403)
  for (const path of ['static/%2e%2e/%2e%2e/package.json', 'static/..%2fpackage.json', 'static/none.js'])
    expect((await ask(path, as('operate'))).status, path).toBe(404)
  for (const method of ['PUT', 'POST', 'DELETE'])
    expect((await ask('api/queues/parse/empty', { method, ...as('operate') })).status, method).toBe(404)
})
