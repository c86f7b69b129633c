import { z } from 'zod'
import { ProblemError } from './problem.ts'

/**
 * Reads the parameters of an address by their schema: repeated ones become lists, digits become numbers. Throws one
 * `request-invalid` that names every fault; a parameter that nobody knows is one, since it would silently do nothing.
 */
export function readValues<Schema extends z.ZodObject>(schema: Schema, raw: unknown): z.output<Schema> {
  const given = RawValues.parse(raw)
  const entries = Object.entries(given).map(([name, value]) => [name, shaped(schema.shape[name], value)] as const)
  const result = schema.safeParse(Object.fromEntries(entries))
  const faults = [...(result.error?.issues ?? []).flatMap(faultsOf), ...entries.flatMap(nulFaults)]
  if (!result.success || faults.length > 0) {
    const message = faults.map((fault) => `${fault.parameter}: ${fault.message}`).join('; ')
    throw new ProblemError('request-invalid', message, { faults })
  }
  return result.data
}

const RawValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

type Raw = string | string[]
type Fault = { parameter: string; message: string }

function shaped(schema: unknown, value: Raw): unknown {
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodArray) return listed(inner, value)
  // A single value given twice stays a list, which the schema refuses.
  if (inner instanceof z.ZodNumber && typeof value === 'string' && /^\d{1,16}$/.test(value)) return Number(value)
  return value
}

/** Lists of fixed words may also be written with commas. */
function listed(schema: z.ZodArray, value: Raw): string[] {
  const values = typeof value === 'string' ? [value] : value
  return schema.element instanceof z.ZodEnum ? values.flatMap((one) => one.split(',')) : values
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrapped(schema.unwrap())
  return schema
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((parameter) => ({ parameter, message: 'there is no such parameter here' }))
  return [{ parameter: String(issue.path[0]), message: issue.message }]
}

/** No text that anybody means holds NUL, and no database takes it. */
function nulFaults([parameter, value]: readonly [string, unknown]): Fault[] {
  const holdsNul = [value].flat().some((one) => typeof one === 'string' && one.includes('\u0000'))
  return holdsNul ? [{ parameter, message: 'holds a NUL character' }] : []
}
