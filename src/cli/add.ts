import { filesToAdd, type FileToAdd } from '../ingest/add-files.ts'
import { RihlaError } from '../errors.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { lossLines } from './losses.ts'
import { print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'
import { sendFiles, type FileResult } from './send-files.ts'

/** `rihla add`: takes files in and ends when each can be searched or has failed; the exit code is 1 if one has. */
export async function add(paths: string[], { json, again = false }: { json?: true; again?: boolean }): Promise<void> {
  const files = await listed(paths)
  const results = await withArchive((client: Client) => sendFiles(client, files, { again }), { create: true })
  const failed = results.filter((result) => result.outcome === 'parked' || result.outcome === 'dismissed')
  if (json) printJson({ files: results, counts: countsOf(results) })
  else printResults(results)
  if (failed.length > 0) process.exitCode = 1
}

async function listed(paths: string[]): Promise<FileToAdd[]> {
  const files: FileToAdd[] = []
  for await (const file of filesToAdd(paths)) files.push(file)
  if (files.length === 0) throw new RihlaError('request-invalid', `there are no files in ${paths.join(', ')}`)
  return files
}

function printResults(results: readonly FileResult[]): void {
  for (const { path, outcome, failure, incomplete } of results) {
    if (outcome === 'parked' || outcome === 'dismissed') {
      print(warning(`failed: ${plain(path)}`))
      print(`  ${plain(failure?.message ?? '')} [${failure?.code}]`)
      print(`  way out: ${plain(failure?.remedy ?? '')}`)
    }
    if (outcome === 'partial') {
      print(`partial: ${plain(path)}`)
      for (const line of lossLines(incomplete)) print(`  ${line}`)
    }
  }
  const { done, partial, parked, already } = countsOf(results)
  const parts = [`${done + partial} can be searched`]
  if (partial > 0) parts.push(`${partial} of them partial`)
  if (already > 0) parts.push(`${already} ${already === 1 ? 'was' : 'were'} here already`)
  if (parked > 0) parts.push(`${parked} failed`)
  print(strong(parts.join(', ')))
}

function countsOf(results: readonly FileResult[]) {
  const count = (outcome: FileResult['outcome']) => results.filter((result) => result.outcome === outcome).length
  return {
    files: results.length,
    done: count('done'),
    partial: count('partial'),
    parked: count('parked'),
    already: results.filter((result) => result.already).length,
  }
}
