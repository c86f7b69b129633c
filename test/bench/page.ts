import { parseArgs } from 'node:util'
import { startBrowser } from '../browser.ts'
import { modelPassages } from '../search/word-model.ts'
import { paintedAfter, paintedQuestions, type Painted } from '../web/painted.ts'
import { type EngineName, withArchives } from './parts/archive.ts'
import { percentiles } from './parts/timing.ts'

const warmUp = 10

/**
 * Measures the page in Chromium, from the key that asks to the frame that shows the answer, over passages made from a word
 * model: `[embedded|elasticsearch …] --passages 100000 --queries 100 [--keep NAME]`. Of each question it tells what the API
 * took as the browser sees it, what was spent beyond that, and what the page's main thread computed.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      passages: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '100' },
      keep: { type: 'string' },
    },
  })
  const passages = Number(values.passages)
  const questions = paintedQuestions(warmUp + Number(values.queries))
  await withArchives(positionals, modelPassages(passages), values, async (archive) => {
    print({ engine: archive.engine.name, passages }, await measure(archive.url, questions))
  })
}

async function measure(url: string, questions: string[]): Promise<Painted[]> {
  const browser = await startBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    await page.goto(`${url}/?q=migration+labour`)
    await page.locator('.hit').first().waitFor()
    return (await paintedAfter(page, questions)).slice(warmUp)
  } finally {
    await browser.close()
  }
}

function print(of: { engine: EngineName; passages: number }, painted: Painted[]): void {
  const milliseconds = {
    api: percentiles(painted.map(({ apiMilliseconds }) => apiMilliseconds)),
    beyond: percentiles(painted.map(({ beyondMilliseconds }) => beyondMilliseconds)),
    computed: percentiles(painted.map(({ computedMilliseconds }) => computedMilliseconds)),
  }
  console.table(milliseconds)
  console.log(JSON.stringify({ ...of, milliseconds }))
  const { p50, p95 } = milliseconds.beyond
  console.log(`${of.engine}: painted ${p50} ms beyond the API's time at the median, ${p95} ms at p95`)
}
