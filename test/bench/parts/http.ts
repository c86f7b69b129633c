import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true })

/** The answer's JSON, over a connection that is kept; as little beside the exchange itself as Node allows. */
export async function askJson(url: string, body?: unknown): Promise<unknown> {
  const { status, text } = await exchange(url, body)
  if (status !== 200) throw new Error(`${url} answers ${status}: ${text.slice(0, 500)}`)
  return JSON.parse(text)
}

async function exchange(url: string, body: unknown): Promise<{ status: number; text: string }> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent, method: sent === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json' } },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
        answer.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end(sent)
  })
}
