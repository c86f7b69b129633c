import { RihlaError } from '../errors.ts'
import { SearchesAnswer } from './elasticsearch-answers.ts'
import { type Engine, EngineError } from './elasticsearch-engine.ts'

/** Asks one question. A point in time that has gone makes the cursor useless, and only that. */
export async function post(engine: Engine, path: string, body: unknown, { explain = false } = {}): Promise<unknown> {
  const query = explain ? { query: { include_named_queries_score: true } } : {}
  return aboutPoint(body, () => engine.request({ method: 'POST', path, body, ...query }))
}

/** Asks several questions by one request; all of them are answered, or it throws what befell the first that was not. */
export async function postAll(engine: Engine, path: string, bodies: readonly object[]): Promise<unknown[]> {
  const lines = bodies.flatMap((body) => ['{}', JSON.stringify(body)])
  return aboutPoint(bodies[0], async () => {
    const { responses } = SearchesAnswer.parse(await engine.request({ method: 'POST', path, lines }))
    for (const { status, error } of responses)
      if (error) throw new EngineError(status, `${error.type}: ${error.root_cause?.[0]?.reason ?? error.reason}`)
    return responses
  })
}

async function aboutPoint<Result>(body: unknown, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const isOld = error instanceof EngineError && error.status === 404 && typeof body === 'object' && body !== null
    if (isOld && 'pit' in body)
      throw new RihlaError('request-invalid', 'the cursor is too old: start again without it', { cause: error })
    throw error
  }
}
