import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Client } from '../../src/http/client.ts'
import type { UploadedFile } from '../../src/contracts/http.ts'
import { eventually } from '../eventually.ts'
import type { SentFile } from './library.ts'

const mostOnTheirWay = 60
const patience = { timeoutSeconds: 120, intervalMilliseconds: 200 }
const Coded = z.object({ code: z.string() })

export function sendOnce(client: Client, { name, bytes }: SentFile): Promise<UploadedFile> {
  return client.addFile({ name, body: new Blob([bytes]) })
}

/** How many documents have ended, one way or another, and how many are on their way. */
export async function progressOf(client: Client): Promise<{ settled: number; working: number }> {
  const { total, byOutcome } = (await client.status()).documents
  return { settled: total - byOutcome.working, working: byOutcome.working }
}

/**
 * Sends the files one after the other, never more than a few dozen ahead of the work. What is not accepted is sent again
 * until it is; returns how often that was, by the code of the refusal.
 */
export async function sendAll(client: Client, files: readonly SentFile[]): Promise<Record<string, number>> {
  const refusals: Record<string, number> = {}
  let ahead = 0
  for (const file of files) {
    while (ahead >= mostOnTheirWay) {
      const progress = await progressOf(client).catch(() => undefined)
      if (progress) ahead = progress.working
      if (ahead >= mostOnTheirWay) await wait(100)
    }
    await eventually(async () => {
      try {
        await sendOnce(client, file)
      } catch (error) {
        const code = Coded.safeParse(error).data?.code ?? 'unknown'
        refusals[code] = (refusals[code] ?? 0) + 1
        throw error
      }
    }, patience)
    ahead++
  }
  return refusals
}
