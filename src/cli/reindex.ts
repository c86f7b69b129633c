import type { ReindexEvent } from '../contracts/operations.ts'
import { RihlaError } from '../errors.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { print, printJson, strong } from './output.ts'
import { openProgress } from './progress.ts'

type Report = Extract<ReindexEvent, { kind: 'report' }>

/** `rihla reindex`: a new index from the store, beside the live one until it has everything. */
export async function reindex({ dropOld, json }: { dropOld?: true; json?: true }): Promise<void> {
  const report = await withArchive((client) => run(client, dropOld === true))
  if (json) return printJson(report)
  print(strong(`${report.documents} documents indexed anew in ${report.seconds} s`))
  if (report.resumed > 0) print(`${report.resumed} of them by a run that was interrupted`)
  if (report.oldKept) print('the index before it is kept on the server, under its own name')
}

async function run(client: Client, dropOld: boolean): Promise<Report> {
  let progress: ReturnType<typeof openProgress> | undefined
  try {
    for await (const event of client.reindex({ dropOld })) {
      if (event.kind === 'report') return event
      progress ??= openProgress(event.total, 'indexed')
      const left = event.secondsLeft === undefined ? '' : `, ${Math.ceil(event.secondsLeft)} s left`
      progress.done(event.written, `indexed${left}`)
    }
  } finally {
    progress?.close()
  }
  throw new RihlaError('server-unreachable', 'the server ended before the index was built: run it again to go on')
}
