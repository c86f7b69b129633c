import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { NeededRole } from '../contracts/access.ts'
import type { ErrorCode } from '../errors.ts'
import { readValues } from './request-values.ts'
import type { RouteParts } from './server-parts.ts'

/** A schema of JSON Schema, as OpenAPI 3.1 takes it. */
export type JsonSchema = { [key: string]: unknown }

/** How an address of the API is described. */
export type RouteDescription = {
  method: 'GET' | 'POST' | 'DELETE'
  /** As OpenAPI writes it: `/documents/{id}`. */
  path: string
  /** What a caller has to be let do to be answered. */
  role: NeededRole
  operationId: string
  summary: string
  description?: string
  parameters: z.ZodObject
  query: z.ZodObject
  /** Request headers that change the answer. */
  headers?: Record<string, string>
  /** Schemas of the body by media type. */
  body?: Record<string, JsonSchema>
  /** What each status other than an error means. */
  answers: Partial<Record<200 | 202 | 206 | 304, string>>
  /** Of a JSON answer; `content` names the media type of any other. */
  answer?: z.ZodType
  content?: string
  /** Beside those that every address can give. */
  errors: ErrorCode[]
}

/** A description with what is done there, in one place, so that neither can be without the other. */
export type Route = RouteDescription & {
  handle(request: FastifyRequest, reply: FastifyReply, parts: RouteParts): Promise<unknown>
}

type Typed<Parameters extends z.ZodObject, Query extends z.ZodObject, Answer> = Omit<
  RouteDescription,
  'parameters' | 'query' | 'answer'
> & {
  parameters: Parameters
  query: Query
  answer?: z.ZodType<Answer>
  handle: (
    input: { parameters: z.output<Parameters>; query: z.output<Query>; request: FastifyRequest; reply: FastifyReply },
    parts: RouteParts,
  ) => Promise<Answer>
}

/** Where an address takes no parameters; given ones are refused like any that nobody knows. */
export const noValues = z.strictObject({})

/** Makes a route of which the values are read and checked before it is handled. */
export function defineRoute<Parameters extends z.ZodObject, Query extends z.ZodObject, Answer>(
  typed: Typed<Parameters, Query, Answer>,
): Route {
  const { handle, ...description } = typed
  return {
    ...description,
    async handle(request, reply, parts) {
      const parameters = readValues(typed.parameters, request.params)
      const query = readValues(typed.query, request.query)
      return handle({ parameters, query, request, reply }, parts)
    },
  }
}

/** Errors that every address can give, whatever it does. */
export const commonErrors = [
  'request-invalid',
  'token-required',
  'role-insufficient',
  'origin-refused',
  'too-many-requests',
  'method-not-allowed',
  'request-too-large',
  'headers-too-large',
  'request-slow',
  'internal-error',
] as const satisfies ErrorCode[]
