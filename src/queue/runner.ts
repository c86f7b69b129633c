import type { StageRunEnd, StageRunTold } from '../contracts/measures.ts'
import { JobGivenBack, JobPostponed, type StageRun, type StageQueues, type StageWorker } from '../contracts/queue.ts'
import type { Store } from '../contracts/store.ts'
import type { StageContext } from '../contracts/stage-context.ts'
import type { DocumentSummary, StageJob, StageName } from '../contracts/stored-document.ts'
import { type ErrorCode, messageOf, RihlaError } from '../errors.ts'
import { sendOn } from './send-on.ts'
import type { AnyStage, Pipeline } from './pipeline.ts'
import { hasPassed, stepOf } from './stage-steps.ts'

/** What the stages work with. */
export type RunnerParts = Omit<StageContext, 'signal' | 'index' | 'registers'> & {
  index: StageContext['index'] & { ready(): Promise<void>; remove(documentId: string): Promise<void> }
  registers: StageContext['registers'] & { remove(documentId: string): Promise<void> }
  queues: StageQueues
  /** Told of every run of a stage when it has ended. */
  observe?: (run: StageRunTold) => void
}

/** A document in the middle of which the process ended so often is parked: it may be what ends it. */
const mostInterruptions = 10

const longestStackCharacters = 8_000

/** Starts a worker for each of the named stages of the pipeline; closing them gives back what they hold. */
export async function startStages(
  pipeline: Pipeline,
  { names, parts }: { names: readonly StageName[]; parts: RunnerParts },
): Promise<{ workers: readonly StageWorker[]; close(graceSeconds: number): Promise<void> }> {
  const workers: StageWorker[] = []
  const close = async (graceSeconds: number) => {
    await Promise.all(workers.map((worker) => worker.close(graceSeconds)))
  }
  try {
    for (const stage of pipeline.filter(({ name }) => names.includes(name)))
      workers.push(await parts.queues.work(stage.name, stage, (job, run) => runJob({ stage, job, run, parts })))
  } catch (error) {
    await close(0)
    throw error
  }
  return { workers, close }
}

type JobAtHand = { stage: AnyStage; job: StageJob; run: StageRun; parts: RunnerParts }

/** Runs one job, and tells how it ended. */
async function runJob(at: JobAtHand): Promise<void> {
  const { stage, job, run, parts } = at
  const [began, tick] = [Date.now(), performance.now()]
  const tell = (ended: Pick<StageRunTold, 'end' | 'code' | 'receivedAt' | 'counted'>) => {
    const seconds = (performance.now() - tick) / 1000
    parts.observe?.({ ...job, stage: stage.name, attempt: run.attempt, began, seconds, ...ended })
  }
  try {
    tell(await attemptJob(at))
  } catch (error) {
    const { code } = error instanceof RihlaError ? error : {}
    tell({ end: endOf(error, run), counted: {}, ...(code !== undefined && { code }) })
    throw error
  }
}

function endOf(error: unknown, { attempt, attempts }: StageRun): StageRunEnd {
  if (error instanceof JobGivenBack) return 'given-back'
  if (error instanceof JobPostponed) return 'postponed'
  return attempt >= attempts || (error instanceof RihlaError && error.permanent) ? 'parked' : 'retried'
}

/**
 * Runs one job of a stage: loads the input from the store, runs the stage, checks and stores its output, changes the
 * record, hands over to the next stage, in this order. Whatever a kill cuts off is done by running the job again.
 */
async function attemptJob({
  stage,
  job,
  run,
  parts,
}: JobAtHand): Promise<Pick<StageRunTold, 'end' | 'receivedAt' | 'counted'>> {
  const dropped = { end: 'dropped', counted: {} } as const
  const log = parts.log.child({ documentId: job.documentId, stage: stage.name, attempt: run.attempt })
  const began = performance.now()
  let document: DocumentSummary | undefined
  let counted: Record<string, number> = {}
  try {
    document = await parts.store.document(job.documentId)
    // Who brought the document where it is may have been killed before it could tell the others: here and below.
    if (document && !isCurrent(document, job)) await parts.store.announce(job.documentId)
    if (!document) await leaveNothing({ stage, job, parts })
    if (!isCurrent(document, job)) {
      log.debug({}, 'job of an earlier run was dropped')
      return dropped
    }
    if (!hasPassed(document.state, stage.name)) {
      if (run.interruptions > mostInterruptions) throw interrupted(stage, job, run)
      const context: StageContext = { ...parts, log, signal: run.signal }
      const { document: after, told } = await runStage(stage, document, context)
      if (!after) {
        await leaveNothing({ stage, job, parts })
        log.debug({}, 'job of an earlier run was dropped')
        return dropped
      }
      document = after
      counted = told ?? {}
      log.info(
        { ...told, milliseconds: Math.round(performance.now() - began) },
        `document ${stepOf(stage.name).reaches}`,
      )
    } else await parts.store.announce(job.documentId)
    await sendOn(parts.queues, document)
    return { end: 'done', receivedAt: document.receivedAt, counted }
  } catch (error) {
    if (!run.signal.aborted && (await isForgotten(parts.store, job))) {
      await leaveNothing({ stage, job, parts })
      log.debug({}, 'job of a forgotten document was dropped')
      return dropped
    }
    throw await settle({ stage, job, run, parts: { ...parts, log } }, error, document)
  }
}

