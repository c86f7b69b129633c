import { expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { pdfOf } from './pdf.ts'
import { startServer, temporarySettings, type ServerProcess } from './server-process.ts'

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

test(
  'a server killed twice with 50 documents on their way brings all of them through, none twice',
  { timeout: 180_000 },
  async () => {
    const settings = temporarySettings()
    let server = await startServer(settings)
    for (let index = 0; index < count; index++) await send(server, index)
    for (const share of [0.1, 0.5]) {
      await eventually(async () => expect((await outcomes(server)).done).toBeGreaterThanOrEqual(count * share), {
        timeoutSeconds: 60,
        intervalMilliseconds: 5,
      })
      expect((await outcomes(server)).working, 'it is killed in the midst of its work').toBeGreaterThan(0)
      await server.end('SIGKILL')
      server = await startServer(settings)
    }
    await eventually(
      async () => expect(await outcomes(server)).toEqual({ working: 0, done: count, partial: 0, parked: 0 }),
      {
        timeoutSeconds: 90,
      },
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
