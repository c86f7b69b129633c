import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scoreOf } from './score/compare.ts'
import { corpora, type Scored } from './score/gold.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, '.cache', 'score')
const baselines = {
  fixtures: join(root, 'fixtures', 'gold', 'baseline.json'),
  kinds: join(root, 'fixtures', 'kinds', 'baseline.json'),
}

/**
 * Prints precision, recall and F1 of every kind on our own gold, and on the material beside the checkout where there is
 * any; writes which mentions were gained and lost since the last run to .cache/score/. With `--baseline` the F1 on our
 * own gold become the ones that may not fall any more; with `--json` the scores are printed for programs. `search` as the
 * first argument prints the ranks of right passages instead.
 */
export async function run(args: string[]): Promise<void> {
  const results: Record<string, ReturnType<typeof scoreOf>> = {}
  const mentions: string[] = []
  for (const corpus of corpora()) {
    const scored = await corpus.load()
    const { name, level } = corpus
    results[name] = scoreOf(scored, level)
    mentions.push(...scored.flatMap((one) => linesOf(name, one)))
  }
  if (args.includes('--json')) console.log(JSON.stringify(results))
  else for (const [name, scores] of Object.entries(results)) printTable(name, scores)
  const { gained, lost } = changesSinceLastRun(mentions)
  console.error(`${gained} mentions gained and ${lost} lost since the last run: see .cache/score/changes.txt`)
  if (!args.includes('--baseline')) return
  for (const [name, file] of Object.entries(baselines)) {
    const floor = Object.fromEntries(Object.entries(results[name] ?? {}).map(([kind, { f1 }]) => [kind, f1]))
    writeFileSync(file, `${JSON.stringify(floor, undefined, 2)}\n`)
  }
}

function printTable(name: string, scores: ReturnType<typeof scoreOf>): void {
  console.log(name)
  console.table(scores, ['precision', 'recall', 'f1', 'right', 'tooMany', 'missed'])
}

/** Every predicted thing as one line, to compare runs by. */
function linesOf(corpus: string, { name, predicted }: Scored): string[] {
  return Object.entries(predicted).flatMap(([kind, items]) =>
    items.map((item) => `${corpus}/${name}\t${kind}\t${JSON.stringify(item)}`),
  )
}

function changesSinceLastRun(mentions: readonly string[]): { gained: number; lost: number } {
  const lastFile = join(folder, 'last.txt')
  const before = existsSync(lastFile) ? readFileSync(lastFile, 'utf8').split('\n').filter(Boolean) : mentions
  const gained = without(mentions, before)
  const lost = without(before, mentions)
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'changes.txt'),
    [...lost.map((line) => `- ${line}`), ...gained.map((line) => `+ ${line}`), ''].join('\n'),
  )
  writeFileSync(lastFile, `${mentions.join('\n')}\n`)
  return { gained: gained.length, lost: lost.length }
}

/** The lines of one list that the other has not, or not as often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0
    if (count > 0) counts.set(line, count - 1)
    return count === 0
  })
}

if (import.meta.main) {
  const [what, ...others] = process.argv.slice(2)
  if (what === 'search') await (await import('./score/print-search.ts')).printSearchScores(others)
  else await run(process.argv.slice(2))
}
