import { z } from 'zod'
import { plainTuples } from './plain-tuples.ts'
import { ProblemError } from './problem.ts'
import type { JsonSchema } from './route.ts'

/** Checks a JSON body against its contract; throws one `request-invalid` that names every fault. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => ({ parameter: path.join('.') || 'body', message }))
  const message = faults.map((fault) => `${fault.parameter}: ${fault.message}`).join('; ')
  throw new ProblemError('request-invalid', message, { faults })
}

/** The body as the description of the API tells it. */
export function jsonBody(schema: z.ZodType): Record<string, JsonSchema> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { ...plainTuples, io: 'input' })
  return { 'application/json': rest }
}
