import { expect, test } from 'vitest'
import { z } from 'zod'
import { SessionRequest } from '../../src/contracts/access.ts'
import { SearchRequest } from '../../src/contracts/searches.ts'
import { errorCodes } from '../../src/errors.ts'
import { bodyExamples } from '../../src/http/examples.ts'
import { describeApi } from '../../src/http/openapi.ts'
import { routes } from '../../src/http/routes/all.ts'
import { queryNames } from '../../src/query-names.ts'
import { parseQuery } from '../../src/search/query.ts'
import { startServer } from './kit.ts'

const registers = ['conventions', 'corridors', 'countries', 'figures', 'organisations', 'projects']
const endings = [...registers, 'search'].flatMap((name) => [`${name}.csv`, `${name}.jsonl`])
const exported = [...endings, 'corrections.jsonl', 'organisations.ftm.jsonl', 'projects.ftm.jsonl', 'projects.iati.xml']
  .map((file) => `GET /export/${file}`)
  .toSorted()

const feeds = [...registers, 'search']
  .flatMap((name) => [`GET /feeds/${name}.atom`, `GET /feeds/${name}.json`])
  .toSorted()

test('every address is described, with its errors', async () => {
  const { description } = await startServer()
  const addresses = description.operations.map(({ method, path }) => `${method} ${path}`)
  expect(addresses.toSorted()).toEqual([
    'DELETE /documents/{id}',
    'DELETE /searches/{id}',
    'DELETE /session',
    'GET /conventions',
    'GET /conventions/{key}',
    'GET /corridors',
    'GET /corridors/{key}',
    'GET /countries',
    'GET /countries/{key}',
    'GET /documents',
    'GET /documents/{id}',
    'GET /documents/{id}/annotation',
    'GET /documents/{id}/citation',
    'GET /documents/{id}/corrections',
    'GET /documents/{id}/file',
    'GET /documents/{id}/pages/{number}',
    'GET /documents/{id}/similar',
    'GET /events',
    ...exported,
    ...feeds,
    'GET /figures',
    'GET /figures/{key}',
    'GET /healthz',
    'GET /metrics',
    'GET /openapi.json',
    'GET /ops',
    'GET /ops/desk.css',
    'GET /ops/desk.js',
    'GET /ops/status',
    'GET /organisations',
    'GET /organisations/{key}',
    'GET /projects',
    'GET /projects/{key}',
    'GET /readyz',
    'GET /search',
    'GET /searches',
    'GET /session',
    'GET /status',
    'GET /suggest',
    'POST /documents',
    'POST /documents/{id}/corrections',
    'POST /documents/{id}/dismiss',
    'POST /documents/{id}/retry',
    'POST /operations/reindex',
    'POST /operations/reprocess',
    'POST /operations/verify',
    'POST /ops/dismiss',
    'POST /ops/pause',
    'POST /ops/resume',
    'POST /ops/retry',
    'POST /searches',
    'POST /searches/{id}/test',
    'POST /session',
  ])
  for (const { operation, path } of description.operations) {
    expect(Object.keys(operation.responses), path).toEqual(expect.arrayContaining(['400', '401', '403', '500']))
    expect(
      Object.keys(operation.responses).some((status) => status.startsWith('2')),
      path,
    ).toBe(true)
  }
})

test('every parameter in a path is described', async () => {
  const { description } = await startServer()
  for (const { path, operation } of description.operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    const described = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
    expect(described).toEqual(named)
  }
})

test('every reference leads somewhere', () => {
  const api: unknown = JSON.parse(JSON.stringify(describeApi(routes, '1.0.0')))
  const references = [...JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!)
  expect(references.length).toBeGreaterThan(10)
  for (const reference of new Set(references)) expect(resolved(api, reference), reference).toBeDefined()
})

test('errors stand at the status that they are answered with', async () => {
  const { description } = await startServer()
  for (const { operation } of description.operations) {
    for (const [status, { description: codes }] of Object.entries(operation.responses)) {
      if (Number(status) < 400) continue
      for (const code of codes.split(', ')) expect(errorCodes).toHaveProperty([code, 'status'], Number(status))
    }
  }
})

test('text that comes from outside is limited everywhere', () => {
  const limits = JSON.stringify(describeApi(routes, '1.0.0').paths)
  for (const name of ['"maxLength"', '"maxItems"', '"maximum"']) expect(limits).toContain(name)
})

test('every example is taken where it stands', async () => {
  const names = queryNames()
  const { ask, description } = await startServer({ parseQuery: (text) => parseQuery(text, names) })
  let asked = 0
  for (const { method, path, operation } of description.operations) {
    for (const { name, in: place, example } of operation.parameters) {
      if (example === undefined || method !== 'GET' || place !== 'query' || path.includes('{')) continue
      const values = [example].flat().map((value): [string, string] => [name, z.coerce.string().parse(value)])
      const needed: [string, string][] = path === '/suggest' && name !== 'q' ? [['q', 'nepal']] : []
      const response = await ask(`${path}?${new URLSearchParams([...needed, ...values]).toString()}`)
      expect([200, 304], `${path} ${name}`).toContain(response.status)
      await response.text()
      asked++
    }
  }
  expect(asked).toBeGreaterThan(100)
  expect(SearchRequest.parse(bodyExamples['saveSearch'])).toBeDefined()
  expect(SessionRequest.parse(bodyExamples['signIn'])).toBeDefined()
}, 120_000)

function resolved(api: unknown, reference: string): unknown {
  const [file, ...steps] = reference.split('/')
  expect(file).toBe('#')
  return steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    api,
  )
}
