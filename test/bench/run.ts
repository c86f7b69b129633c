import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What a benchmark prints: the JSON for programs, the table for people. */
type Benchmark = { run(args: string[]): Promise<void> }

const names = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run')
  .toSorted()
const [first, ...rest] = process.argv.slice(2)
const name = first && names.includes(first) ? first : 'ingest'
if (!names.includes(name)) {
  console.error(`there is no benchmark of that name; there are: ${names.join(', ')}`)
  process.exit(2)
}
const benchmark: Benchmark = await import(join(import.meta.dirname, `${name}.ts`))
await benchmark.run(name === first ? rest : process.argv.slice(2))
