import { parseArgs } from 'node:util'
import { modelRows } from '../registers/row-model.ts'
import { type Fill, withArchives } from './parts/archive.ts'
import { askJson } from './parts/http.ts'
import { processorMilliseconds, processOf } from './parts/processes.ts'
import { rounded, timed, timedInTurns } from './parts/timing.ts'

const writtenTogether = 32

/** What is asked of the registers, by the number of the round: no question is asked twice. */
const questions: Record<string, (at: number) => string> = {
  'projects by documents': (at) => `/projects?size=${20 + at}`,
  'projects by name': (at) => `/projects?sort=label&size=${20 + at}`,
  'projects of a country and year': (at) => `/projects?country=NPL&from=${1990 + (at % 30)}&size=${20 + at}`,
  'one project': (at) => `/projects/model-project-${at * 13}`,
  'figures by documents': (at) => `/figures?size=${20 + at}`,
  'figures by value': (at) => `/figures?sort=value&size=${20 + at}`,
  'figures of a country above a value': (at) => `/figures?country=LBN&min=${900_000 + at}&size=20`,
  'figures by their words': (at) => `/figures?q=${encodeURIComponent(`wages ${1 + at}`)}&size=20`,
  'one figure': (at) => `/figures/model-figure-${at * 31}`,
}

/**
 * Measures the registers' answers over the API of a server of its own: `[embedded|elasticsearch …] --projects 10000
 * --figures 50000 --rounds 40 [--keep NAME]`.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      projects: { type: 'string', default: '10000' },
      figures: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '40' },
      keep: { type: 'string' },
    },
  })
  const entries = { projects: Number(values.projects), figures: Number(values.figures) }
  await withArchives(positionals, rowsOf(entries), values, async (archive) => {
    const engine = archive.engine.name
    const ask = (path: string) => askJson(archive.url + path)
    const processIds = [archive.processId(), ...(await processOf(archive.engine))]
    const processor = () => processorMilliseconds(processIds)
    // projects that were never compared are compared by the first question
    const firstSeconds = rounded((await timed(() => ask('/projects'))) / 1000)
    const ways = Object.fromEntries(
      Object.entries(questions).map(([name, path]) => [name, (at: number) => ask(path(at))]),
    )
    const measured = await timedInTurns(ways, { rounds: Number(values.rounds), processor })
    console.table(
      Object.fromEntries(
        Object.entries(measured).map(([name, { time, processor }]) => [
          name,
          { p50: time.p50, p95: time.p95, 'processor p50': processor.p50, 'processor p95': processor.p95 },
        ]),
      ),
    )
    console.log(JSON.stringify({ engine, ...entries, firstSeconds, milliseconds: measured }))
  })
}

function rowsOf(entries: { projects: number; figures: number }): Fill {
  return async ({ registers }) => {
    const documents = modelRows(entries)
    const writeAll = async () => {
      for (const { documentId, rows } of documents) await registers.write(documentId, rows)
    }
    await Promise.all(Array.from({ length: writtenTogether }, writeAll))
  }
}
