import { createHash } from 'node:crypto'
import { ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Context, type Tracer } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider, RandomIdGenerator } from '@opentelemetry/sdk-trace-node'
import type { StageRunTold } from './contracts/measures.ts'

const flushSeconds = 3

export type Traces = { stageRan(run: StageRunTold): void; close(): Promise<void> }

/**
 * Sends a span of each run of a stage to a collector. All runs of a document and generation are one trace, in whatever
 * process they ran: its id is derived from theirs, so that nothing has to travel with the job.
 */
export function openTraces({
  endpoint,
  program,
  version,
}: {
  endpoint: string
  program: string
  version: string
}): Traces {
  const ids = new DerivedIds()
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `rihla-${program}`, 'service.version': version }),
    idGenerator: ids,
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
  })
  const tracer = provider.getTracer('rihla', version)
  return {
    stageRan(run) {
      const { traceId, spanId } = idsOf(run)
      const parent = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true }
      addSpan(tracer, run, trace.setSpanContext(ROOT_CONTEXT, parent))
      // the last run knows how long the document took: its span is what the others hang from
      if (endsDocument(run)) ids.as({ traceId, spanId }, () => addDocument(tracer, run))
    },
    async close() {
      const timer = Promise.withResolvers<void>()
      setTimeout(timer.resolve, flushSeconds * 1000).unref()
      // a collector that is away must not hold up the end of a process
      await Promise.race([provider.shutdown().catch(() => undefined), timer.promise])
    },
  }
}

const endsDocument = ({ stage, end }: StageRunTold): boolean =>
  end === 'parked' || (stage === 'index' && end === 'done')

function addSpan(tracer: Tracer, run: StageRunTold, context: Context): void {
  const { stage, began, seconds, end, code, attempt, documentId, generation, counted } = run
  const attributes = {
    'rihla.document_id': documentId,
    'rihla.generation': generation,
    'rihla.attempt': attempt,
    'rihla.end': end,
    ...(code !== undefined && { 'rihla.code': code }),
    ...Object.fromEntries(Object.entries(counted).map(([name, count]) => [`rihla.${name}`, count])),
  }
  const span = tracer.startSpan(stage, { startTime: began, attributes }, context)
  if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: code })
  span.end(began + seconds * 1000)
}

function addDocument(tracer: Tracer, run: StageRunTold): void {
  const { receivedAt, began, seconds, documentId, generation, code } = run
  // a document that is sent through anew did not wait since it was taken in
  const startTime = generation === 0 && receivedAt !== undefined ? Date.parse(receivedAt) : began
  const attributes = { 'rihla.document_id': documentId, 'rihla.generation': generation }
  const span = tracer.startSpan('document', { root: true, startTime, attributes })
  if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: code })
  span.end(began + seconds * 1000)
}

type Ids = { traceId: string; spanId: string }

/** Of a document and generation, the same in every process. */
function idsOf({ documentId, generation }: Pick<StageRunTold, 'documentId' | 'generation'>): Ids {
  const hash = createHash('sha256').update(`${documentId}-${generation}`).digest('hex')
  return { traceId: hash.slice(0, 32), spanId: hash.slice(32, 48) }
}

/** Random ids but for what is made within `as`. */
class DerivedIds extends RandomIdGenerator {
  #given: Ids | undefined

  as(ids: Ids, make: () => void): void {
    this.#given = ids
    try {
      make()
    } finally {
      this.#given = undefined
    }
  }

  override generateTraceId = (): string => this.#given?.traceId ?? randomIds.generateTraceId()
  override generateSpanId = (): string => this.#given?.spanId ?? randomIds.generateSpanId()
}

const randomIds = new RandomIdGenerator()
