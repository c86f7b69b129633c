import { parseArgs } from 'node:util'
import { modelPassages, modelQueries } from '../search/word-model.ts'
import { withArchives } from './parts/archive.ts'
import { askJson } from './parts/http.ts'
import { residentMegabytes } from './parts/processes.ts'
import { rounded } from './parts/timing.ts'

const samples = 40
const differentQueries = 2_000

/**
 * Measures how the memory of a server grows over searches of its API: `[embedded|elasticsearch …] --searches 10000
 * --passages 5000`. The first half fills what the server remembers up to its limits, and what the garbage collector
 * takes before it begins to look; the slope is that of the second half.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { searches: { type: 'string', default: '10000' }, passages: { type: 'string', default: '5000' } },
  })
  const [searches, passages] = [Number(values.searches), Number(values.passages)]
  await withArchives(positionals, modelPassages(passages), {}, async (archive) => {
    const engine = archive.engine.name
    const resident = await sampled({ url: archive.url, processId: archive.processId() }, searches)
    const late = resident.slice(samples / 2)
    const report = {
      engine,
      searches,
      residentMegabytes: resident.map(Math.round),
      megabytesPerThousandSearches: rounded(slopeOf(late) / (searches / samples / 1000)),
    }
    console.log(JSON.stringify(report))
    console.log(
      `${engine}: ${Math.round(late[0]!)} MB after ${searches / 2} searches, ${Math.round(late.at(-1)!)} MB after ${searches}; ${report.megabytesPerThousandSearches} MB a thousand`,
    )
  })
}

async function sampled({ url, processId }: { url: string; processId: number }, searches: number): Promise<number[]> {
  const queries = modelQueries(differentQueries)
  const resident: number[] = []
  for (let at = 0; at < searches; at++) {
    const query = encodeURIComponent(queries[at % queries.length]!)
    await askJson(`${url}/search?q=${query}&facets=country&facets=kind&facets=year`)
    if ((at + 1) % Math.ceil(searches / samples) === 0) resident.push(residentMegabytes(processId))
  }
  return resident
}

/** Of the straight line that lies nearest to the values, a step. */
function slopeOf(values: readonly number[]): number {
  const mean = (values.length - 1) / 2
  const spread = values.reduce((sum, _, at) => sum + (at - mean) ** 2, 0)
  return values.reduce((sum, value, at) => sum + (at - mean) * value, 0) / spread
}
