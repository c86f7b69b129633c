import { spawn, type ChildProcess } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const room = import.meta.dirname
const source = resolve(room, '..')
const mebibyte = 1024 * 1024

/** The shell takes away what Node cannot: core dumps, processor time without end, the network, life after the parent. */
const launcher = [
  'ulimit -c 0',
  'ulimit -t "$1"',
  'shift',
  'if unshare -n true 2>/dev/null; then set -- unshare -n "$@"; elif unshare -rn true 2>/dev/null; then set -- unshare -rn "$@"; fi',
  'if command -v setpriv >/dev/null 2>&1; then set -- setpriv --no-new-privs --pdeathsig KILL "$@"; fi',
  'exec "$@"',
].join('\n')

type LaunchOptions = { memoryBytes: number; processorSeconds: number; threads: boolean }

/**
 * Starts a parser process that may read this program and nothing else: no writing, no processes, no addons, an empty
 * environment, and no network where the system can take it away. It dies with this process.
 */
export function launchParser({ memoryBytes, processorSeconds, threads }: LaunchOptions): ChildProcess {
  const node = [process.execPath, ...nodeArguments(memoryBytes, threads)]
  const [command, args] =
    process.platform === 'win32'
      ? [node[0]!, node.slice(1)]
      : ['/bin/sh', ['-c', launcher, 'sh', String(Math.ceil(processorSeconds)), ...node]]
  const child: ChildProcess = spawn(command, args, {
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    env: { NODE_OPTIONS: '', PATH: '/usr/bin:/bin' },
    serialization: 'advanced',
  })
  return child
}

function nodeArguments(memoryBytes: number, threads: boolean): string[] {
  return [
    '--permission',
    // Recognition runs in a thread of the process, with the same rights and the same end.
    ...(threads ? ['--allow-worker'] : []),
    ...readable().map((path) => `--allow-fs-read=${path}`),
    `--max-old-space-size=${Math.round((0.7 * memoryBytes) / mebibyte)}`,
    '--expose-gc',
    '--no-warnings',
    resolve(room, 'parser-process.ts'),
  ]
}

/** Our own code, and the folder in which the packages that we import are installed, also where it is reached by a link. */
function readable(): string[] {
  const packages = fileURLToPath(import.meta.resolve('pdf-parse'))
  const installed = packages.slice(0, packages.lastIndexOf('node_modules') + 'node_modules'.length)
  const root = dirname(source)
  return [...new Set([source, installed, resolve(root, 'node_modules'), resolve(root, 'package.json')])]
}
