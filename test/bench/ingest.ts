import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Client, createClient } from '../../src/http/client.ts'
import { filesToAdd } from '../../src/ingest/add-files.ts'
import { end } from '../services/service.ts'
import { processorSecondsBelow, sumBelow } from './parts/processes.ts'

const root = join(import.meta.dirname, '..', '..')

/** Milliseconds that the stages of every document took, as the server logs them. */
type StageTimes = Record<string, number[]>

/**
 * Measures how fast a folder goes through a server of its own: `[FOLDER] [--copies 1]`. Copies are told apart by a comment
 * behind the end of the file, so that each is a document. Prints a table, then the same as JSON.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { copies: { type: 'string', default: '1' } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'rihla-bench-'))
  const server = await startServer(folder)
  const memory = watchMemory(server.child)
  const processorAtStart = processorSecondsBelow(server.child.pid!)
  try {
    const began = performance.now()
    const uploaded = await upload(
      server.client,
      positionals[0] ?? join(root, 'fixtures', 'documents'),
      Number(values.copies),
    )
    await finished(server.client)
    const seconds = (performance.now() - began) / 1000
    const processor = processorSecondsBelow(server.child.pid!) - processorAtStart
    const pages = await pagesOf(server.client)
    const report = {
      documents: uploaded,
      pages,
      seconds: rounded(seconds),
      documentsPerSecond: rounded(uploaded / seconds),
      pagesPerSecond: rounded(pages / seconds),
      processorMillisecondsPerDocument: rounded((1000 * processor) / uploaded),
      stages: Object.fromEntries(Object.entries(server.times).map(([stage, times]) => [stage, summary(times)])),
      peakMegabytes: memory.stop(),
    }
    const { stages, ...whole } = report
    console.table({ ingest: whole })
    console.table(stages)
    console.log(JSON.stringify(report))
  } finally {
    await end(server.child, 'SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startServer(folder: string): Promise<{ child: ChildProcess; client: Client; times: StageTimes }> {
  const child = spawn(process.execPath, [join(root, 'workers', 'all.ts')], {
    env: { ...process.env, RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const times: StageTimes = {}
  const started = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      const entry: { msg?: string; url?: string; stage?: string; milliseconds?: number } = JSON.parse(line)
      if (entry.msg === 'started' && entry.url) resolve(entry.url)
      if (entry.stage && entry.milliseconds !== undefined) (times[entry.stage] ??= []).push(entry.milliseconds)
    })
  })
  return { child, client: createClient({ url: await started }), times }
}

async function upload(client: Client, path: string, copies: number): Promise<number> {
  let count = 0
  for (let copy = 0; copy < copies; copy++) {
    for await (const file of filesToAdd([path])) {
      if ('error' in file || !file.name.endsWith('.pdf')) continue
      const body = new Blob([await openAsBlob(file.path), copy > 0 ? `\n% copy ${copy}\n` : ''])
      await client.addFile({ name: `${copy}-${file.name}`, body })
      count++
    }
  }
  return count
}

async function finished(client: Client): Promise<void> {
  while ((await client.status()).documents.byOutcome.working > 0) await wait(50)
}

async function pagesOf(client: Client): Promise<number> {
  let pages = 0
  let cursor: string | undefined
  do {
    const answer = await client.documents({ size: 1000, ...(cursor && { cursor }) })
    for (const { pageCount } of answer.documents) pages += pageCount ?? 0
    cursor = answer.cursor
  } while (cursor)
  return pages
}

/** Samples the resident memory of the server and of the parsers below it; gives the highest sum, in MB. */
function watchMemory(child: ChildProcess): { stop(): number } {
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(child.pid!))
  }, 100)
  return {
    stop: () => {
      clearInterval(timer)
      return Math.round(peak / 1e6)
    },
  }
}

const residentBytes = (processId: number): number =>
  sumBelow(processId, (id) => 4096 * Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]))

function summary(times: number[]): {
  documents: number
  medianMilliseconds: number
  p95Milliseconds: number
  totalSeconds: number
} {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return {
    documents: times.length,
    medianMilliseconds: at(0.5),
    p95Milliseconds: at(0.95),
    totalSeconds: rounded(times.reduce((sum, time) => sum + time, 0) / 1000),
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100
