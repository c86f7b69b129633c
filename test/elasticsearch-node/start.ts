import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const version = '8.19.21'
const artifact = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${version}:zip`
const nobody = 65_534
const secondsToStart = 180

export type TestNode = { url: string; close(): Promise<void> }

/**
 * Where a test finds Elasticsearch: the server that ELASTICSEARCH_URL names, else a node of its own, if Java and the
 * distribution are here or Maven can fetch it; undefined where there is none, and then those tests are skipped by name.
 */
export async function findElasticsearch(): Promise<TestNode | undefined> {
  const url = process.env['ELASTICSEARCH_URL']
  if (url) return { url, close: async () => undefined }
  const hasJava = works('java', ['-version']) && works('javac', ['-version'])
  const zip = hasJava ? distribution() : undefined
  return zip ? startNode(zip) : undefined
}

/** The minimal distribution from the local Maven repository, fetched into it where Maven is at hand. */
function distribution(): string | undefined {
  const folder = join(homedir(), '.m2/repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch', version)
  const zip = join(folder, `elasticsearch-${version}.zip`)
  if (existsSync(zip)) return zip
  if (works('mvn', ['--version']))
    works('mvn', ['-q', '-B', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false'])
  return existsSync(zip) ? zip : undefined
}

/** A single node on loopback with our test plugin, in a folder of its own that goes with it. */
async function startNode(zip: string): Promise<TestNode> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-elasticsearch-'))
  execFileSync('unzip', ['-q', zip, '-d', folder])
  const home = join(folder, `elasticsearch-${version}`)
  addPlugin(home)
  writeFileSync(join(home, 'config/elasticsearch.yml'), settings)
  const isRoot = process.getuid?.() === 0
  if (isRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  const node = spawn(join(home, 'bin/elasticsearch'), [], {
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      ES_JAVA_HOME: javaHome(),
      ES_JAVA_OPTS: '-Xms1g -Xmx1g',
      CLI_JAVA_OPTS: '-XX:TieredStopAtLevel=1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [node.stdout, node.stderr])
    stream.on('data', (piece) => (log = (log + String(piece)).slice(-20_000)))
  const ended = new Promise<void>((resolve) => node.once('exit', () => resolve()))
  const stop = () => node.kill('SIGTERM')
  process.once('exit', stop)
  const close = async () => {
    process.off('exit', stop)
    stop()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const url = await listening(
    () => log,
    () => node.exitCode,
  )
  if (url) return { url, close }
  await close()
  throw new Error(`elasticsearch did not start:\n${log}`)
}

const settings = `cluster.name: rihla-test
network.host: 127.0.0.1
http.port: 19200-19299
transport.port: 19300-19399
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
`

function addPlugin(home: string): void {
  const source = import.meta.dirname
  const classes = join(home, 'plugin-classes')
  const plugin = join(home, 'plugins/rihla-analysis-for-tests')
  for (const made of [classes, plugin]) mkdirSync(made, { recursive: true })
  const file = join(source, 'src/rihla/AnalysisForTests.java')
  execFileSync('javac', ['--release', '17', '-nowarn', '-cp', join(home, 'lib', '*'), '-d', classes, file])
  execFileSync('jar', ['--create', '--file', join(plugin, 'rihla-analysis-for-tests.jar'), '-C', classes, '.'])
  cpSync(join(source, 'plugin-descriptor.properties'), join(plugin, 'plugin-descriptor.properties'))
}

/** The address that the node says it has, once it answers there. */
async function listening(log: () => string, exitCode: () => number | null): Promise<string | undefined> {
  const end = performance.now() + secondsToStart * 1000
  while (performance.now() < end && exitCode() === null) {
    const port = /publish_address \{127\.0\.0\.1:(192\d\d)\}/.exec(log())?.[1]
    const url = `http://127.0.0.1:${port}`
    if (port && (await answers(url))) return url
    await wait(200)
  }
  return undefined
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_cluster/health`)).ok
  } catch {
    return false
  }
}

function javaHome(): string {
  const { stderr } = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' })
  return /java\.home = (.*)/.exec(stderr)?.[1] ?? process.env['JAVA_HOME'] ?? '/usr'
}

function works(command: string, parameters: string[]): boolean {
  try {
    execFileSync(command, parameters, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
