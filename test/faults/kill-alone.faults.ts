import { afterAll, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { startRedis } from '../services/redis.ts'
import { pdfOf } from '../app/pdf.ts'
import { startServer, temporarySettings, type ServerProcess } from '../app/server-process.ts'

const count = 50
/** A word of one document only, made of letters: "qab" is document 1. */
const wordOf = (index: number) =>
  `q${String(index)
    .split('')
    .map((digit) => 'abcdefghij'[Number(digit)])
    .join('')}x`

async function ask(server: ServerProcess, path: string, options?: RequestInit): Promise<any> {
  const answer = await fetch(server.url + path, options)
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
  return answer.json()
}

const outcomes = async (server: ServerProcess) => (await ask(server, '/status')).documents.byOutcome

async function send(server: ServerProcess, index: number): Promise<void> {
  const paragraphs = ['Migrant workers', `A note on migrant workers, told apart by the word ${wordOf(index)} alone.`]
  const body = new FormData()
  body.append('file', new File([await pdfOf(paragraphs)], `note ${index}.pdf`, { type: 'application/pdf' }))
  await ask(server, '/documents', { method: 'POST', body })
}

const redis = await startRedis()
afterAll(() => redis?.stop())
const places = {
  // killed twice: jobs that it held go on as soon as it opens again
  'in the process itself': { settings: {}, killedAt: [0.1, 0.5] },
  // jobs of a killed process are given back when their locks have run out
  'on redis': redis && { settings: { REDIS_URL: redis.url }, killedAt: [0.3] },
}

for (const [where, place] of Object.entries(places))
  test.skipIf(!place)(
    `a server killed with 50 documents on their way brings all of them through, none twice: queues ${where}`,
    { timeout: 300_000 },
    async () => {
      const settings = await temporarySettings(place!.settings)
      let server = await startServer(settings)
      for (let index = 0; index < count; index++) await send(server, index)
      for (const share of place!.killedAt) {
        await eventually(async () => expect((await outcomes(server)).done).toBeGreaterThanOrEqual(count * share), {
          timeoutSeconds: 100,
          intervalMilliseconds: 5,
        })
        expect((await outcomes(server)).working, 'it is killed in the midst of its work').toBeGreaterThan(0)
        await server.end('SIGKILL')
        server = await startServer(settings)
      }
      await eventually(
        async () =>
          expect(await outcomes(server)).toEqual({ working: 0, done: count, partial: 0, parked: 0, dismissed: 0 }),
        { timeoutSeconds: 150 },
      )
      for (let index = 0; index < count; index++) {
        const found = await ask(server, `/search?q=${wordOf(index)}`)
        expect([found.documentCount, found.passageCount], wordOf(index)).toEqual([1, 1])
      }
      const all = await ask(server, `/search?q=migrant&size=100`)
      expect(all.documentCount).toBe(count)
      expect(new Set(all.hits.map(({ documentId }: { documentId: string }) => documentId)).size).toBe(count)
      expect((await server.end('SIGTERM')).code).toBe(0)
    },
  )
