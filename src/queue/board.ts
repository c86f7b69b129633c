import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import type { QueueBoard } from '../contracts/queue-board.ts'
import type { AnyQueue } from './queues.ts'

type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter']
type Routes = Parameters<ServerAdapter['setApiRoutes']>[0]
type Queues = Parameters<ServerAdapter['setQueues']>[0]
type Config = Parameters<ServerAdapter['setUIConfig']>[0]

/**
 * Bull-Board over these queues, to look at only: a job is retried by its document, for the record of a parked one turns its
 * job away. Its own adapters for servers draw pages that the policy of ours refuses, so that only what it answers is taken.
 */
export async function openBoard(queues: readonly AnyQueue[], basePath: string): Promise<QueueBoard> {
  let routes: Routes = []
  let shown: Queues = new Map()
  let config: Config = {}
  const adapter: ServerAdapter = {
    setQueues: (given) => ((shown = given), adapter),
    setApiRoutes: (given) => ((routes = given), adapter),
    setUIConfig: (given) => ((config = given), adapter),
    setViewsPath: () => adapter,
    setStaticPath: () => adapter,
    setEntryRoute: () => adapter,
    setErrorHandler: () => adapter,
  }
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(anyBackend(queue), { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Rihla queues', miscLinks: [{ text: 'Operations', url: '/ops' }] } },
  })
  const asked = routes.filter(({ method }) => [method].flat().includes('get'))
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@bull-board/ui/package.json'))), 'dist')
  return {
    page: pageOf(await readFile(join(folder, 'index.ejs'), 'utf8'), { basePath, config }),
    filesFolder: join(folder, 'static'),
    async answer(path, query) {
      for (const asking of asked) {
        const params = [asking.route]
          .flat()
          .map((pattern) => matched(pattern, `/${path}`))
          .find(Boolean)
        if (!params) continue
        const { status = 200, body } = await asking.handler({
          queues: shown,
          uiConfig: config,
          params,
          query,
          body: {},
          headers: {},
        })
        return { status, body }
      }
      return undefined
    },
  }
}

type BoardQueue = ConstructorParameters<typeof BullMQAdapter>[0]

/** Its types know queues on Redis only; what it asks them for, those on Postgres answer as well. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above; the suite of the port looks at both
const anyBackend = (queue: AnyQueue): BoardQueue => queue as unknown as BoardQueue

/** "/api/queues/:queueName" and "/api/queues/parse": what stands for each name. */
function matched(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

/**
 * The page as the package has it, without what our policy refuses: styles within it, fonts of another server, and addresses
 * that hang on its `base`, which the script still reads.
 */
function pageOf(template: string, { basePath, config }: { basePath: string; config: Config }): string {
  const data = JSON.stringify(config).replaceAll('<', String.raw`\u003c`)
  return template
    .replace(/<link href="https:[^>]*>/g, '')
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/ style="[^"]*"/g, '')
    .replace(/ (src|href)="static\//g, ` $1="${basePath}static/`)
    .replaceAll('<%= basePath %>', basePath)
    .replaceAll('<%= title %>', 'Rihla queues')
    .replaceAll('<%= favIconDefault %>', `${basePath}static/images/logo.svg`)
    .replaceAll('<%= favIconAlternative %>', `${basePath}static/favicon-32x32.png`)
    .replaceAll('<%- uiConfig %>', () => data)
}
