import { RihlaError } from '../errors.ts'
import { isLoopback } from './loopback.ts'

export type RequestLimits = {
  /** Counts a request. Throws `too-many-requests` where its address has sent too many, or too many wrong tokens. */
  take(address: string): void
  /** Counts a wrong token: whoever guesses is soon not listened to any more. */
  wrongToken(address: string): void
}

type Settings = { host: string; requestsPerMinute: number; wrongTokensPerMinute: number; now?: () => number }

/** An error that says after how many seconds the next request is taken. */
export class TooManyRequests extends RihlaError {
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds: number) {
    super('too-many-requests', message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const minute = 60_000

/** Limits by the address that requests come from; requests without fault are counted only where others can reach us. */
export function limitRequests(settings: Settings): RequestLimits {
  const { host, requestsPerMinute, wrongTokensPerMinute, now = Date.now } = settings
  const requests = new Map<string, number>()
  const wrong = new Map<string, number>()
  let began = now()

  /** Counts begin anew every minute: no address is kept longer, however many there are. */
  function millisecondsLeft(): number {
    const passed = now() - began
    // a clock that was set back begins a new minute, too
    if (passed >= 0 && passed < minute) return minute - passed
    requests.clear()
    wrong.clear()
    began = now()
    return minute
  }

  const refuse = (limit: number, what: string, left: number): never => {
    throw new TooManyRequests(`more than ${limit} ${what} a minute from one address`, Math.ceil(left / 1000))
  }

  return {
    take(address) {
      const left = millisecondsLeft()
      if ((wrong.get(address) ?? 0) >= wrongTokensPerMinute) refuse(wrongTokensPerMinute, 'wrong tokens', left)
      if (!isLoopback(host) && counted(requests, address) > requestsPerMinute)
        refuse(requestsPerMinute, 'requests', left)
    },
    wrongToken(address) {
      millisecondsLeft()
      counted(wrong, address)
    },
  }
}

function counted(counts: Map<string, number>, address: string): number {
  const count = (counts.get(address) ?? 0) + 1
  counts.set(address, count)
  return count
}
