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

/**
 * Seconds that a process, its threads and all processes below it have worked, with the children that have ended; to a
 * hundredth. Other load on the machine hardly changes it.
 */
export function processorSecondsBelow(processId: number): number {
  const ticksPerSecond = 100
  return sumBelow(processId, (id) => {
    // behind the program's name in brackets, which may hold blanks; own and of the children that have ended
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) / ticksPerSecond
  })
}

/** Sums a measure of a process and of all below it; what has just ended counts nothing. */
export function sumBelow(processId: number, measure: (processId: number) => number): number {
  try {
    const children = readdirSync(`/proc/${processId}/task`).flatMap((task) =>
      readFileSync(`/proc/${processId}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return children.reduce((sum, below) => sum + sumBelow(Number(below), measure), measure(processId))
  } catch {
    return 0
  }
}
