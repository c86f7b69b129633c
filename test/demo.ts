import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { withOwnServer } from '../src/cli/archive.ts'
import { fail } from '../src/cli/fail.ts'
import { hitLines } from '../src/cli/hit-lines.ts'
import { columns, faint, marked, print, strong, warning } from '../src/cli/output.ts'
import { sendFiles } from '../src/cli/send-files.ts'
import { readConfig } from '../src/config.ts'
import type { Client } from '../src/http/client.ts'
import { filesToAdd, type FileToAdd } from '../src/ingest/add-files.ts'

/* `npm run demo`: the whole of Rihla in a temporary folder, on documents of our own, in half a minute. */

const fixtures = join(import.meta.dirname, '..', 'fixtures')

/** What matched is marked in colour on a terminal, and in a log by signs. */
const mark = (text: string): string => (process.stdout.isTTY ? marked(text) : `»${text}«`)

const Questions = z.array(
  z.object({ question: z.string(), query: z.string(), document: z.string(), page: z.int(), answer: z.string() }),
)

try {
  process.exitCode = (await demonstrate()) ? 0 : 1
} catch (error) {
  fail(error)
}

/** True where every document can be searched and every question finds its page. */
async function demonstrate(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'rihla-demo-'))
  try {
    const config = readConfig({ RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop') })
    return await withOwnServer(config, async (client) => {
      const allIn = await takeIn(client)
      const allAnswered = await askAll(client)
      if (allIn && allAnswered) tellHowToGoOn()
      return allIn && allAnswered
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function takeIn(client: Client): Promise<boolean> {
  const files: FileToAdd[] = []
  for await (const file of filesToAdd([join(fixtures, 'documents')])) if (file.name.endsWith('.pdf')) files.push(file)
  print(strong(`Reading ${files.length} documents of our own writing`))
  const began = performance.now()
  const results = await sendFiles(client, files)
  for (const { name, outcome, failure } of results)
    print(
      `  ${outcome === 'parked' ? warning('failed') : outcome.padEnd(7)} ${name} ${failure?.message ?? ''}`.trimEnd(),
    )
  const seconds = (performance.now() - began) / 1000
  print(faint(`  ${files.length} documents in ${seconds.toFixed(1)} seconds`))
  return results.every(({ outcome }) => outcome !== 'parked')
}

async function askAll(client: Client): Promise<boolean> {
  const questions = Questions.parse(JSON.parse(readFileSync(join(fixtures, 'questions.json'), 'utf8')))
  let answered = true
  for (const { question, query, document, page } of questions) {
    print(`\n${strong(question)}\n${faint(`rihla search '${query}'`)}`)
    const { hits } = await client.search({ q: query, size: 1, passages: 1 })
    for (const hit of hits)
      for (const line of hitLines(hit, { number: 1, width: columns(), full: false, mark })) print(line)
    const [hit] = hits
    const isRight = hit?.names[0] === `${document}.pdf` && hit.passages[0]?.page === page
    if (!isRight) print(warning(`the answer stands on page ${page} of ${document}.pdf, and was not found first`))
    answered &&= isRight
  }
  return answered
}

function tellHowToGoOn(): void {
  print(`
${strong('To go on')}
  npm start                                  serve http://127.0.0.1:7447 and watch ./drop: copy PDFs into it
  npm run -s rihla -- add FILE|FOLDER        take documents in from where they are
  npm run -s rihla -- search 'your question' ask; also country:LBN, convention:C189, "a phrase"
  npm run -s rihla -- --help                 everything else`)
}
