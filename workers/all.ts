// Everything in one process: the API, the watched drop folder and all stages.
import { everything } from '../src/app.ts'
import { runProcess } from '../src/run-process.ts'

await runProcess(everything)
