import { setTimeout as wait } from 'node:timers/promises'

/** One request of a client, and how it was answered; `failure` where it was not. */
export type Asked = { path: string; status?: number; failure?: string; milliseconds: number }

export type Clients = {
  asked: readonly Asked[]
  /** Lets each finish what it asked, and no more. */
  stop(): Promise<void>
}

const giveUpSeconds = 60

/** So many clients, each of which asks for one address after the other and pauses between, until they are stopped. */
export function startClients(
  count: number,
  { url, pathOf, pauseMilliseconds }: { url: string; pathOf: (number: number) => string; pauseMilliseconds: number },
): Clients {
  const asked: Asked[] = []
  const stopped = new AbortController()
  let number = 0
  const client = async () => {
    while (!stopped.signal.aborted) {
      asked.push(await ask(url, pathOf(number++)))
      await wait(pauseMilliseconds, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
  const running = Array.from({ length: count }, client)
  return {
    asked,
    async stop() {
      stopped.abort()
      await Promise.all(running)
    },
  }
}

async function ask(url: string, path: string): Promise<Asked> {
  const began = performance.now()
  try {
    const answer = await fetch(url + path, { signal: AbortSignal.timeout(1000 * giveUpSeconds) })
    await answer.arrayBuffer()
    return { path, status: answer.status, milliseconds: performance.now() - began }
  } catch (error) {
    return { path, failure: String(error), milliseconds: performance.now() - began }
  }
}

/** Milliseconds within which this share of the requests was answered. */
export function percentile(asked: readonly Asked[], share: number): number {
  const sorted = asked.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
}