/** A document may be forgotten while it is written to the index: whoever wrote last removes it again. */
async function leaveNothing({ stage, job, parts }: Pick<JobAtHand, 'stage' | 'job' | 'parts'>): Promise<void> {
  if (stage.name !== 'index' || !(await isForgotten(parts.store, job))) return
  await parts.index.remove(job.documentId)
  await parts.registers.remove(job.documentId)
}

async function isForgotten(store: Store, { documentId }: StageJob): Promise<boolean> {
  return (await store.tombstone(documentId)) !== undefined
}

/** A job is of no more use where its document went away, waits for a person, or was sent through anew. */
function isCurrent(document: DocumentSummary | undefined, job: StageJob): document is DocumentSummary {
  if (document === undefined || document.state === 'parked' || document.state === 'dismissed') return false
  return document.generation === job.generation
}

async function runStage(
  stage: AnyStage,
  document: DocumentSummary,
  context: StageContext,
): Promise<{ document?: DocumentSummary; told?: Record<string, number> }> {
  const { store, signal } = context
  const step = stepOf(stage.name)
  const input: unknown = await step.load(store, document)
  const made: unknown = await orAborted(stage.run(input, context), signal)
  const output = checked(stage, made, document)
  // it may have taken long: what was found at the beginning need not hold any more
  const now = await store.document(document.documentId)
  signal.throwIfAborted()
  if (!isCurrent(now, document)) return {}
  await step.keep(store, output)
  const change = step.change({ document: now, input, output })
  return {
    document: await store.update(document.documentId, { ...change, state: step.beyond?.(output) ?? step.reaches }),
    told: step.tell(output),
  }
}

function checked(stage: AnyStage, made: unknown, { documentId }: DocumentSummary): unknown {
  const result = stage.output.safeParse(made)
  if (!result.success) {
    const [issue] = result.error.issues
    const where = issue?.path.join('.') || 'the whole'
    const message = `stage ${stage.name} broke its contract: ${documentId}: ${where}: ${issue?.message}`
    throw new RihlaError('contract-broken', message, { cause: result.error })
  }
  return result.data
}

/** Decides what a failure means: who is to blame, and whether the document is tried again. Returns what the queue is told. */
async function settle(at: JobAtHand, error: unknown, document: DocumentSummary | undefined): Promise<unknown> {
  const { stage, job, run, parts } = at
  if (run.signal.reason instanceof JobGivenBack) return run.signal.reason
  const failure = named(stage, run.signal.aborted ? run.signal.reason : error, job)
  if (await isDown(failure, parts)) {
    parts.log.warn({ err: failure }, 'job was put off')
    return new JobPostponed(failure.message, { cause: failure })
  }
  if (!failure.permanent && run.attempt < run.attempts) {
    parts.log.warn({ err: failure }, 'attempt failed')
    return failure
  }
  await parts.store.park(job.documentId, {
    code: failure.code,
    message: withName(failure.message, document?.names.at(0)),
    stage: stage.name,
    attempts: run.attempt,
    at: new Date().toISOString(),
    ...(failure.page !== undefined && { page: failure.page }),
    ...(failure.byte !== undefined && { byte: failure.byte }),
    stack: stackOf(failure),
  })
  parts.log.warn({ err: failure, code: failure.code }, 'document parked')
  return failure
}

/** Where the error and each of its causes was thrown; no longer than a person reads. */
function stackOf(error: unknown): string {
  const stacks: string[] = []
  for (let at = error; at instanceof Error && stacks.length < 5; at = at.cause) stacks.push(at.stack ?? at.message)
  return stacks.join('\ncaused by ').slice(0, longestStackCharacters)
}

/** Codes that no document can be to blame for. */
const isOfService = new Set<ErrorCode>(['disk-full', 'queue-unavailable', 'queue-unusable', 'index-unusable'])

/** Whether what failed is a service rather than the document; where either may be, the service is asked itself. */
async function isDown({ code }: RihlaError, { store, index }: RunnerParts): Promise<boolean> {
  if (isOfService.has(code)) return true
  const service = { 'index-unavailable': index, 'store-unwritable': store }[code as string]
  if (!service) return false
  return service.ready().then(
    () => false,
    () => true,
  )
}

function named(stage: AnyStage, error: unknown, { documentId }: StageJob): RihlaError {
  if (error instanceof RihlaError) return error
  const message = `stage ${stage.name} failed: ${documentId}: ${messageOf(error)}`
  return new RihlaError('stage-failed', message, { cause: error })
}

function interrupted(stage: AnyStage, { documentId }: StageJob, { interruptions }: StageRun): RihlaError {
  const message = `the process ended ${interruptions} times in the middle of stage ${stage.name}: ${documentId}`
  return new RihlaError('stage-interrupted', message)
}

const withName = (message: string, name: string | undefined): string =>
  name === undefined || message.includes(name) ? message : `${message} (${name})`

/** The work's result, or the signal's reason as soon as it is aborted, whether or not the work heeds it. */
function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
