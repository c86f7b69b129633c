import { RihlaError } from '../errors.ts'
import { type Engine, EngineError, type Names } from './elasticsearch-engine.ts'

export type Searcher = { engine: Engine; names: Names }

/** A page may be asked for this long after the one before it. */
export const keepAlive = '5m'

/**
 * Asks a question of the passages as they are, or as they were at a point in time. One that has gone makes the cursor
 * useless, and only that.
 */
export async function post(
  { engine, names }: Searcher,
  question: object,
  { pointInTime, explain = false }: { pointInTime?: string | undefined; explain?: boolean } = {},
): Promise<unknown> {
  const path = pointInTime === undefined ? `/${names.passages}/_search` : '/_search'
  const body = pointInTime === undefined ? question : { ...question, pit: { id: pointInTime, keep_alive: keepAlive } }
  const query = explain ? { query: { include_named_queries_score: true } } : {}
  try {
    return await engine.request({ method: 'POST', path, body, ...query })
  } catch (error) {
    if (error instanceof EngineError && error.status === 404 && pointInTime !== undefined)
      throw new RihlaError('request-invalid', 'the cursor is too old: start again without it', { cause: error })
    throw error
  }
}
