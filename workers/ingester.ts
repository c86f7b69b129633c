// Watches the drop folder.
import { runProcess } from '../src/run-process.ts'

await runProcess({ drop: true }, { oneOfMany: true })
