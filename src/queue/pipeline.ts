import type { StageContext } from '../contracts/stage-context.ts'
import type { Stage } from '../contracts/stage.ts'
import type { StoredDocument } from '../contracts/stored-document.ts'

/* oxlint-disable typescript/no-explicit-any -- what passes between stages is held by `InOrder`, stage by stage */
export type AnyStage = Stage<any, any, StageContext>
type Made<S> = S extends Stage<any, infer Output, any> ? Output : never
type Taken<S> = S extends Stage<infer Input, any, any> ? Input : never
/* oxlint-enable typescript/no-explicit-any */

/** The stages as they are where each takes what the one before it makes; else the one that does not becomes a sentence. */
export type InOrder<Stages, Given> = Stages extends readonly [infer First, ...infer Rest]
  ? [Given] extends [Taken<First>]
    ? readonly [First, ...InOrder<Rest, Made<First>>]
    : readonly ['this stage takes something else than the stage before it makes', ...Rest]
  : Stages

/** Stages in the order in which a document passes them. */
export type Pipeline = readonly AnyStage[]

/** Declares a pipeline; the compiler refuses stages in an order in which one would not get what it takes. */
export function definePipeline<const Stages extends Pipeline>(
  stages: Stages & InOrder<Stages, StoredDocument>,
): Stages {
  return stages
}
