// Reads PDFs into pages and paragraphs.
import { runProcess } from '../src/run-process.ts'

await runProcess({ workers: ['parse'] }, { oneOfMany: true })
