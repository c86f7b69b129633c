import type { StageName } from './stored-document.ts'

/** How one run of a stage ended; `dropped`: the job was of no more use. */
export type StageRunEnd = 'done' | 'retried' | 'parked' | 'postponed' | 'given-back' | 'dropped'

/** What is told of each run of a stage when it has ended, for metrics and traces. */
export type StageRunTold = {
  documentId: string
  generation: number
  stage: StageName
  attempt: number
  /** Milliseconds since 1970. */
  began: number
  seconds: number
  end: StageRunEnd
  /** Of the failure, where it failed. */
  code?: string
  /** When the document was taken in. */
  receivedAt?: string
  /** What the stage counted, as the log has it. */
  counted: Record<string, number>
}

/** A request to the API that was answered; `route` is the address with its parameters named. */
export type AnsweredRequest = { route: string; method: string; status: number; seconds: number }

/** What is measured in this process, and of the archive where the process serves it. */
export type Metrics = {
  stageRan(run: StageRunTold): void
  parserKilled(reason: string): void
  requestAnswered(request: AnsweredRequest): void
  /** In Prometheus' text format. */
  text(): Promise<string>
}
