// Writes what was extracted into the index.
import { runProcess } from '../src/run-process.ts'

await runProcess({ workers: ['index'] }, { oneOfMany: true })
