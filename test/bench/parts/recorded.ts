import type { Engine, EngineRequest } from '../../../src/search/elasticsearch-engine.ts'
import { askJson } from './http.ts'

/** Requests that a piece of work made to Elasticsearch, each with those that it waited for. */
export type Recorded = { path: string; body: unknown; after: number[] }[]

/** The engine, which keeps what is asked of it in `requests`. */
export function recording(engine: Engine): { engine: Engine; requests: Recorded } {
  const requests: Recorded = []
  const answered = new Set<number>()
  const request = async (asked: EngineRequest, signal?: AbortSignal) => {
    const { path, body } = asked
    const at = requests.push({ path, body, after: [...answered] }) - 1
    const answer = await engine.request(asked, signal)
    answered.add(at)
    return answer
  }
  return { engine: { request }, requests }
}

/** Asks the same again, with nothing of ours between: as much at once, and as much one after the other. */
export async function replay(url: string, requests: Recorded): Promise<void> {
  const answers: Promise<unknown>[] = []
  for (const { path, body, after } of requests) {
    const before = Promise.all(after.map((at) => answers[at]!))
    answers.push(before.then(() => askJson(url + path, body)))
  }
  await Promise.all(answers)
}
