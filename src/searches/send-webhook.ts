import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { WebhookMessage, WebhookTest } from '../contracts/searches.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { addressOf, type Address } from './public-address.ts'

const mostAnswerBytes = 64 * 1024

export type WebhookLimits = {
  /** Whether a private, loopback or link-local address may be told as well. */
  allowPrivate: boolean
  timeoutSeconds: number
}

/**
 * Sends a message, signed; resolves where the receiver took it (2xx). The name is resolved once and the connection goes to
 * the address that was checked; a redirect is no answer. Throws `webhook-refused` or `webhook-failed`.
 */
export async function sendWebhook(
  { url, secret, message }: { url: string; secret: string; message: WebhookMessage | WebhookTest },
  { allowPrivate, timeoutSeconds }: WebhookLimits,
): Promise<void> {
  const target = new URL(url)
  const signal = AbortSignal.timeout(timeoutSeconds * 1000)
  const address = await within(signal, addressOf(target.hostname, { allowPrivate }))
  const body = Buffer.from(JSON.stringify(message))
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'user-agent': 'rihla',
    'idempotency-key': message.deliveryId,
    'rihla-signature': signatureOf(secret, body, Math.floor(Date.now() / 1000)),
  }
  try {
    const request = open(target, address, { headers, signal })
    // what goes wrong after the answer has begun is of no account, and must not end the process
    request.on('error', () => undefined)
    request.end(body)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the event is documented to bear
    const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
    await drop(response)
    const { statusCode = 0 } = response
    if (statusCode < 200 || statusCode > 299) throw new RihlaError('webhook-failed', `it answered ${statusCode}`)
  } catch (error) {
    if (error instanceof RihlaError) throw error
    const why = signal.aborted ? `no answer within ${timeoutSeconds} seconds` : messageOf(error)
    throw new RihlaError('webhook-failed', `it could not be sent: ${why}`, { cause: error })
  }
}

/** `t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>", hexadecimal>`: the time in it keeps an old message from being sent anew. */
export function signatureOf(secret: string, body: Buffer, seconds: number): string {
  const hash = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  return `t=${seconds},v1=${hash}`
}

function open(
  target: URL,
  { address, family }: Address,
  options: { headers: Record<string, string | number>; signal: AbortSignal },
): ClientRequest {
  const request = target.protocol === 'https:' ? requestHttps : requestHttp
  return request(target, {
    ...options,
    method: 'POST',
    // neither a connection of before nor a proxy: this address and no other
    agent: false,
    lookup: (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
  })
}

/** What the receiver says matters to nobody, and it may say no end of it. */
async function drop(response: IncomingMessage): Promise<void> {
  let bytes = 0
  for await (const chunk of response) {
    bytes += Buffer.byteLength(chunk)
    if (bytes > mostAnswerBytes) return void response.destroy()
  }
}

async function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const late = once(signal, 'abort').then(() => {
    throw new RihlaError('webhook-failed', 'the host of the webhook was not found in time')
  })
  return Promise.race([work, late])
}
