import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.ts')

export type Outcome = { code: number | null; stdout: string; stderr: string }
export type Surroundings = { settings?: Record<string, string>; folder?: string }

export type Running = { child: ChildProcess; outcome: Outcome; ended: Promise<number | null> }

/** Starts the command in a process of its own, with no settings but these; whoever starts it ends it. */
export function launchCli(args: readonly string[], { settings = {}, folder }: Surroundings = {}): Running {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(folder && { cwd: folder }),
  })
  const outcome: Outcome = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve((outcome.code = code)))
  })
  return { child, outcome, ended }
}

/** As `launchCli`, but what is left of it ends with the test. */
export function startCli(args: readonly string[], surroundings?: Surroundings): Running {
  const running = launchCli(args, surroundings)
  onTestFinished(() => void running.child.kill('SIGKILL'))
  return running
}

/** Runs the command until it ends. */
export async function runCli(args: readonly string[], surroundings?: Surroundings): Promise<Outcome> {
  const { outcome, ended } = startCli(args, surroundings)
  await ended
  return outcome
}
