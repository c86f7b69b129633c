import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../eventually.ts'
import { end, freePort, type Service } from './service.ts'

const version = '8.19.21'
const artifact = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${version}:zip`
const plugin = join(import.meta.dirname, '..', 'elasticsearch-node')
/** Elasticsearch refuses to run as root; nobody may. */
const nobody = 65534

/** `quick` starts soon, as tests want it; `whole` is for measuring: its code becomes as fast as on a server that serves. */
export type Compiler = 'quick' | 'whole'
const quick = '-XX:TieredStopAtLevel=1'

/**
 * A single-node Elasticsearch from the minimal distribution, with our test plugin, installed once per machine; undefined
 * where Java or Maven is missing. It is the real server: indices, bulk, search and aliases behave as everywhere.
 */
export async function startElasticsearch(
  settings: string[] = [],
  { compiler = 'quick' }: { compiler?: Compiler } = {},
): Promise<Service | undefined> {
  if (!has('mvn') || !has('javac')) return undefined
  const home = install()
  const [port, transport] = [await freePort(), await freePort()]
  const folder = mkdtempSync(join(tmpdir(), 'rihla-elasticsearch-'))
  cpSync(join(home, 'config'), join(folder, 'config'), { recursive: true })
  const lines = [
    'cluster.name: rihla-test',
    'network.host: 127.0.0.1',
    `http.port: ${port}`,
    `transport.port: ${transport}`,
    `path.data: ${join(folder, 'data')}`,
    `path.logs: ${join(folder, 'logs')}`,
    'discovery.type: single-node',
    'xpack.security.enabled: false',
    'cluster.routing.allocation.disk.threshold_enabled: false',
    ...settings,
  ]
  writeFileSync(join(folder, 'config', 'elasticsearch.yml'), `${lines.join('\n')}\n`)
  const root = process.getuid?.() === 0
  if (root) execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess
  const start = async () => {
    let log = ''
    child = spawn(join(home, 'bin', 'elasticsearch'), ['-p', join(folder, 'pid')], {
      ...(root ? { uid: nobody, gid: nobody } : {}),
      env: {
        PATH: process.env['PATH'],
        ES_JAVA_HOME: javaHome(),
        ES_PATH_CONF: join(folder, 'config'),
        ES_JAVA_OPTS: compiler === 'quick' ? `-Xms1g -Xmx1g ${quick}` : '-Xms1g -Xmx1g',
        CLI_JAVA_OPTS: quick,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const keep = (data: Buffer) => (log = (log + data.toString()).slice(-4000))
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const failed = new Promise<never>((_, reject) =>
      child.once('exit', () => reject(new Error(`Elasticsearch did not start: ${log}`))),
    )
    failed.catch(() => undefined)
    await Promise.race([failed, eventually(() => healthy(url), { timeoutSeconds: 120, intervalMilliseconds: 200 })])
  }
  await start()
  return {
    url,
    kill: async () => {
      // the process that we spawned only launches the server and ends with it
      const ended = once(child, 'exit')
      process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL')
      await ended
    },
    restart: start,
    stop: async () => {
      await end(child, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Unpacks the distribution and builds the plugin, once for each version of the plugin's source. */
function install(): string {
  const sources = globSync('**/*.{java,properties}', { cwd: plugin }).toSorted()
  const hash = createHash('sha256').update(sources.map((file) => readFileSync(join(plugin, file))).join('\n'))
  const home = join(tmpdir(), `rihla-test-elasticsearch-${version}-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(home)) return home
  const work = mkdtempSync(join(tmpdir(), 'rihla-install-'))
  execFileSync('mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${work}`], {
    stdio: 'ignore',
  })
  execFileSync('unzip', ['-q', join(work, `elasticsearch-${version}.zip`), '-d', work])
  const unpacked = join(work, `elasticsearch-${version}`)
  const target = join(unpacked, 'plugins', 'rihla-test')
  mkdirSync(target)
  const java = globSync('src/**/*.java', { cwd: plugin }).map((file) => join(plugin, file))
  execFileSync('javac', [
    '--release',
    '17',
    '-nowarn',
    '-cp',
    `${join(unpacked, 'lib')}/*`,
    '-d',
    join(work, 'out'),
    ...java,
  ])
  execFileSync('jar', ['--create', '--file', join(target, 'rihla-test.jar'), '-C', join(work, 'out'), '.'])
  cpSync(join(plugin, 'plugin-descriptor.properties'), join(target, 'plugin-descriptor.properties'))
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', `${nobody}:${nobody}`, unpacked])
  renameSync(unpacked, home)
  rmSync(work, { recursive: true, force: true })
  return home
}

async function healthy(url: string): Promise<void> {
  const response = await fetch(`${url}/_cluster/health`)
  if (!response.ok) throw new Error(`Elasticsearch answers ${response.status}`)
}

function javaHome(): string {
  // Java prints its settings on stderr
  const { stderr } = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' })
  const home = /java\.home = (.+)/.exec(stderr)?.[1]
  if (!home) throw new Error('java does not say where it lives')
  return home
}

function has(command: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, command)))
}
