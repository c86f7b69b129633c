// Serves the API. Scaled by itself behind a balancer.
import { runProcess } from '../src/run-process.ts'

await runProcess({ http: true }, { oneOfMany: true })
