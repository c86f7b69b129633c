import type { Log } from '../contracts/stage-context.ts'

const silent = () => undefined
const warn = (fields: object, message: string) => process.emitWarning(message, { detail: JSON.stringify(fields) })

/** For callers that have no log: what we coped with, and what we did not, goes to Node's warnings. */
export const warningsOnly: Log = { debug: silent, info: silent, warn, error: warn, child: () => warningsOnly }
