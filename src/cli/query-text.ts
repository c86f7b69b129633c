import { RihlaError } from '../errors.ts'
import { caretLines } from '../search/query.ts'

/** The error with a line that shows where in the query the fault stands; any other as it is. */
export function caretError(error: unknown, query: string): unknown {
  if (!(error instanceof RihlaError) || error.code !== 'query-invalid' || error.offset === undefined) return error
  const message = `${error.message}\n${caretLines(query, error.offset)}`
  return new RihlaError('query-invalid', message, { offset: error.offset, cause: error })
}

/** "1 passage", "2 passages". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
