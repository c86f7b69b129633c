// Reads pages without text from their images: slow, so that it is scaled apart from parsing.
import { runProcess } from '../src/run-process.ts'

await runProcess({ workers: ['recognise'] }, { oneOfMany: true })
