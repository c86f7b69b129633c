import { setTimeout as wait } from 'node:timers/promises'
import type { VerifyFault, VerifyReport } from '../contracts/operations.ts'
import { RihlaError } from '../errors.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'
import { openProgress } from './progress.ts'

/** `rihla verify`: what is missing, stale or doubled; the exit code is 1 where something is left that is wrong. */
export async function verify({ fix, json }: { fix?: true; json?: true }): Promise<void> {
  const { faults, report } = await withArchive((client) => run(client, fix === true))
  if (json) printJson({ faults: faults.map(({ kind: _kind, ...fault }) => fault), report })
  else printReport(faults, report)
  if (report.faults > report.mended) process.exitCode = 1
}

async function run(client: Client, fix: boolean): Promise<{ faults: VerifyFault[]; report: VerifyReport }> {
  const faults: VerifyFault[] = []
  let progress: ReturnType<typeof openProgress> | undefined
  try {
    for await (const event of client.verify({ fix })) {
      if (event.kind === 'fault') faults.push(event)
      if (event.kind === 'progress') (progress ??= openProgress(event.total, 'verified')).done(event.checked)
      if (event.kind !== 'report') continue
      await throughAgain(client, faults)
      return { faults, report: event }
    }
  } finally {
    progress?.close()
  }
  throw new RihlaError('server-unreachable', 'the server ended before the verification did')
}

/** Waits until everything that was sent through again has come through, or has failed for good. */
async function throughAgain(client: Client, faults: readonly VerifyFault[]): Promise<void> {
  for (const { documentId, fault, mended } of faults) {
    if (!mended || fault === 'unknown-in-index' || fault === 'half-forgotten') continue
    while ((await client.document(documentId)).outcome === 'working') await wait(200)
  }
}

function printReport(faults: readonly VerifyFault[], { documents, mended }: VerifyReport): void {
  for (const { documentId, name, fault, message, mended } of faults) {
    const line = `${plain(name ?? '')} (${documentId.slice(0, 8)}): ${plain(message)} [${fault}]`.trim()
    print(mended ? `mended: ${line}` : warning(line))
  }
  const left = faults.length - mended
  const state = left === 0 ? 'nothing is wrong' : `${left} wrong`
  print(strong(`${documents} documents verified: ${state}${mended > 0 ? `, ${mended} mended` : ''}`))
  if (left > 0 && mended === 0) print('rihla verify --fix mends what can be mended')
}
