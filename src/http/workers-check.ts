import type { QueueCounts } from '../contracts/queue.ts'
import { StageName } from '../contracts/stored-document.ts'
import type { WorkerSeen } from '../contracts/workers.ts'
import { RihlaError } from '../errors.ts'

/** Throws `worker-stalled` where jobs or files wait that nobody takes: of a stage without a worker, or of one that takes none. */
export function checkWorkers(seen: readonly WorkerSeen[], counts: QueueCounts): void {
  const faults = [
    ...seen.flatMap(stalledStages),
    ...seen.flatMap(hindrances),
    ...StageName.options.flatMap((stage) => unserved(stage, seen, counts)),
  ]
  if (faults.length > 0) throw new RihlaError('worker-stalled', faults.join('; '))
}

function hindrances({ program, host, processId, hindered }: WorkerSeen): string[] {
  return hindered === undefined ? [] : [`${program} (process ${processId} on ${host}): ${hindered}`]
}

function stalledStages({ program, host, processId, stages }: WorkerSeen): string[] {
  return stages
    .filter(({ stalled }) => stalled)
    .map(({ stage }) => `${program} (process ${processId} on ${host}) takes no jobs of stage ${stage}`)
}

function unserved(stage: StageName, seen: readonly WorkerSeen[], counts: QueueCounts): string[] {
  const { waiting } = counts[stage]
  if (waiting === 0 || seen.some(({ stages }) => stages.some((one) => one.stage === stage))) return []
  return [`no worker of stage ${stage} is seen, while ${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'}`]
}
