import { z } from 'zod'
import { Problem } from '../contracts/http.ts'
import { errorCodes, type ErrorCode } from '../errors.ts'
import { bodyExamples, exampleOf } from './examples.ts'
import { plainTuples } from './plain-tuples.ts'
import { commonErrors, type Route, type JsonSchema } from './route.ts'

/** The description of the API as OpenAPI 3.1, made from the routes and the contracts themselves. */
export function describeApi(routes: readonly Route[], version: string): JsonSchema {
  const schemas = z.registry<{ id: string }>()
  schemas.add(Problem, { id: 'Problem' })
  for (const { answer, operationId } of routes) if (answer) schemas.add(answer, { id: answerName(operationId) })
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    paths[route.path] ??= {}
    paths[route.path]![route.method.toLowerCase()] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rihla',
      version,
      description:
        'Takes in migration documents and makes what they say findable. Offsets are UTF-16 units, ends exclusive.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: componentSchemas(schemas),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'one of RIHLA_TOKENS; on loopback none is needed where none is set',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'rihla-session',
          description: 'of a browser that signed in by POST /session; changes need X-Rihla-Csrf beside it',
        },
      },
    },
  }
}

const answerName = (operationId: string): string => `${operationId[0]!.toUpperCase()}${operationId.slice(1)}Answer`
const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

function componentSchemas(registry: z.core.$ZodRegistry<{ id: string }>): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { ...plainTuples, uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _dialect, $id: _id, ...rest } = schema
      return [name, rest]
    }),
  )
}

function operation(route: Route): JsonSchema {
  const { operationId, summary, description, body, role } = route
  const parameters = [
    ...parametersOf(route.parameters, 'path'),
    ...parametersOf(route.query, 'query'),
    ...Object.entries(route.headers ?? {}).map(headerParameter),
  ]
  return {
    operationId,
    summary,
    ...(description && { description }),
    security: role === 'anyone' ? [{}] : [{ token: [] }, { session: [] }],
    'x-role': role,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body, operationId) } }),
    responses: { ...successes(route), ...failures(route) },
  }
}

function parametersOf(schema: z.ZodObject, place: 'path' | 'query'): JsonSchema[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { ...plainTuples, io: 'input' })
  return Object.entries(properties).map(([name, property]) => parameter(name, property, { place, required }))
}

type Property = JsonSchema & { description?: string }

function parameter(
  name: string,
  property: boolean | Property,
  { place, required }: { place: 'path' | 'query'; required: string[] },
): JsonSchema {
  const { description, ...schema } = typeof property === 'object' ? property : {}
  return {
    name,
    in: place,
    required: required.includes(name),
    ...(description && { description }),
    schema,
    ...exampleOf(name),
  }
}

const headerParameter = ([name, description]: [string, string]): JsonSchema => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

const contentOf = (body: Record<string, JsonSchema>, operationId: string): JsonSchema => {
  const example = Object.hasOwn(bodyExamples, operationId) ? { example: bodyExamples[operationId] } : {}
  return Object.fromEntries(Object.entries(body).map(([mediaType, schema]) => [mediaType, { schema, ...example }]))
}

function successes({ answers, answer, operationId, content = 'application/json' }: Route): JsonSchema {
  const schema = answer ? reference(answerName(operationId)) : { type: 'string', contentMediaType: content }
  return Object.fromEntries(
    Object.entries(answers).map(([status, description]) => [
      status,
      { description, ...(status !== '304' && { content: { [content]: { schema } } }) },
    ]),
  )
}

/** One answer a status, which names the codes that it may bear. */
function failures({ errors }: Route): JsonSchema {
  const codes = [...new Set<ErrorCode>([...errors, ...commonErrors])]
  const byStatus = Map.groupBy(codes, (code) => errorCodes[code].status)
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([one], [other]) => one - other)
      .map(([status, codes]) => [String(status), { description: codes.join(', '), content: problemContent(codes) }]),
  )
}

const problemContent = (codes: ErrorCode[]): JsonSchema => ({
  'application/problem+json': {
    schema: { allOf: [reference('Problem'), { properties: { code: { enum: codes } } }] },
  },
})
