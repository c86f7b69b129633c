import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { z } from 'zod'

/** The parts of an OpenAPI file that the tests read. */
const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))
const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), example: z.unknown().optional() }))
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
})
const OpenApi = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
})

export type Description = {
  document: z.infer<typeof OpenApi>
  operations: { method: string; path: string; operation: z.infer<typeof Operation> }[]
  /** Fails where the description does not foresee this answer. Leaves the body readable. */
  check(method: string, path: string, response: Response): Promise<void>
}

/** The description that a server gives of itself. */
export async function descriptionOf(url: string, headers: Record<string, string> = {}): Promise<Description> {
  const response = await fetch(new URL('/openapi.json', url), { headers })
  const document = OpenApi.parse(await response.json())
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema(document, 'api')
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )

  function schemaPath(method: string, path: string, response: Response): string {
    const asked = path.split('?')[0]!
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
    const found = operations.find((one) => one.method === method && patternOf(one.path).test(asked))
    // What is no address at all, or asked in the wrong way, is answered by a problem like any other.
    if (!found) {
      expect([404, 405], `${method} ${path} is not described`).toContain(response.status)
      expect(mediaType).toBe('application/problem+json')
      return '/components/schemas/Problem'
    }
    const described = found.operation.responses[String(response.status)]
    expect(described, `${method} ${found.path} does not describe ${response.status}`).toBeDefined()
    expect(Object.keys(described?.content ?? {}), `${method} ${found.path} ${response.status}`).toContain(mediaType)
    const pointer = [
      'paths',
      found.path,
      method.toLowerCase(),
      'responses',
      String(response.status),
      'content',
      mediaType,
    ]
    return `/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}/schema`
  }

  return {
    document,
    operations,
    async check(method, path, response) {
      if (response.status === 304 || method === 'HEAD') return
      const pointer = schemaPath(method, path, response)
      if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '') || path === '/openapi.json') return
      const body: unknown = await response.clone().json()
      const valid = ajv.validate({ $ref: `api#${pointer}` }, body)
      expect(valid ? [] : ajv.errors, `${method} ${path} ${response.status}`).toEqual([])
    },
  }
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
