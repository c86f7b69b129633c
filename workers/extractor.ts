// Finds the entities of what was parsed.
import { runProcess } from '../src/run-process.ts'

await runProcess({ workers: ['extract'] }, { oneOfMany: true })
