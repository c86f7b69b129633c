import { setTimeout as wait } from 'node:timers/promises'
import type { OpsStatus } from '../contracts/ops.ts'
import { StageName } from '../contracts/stored-document.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { columns, faint, marked, print, printJsonLine, strong, warning } from './output.ts'
import { fitted, plain } from './plain.ts'
import { outdatedLine } from './outdated-line.ts'
import { sizesLine } from './sizes-line.ts'
import { tableLines } from './table.ts'

const barWidth = 40

/**
 * `rihla status --watch`: the state of everything, drawn anew every so many seconds until Ctrl-C. Where the output is no
 * terminal, a line whenever something has changed; with `json`, a JSON line each time.
 */
export async function watchStatus({ everySeconds, json }: { everySeconds: number; json: boolean }): Promise<void> {
  const stop = new AbortController()
  const end = () => stop.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    await withArchive((client) => watch(client, { everySeconds, json, signal: stop.signal }))
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
  }
}

async function watch(
  client: Client,
  { everySeconds, json, signal }: { everySeconds: number; json: boolean; signal: AbortSignal },
): Promise<void> {
  let before: string | undefined
  while (!signal.aborted) {
    const status = await client.opsStatus()
    if (json) printJsonLine(status)
    else if (process.stdout.isTTY) draw(statusLines(status))
    else {
      const line = statusLine(status)
      if (line !== before) print(`${status.at} ${line}`)
      before = line
    }
    await wait(everySeconds * 1000, undefined, { signal }).catch(() => undefined)
  }
}

/** From the upper left corner on, each line to its end, and what is left below is cleared: nothing flickers. */
function draw(lines: readonly string[]): void {
  const rows = process.stdout.rows ?? 24
  const shown = lines.slice(0, rows - 1).map((line) => `${line}\u001B[K`)
  process.stdout.write(`\u001B[H${shown.join('\n')}\n\u001B[J`)
}

const statusLine = ({ documents, throughput }: OpsStatus): string => {
  const { working, done, partial, parked, dismissed } = documents.byOutcome
  const left = working > 0 && throughput.secondsLeft !== undefined ? `, ${timeOf(throughput.secondsLeft)} left` : ''
  return `${documents.total} documents: ${done} done, ${partial} partial, ${parked} parked, ${dismissed} dismissed, ${working} working${left}`
}

function statusLines(status: OpsStatus): string[] {
  const { documents, queues, throughput, reading, sizes, failures, partial, workers, at } = status
  const { total, byOutcome } = documents
  const ended = total - byOutcome.working
  const bar = total === 0 ? '' : '█'.repeat(Math.round((barWidth * ended) / total)).padEnd(barWidth, '░')
  const stageRows = StageName.options.map((stage) => {
    const { waiting, active, delayed, failed, paused, oldestWaitingAt } = queues[stage]
    const { lastMinute, byMinute } = throughput.stages[stage]
    const oldest = oldestWaitingAt ? timeOf((Date.parse(at) - Date.parse(oldestWaitingAt)) / 1000) : ''
    return [
      paused ? `${stage} PAUSED` : stage,
      ...[waiting, active, delayed, failed, lastMinute].map(String),
      sparkline(byMinute),
      oldest,
    ]
  })
  const head = ['stage', 'waiting', 'active', 'delayed', 'failed', 'a minute', 'last 30 min', 'oldest waits']
  const workerRows = workers.map(({ program, host, processId, seenAt, stages, hindered }) => [
    program,
    `${host} ${processId}`,
    `${timeOf((Date.parse(at) - Date.parse(seenAt)) / 1000)} ago`,
    [
      ...(hindered === undefined ? [] : [`HINDERED: ${hindered}`]),
      ...stages.map(
        ({ stage, holds, stalled }) => `${stage} ${stalled ? 'STALLED' : holds.length > 0 ? 'busy' : 'idle'}`,
      ),
    ].join(', '),
  ])
  const width = columns()
  return [
    `${strong('Rihla')} ${faint(`${at.slice(11, 19)} UTC, Ctrl-C ends`)}`,
    '',
    ...(bar ? [`${bar} ${ended} of ${total}`] : []),
    fitted(statusLine(status), width),
    faint(fitted(sizesLine(sizes), width)),
    ...(reading.outdated > 0 ? [marked(fitted(outdatedLine(reading), width))] : []),
    '',
    ...tableLines(head, stageRows),
    '',
    ...(failures.length === 0 ? [faint('Nothing waits for a person.')] : []),
    ...failures.map(({ code, count, remedy }) => `${warning(fitted(`${count} ${code}`, 30))}  ${plain(remedy)}`),
    ...partial.map(({ code, count, meaning }) => `${marked(fitted(`${count} ${code}`, 30))}  ${plain(meaning)}`),
    '',
    ...tableLines(['worker', 'where', 'seen', 'does'], workerRows),
  ]
}

const levels = '▁▂▃▄▅▆▇█'

/** A column for each of the last minutes, oldest first. */
function sparkline(counts: readonly number[]): string {
  const most = Math.max(1, ...counts)
  return counts.map((count) => (count === 0 ? '·' : levels[Math.ceil((count / most) * levels.length) - 1]!)).join('')
}

function timeOf(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}
