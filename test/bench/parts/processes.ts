import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Archive } from './archive.ts'
import { askJson } from './http.ts'

/** Milliseconds that the threads of these processes, as far as they still run, have worked. */
export function processorMilliseconds(processIds: readonly number[]): number {
  const threads = processIds.flatMap((id) =>
    readdirSync(`/proc/${id}/task`).map((thread) => `/proc/${id}/task/${thread}`),
  )
  return threads.reduce((sum, thread) => sum + workedBy(thread), 0)
}

function workedBy(thread: string): number {
  try {
    return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    // it has just ended
    return 0
  }
}

export function residentMegabytes(processId: number): number {
  const pages = Number(readFileSync(`/proc/${processId}/statm`, 'utf8').split(' ')[1])
  return (pages * 4096) / 1e6
}

const NodesAnswer = z.object({ nodes: z.record(z.string(), z.object({ process: z.object({ id: z.int() }) })) })

/** The processes of an engine on this machine: none of one that lives in the process that asks it. */
export async function processOf(engine: Archive['engine']): Promise<number[]> {
  if (engine.name === 'embedded') return []
  const { nodes } = NodesAnswer.parse(await askJson(`${engine.url}/_nodes/_local/process`))
  return Object.values(nodes).map(({ process }) => process.id)
}
