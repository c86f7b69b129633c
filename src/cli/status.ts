import type { StatusAnswer } from '../contracts/http.ts'
import { withArchive } from './archive.ts'
import { faint, print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'
import { outdatedLine } from './outdated-line.ts'
import { sizesLine } from './sizes-line.ts'
import { tableLines } from './table.ts'
import { watchStatus } from './watch-status.ts'

/** `rihla status`: how many documents there are, what failed and why, and what waits; with `watch` again and again. */
export async function status({ json, watch, every }: { json?: true; watch?: true; every: number }): Promise<void> {
  if (watch) return watchStatus({ everySeconds: every, json: json ?? false })
  const answer = await withArchive((client) => client.status())
  if (json) printJson(answer)
  else printStatus(answer)
}

function printStatus({ documents, failures, reading, sizes, queues, paused, oldestWaiting }: StatusAnswer): void {
  const { working, done, partial, parked, dismissed } = documents.byOutcome
  print(strong(`${documents.total} documents`))
  print(`${done} done, ${partial} partial, ${parked} parked, ${dismissed} dismissed, ${working} working`)
  print(sizesLine(sizes))
  if (reading.outdated > 0) print(outdatedLine(reading))
  if (failures.length > 0) {
    print()
    const rows = failures.map(({ code, count, remedy }) => [String(count), code, remedy])
    for (const line of tableLines(['parked', 'code', 'way out'], rows)) print(line)
  }
  if (paused.length > 0) print(warning(`paused: ${paused.join(', ')}; rihla resume has them go on`))
  print()
  const rows = Object.entries(queues).map(([stage, { waiting, active, delayed, failed }]) =>
    [stage, waiting, active, delayed, failed].map(String),
  )
  for (const line of tableLines(['queue', 'waiting', 'active', 'delayed', 'failed'], rows)) print(line)
  if (!oldestWaiting) return
  const { name, documentId, state, receivedAt } = oldestWaiting
  print(faint(`\non its way for longest: ${plain(name)} (${documentId.slice(0, 8)}), ${state}, received ${receivedAt}`))
}
