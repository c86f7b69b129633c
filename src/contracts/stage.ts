import type { z } from 'zod'
import type { StageName } from './stored-document.ts'

/**
 * A declared stage: what it takes, what it makes, and how it may be run. `run` must be safe to run twice.
 * It reaches the world only through its context.
 */
export type Stage<Input, Output, Context> = {
  name: StageName
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  /** Runs at most so often before the document is parked; permanent errors park it at once. */
  attempts: number
  /** Wait before the second attempt; doubled before each later one. */
  backoffSeconds: number
  /** Documents at once in one worker process. */
  concurrency: number
  timeLimitSeconds: number
  run(input: Input, context: Context): Promise<Output>
}
