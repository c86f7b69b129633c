import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OpsStatus } from '../../contracts/ops.ts'
import { deskPage } from '../desk/page.ts'
import { textsFor } from '../desk/texts.ts'
import { opsStatus } from '../ops-status.ts'
import { defineRoute, noValues, type Route } from '../route.ts'
import { pagePolicy } from '../security-headers.ts'

export const showOpsStatus = defineRoute({
  method: 'GET',
  role: 'operate',
  path: '/ops/status',
  operationId: 'showOpsStatus',
  summary: 'All that an operator looks at: states, throughput, time left, failures by code, what is partial, workers',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'the state of everything' },
  answer: OpsStatus,
  errors: ['queue-unavailable'],
  handle: (_input, parts) => opsStatus(parts),
})

export const showDesk = defineRoute({
  method: 'GET',
  role: 'operate',
  path: '/ops',
  operationId: 'showDesk',
  summary: 'The operations desk, for a browser',
  description: 'Without a session it answers with a page to sign in on.',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'the page' },
  content: 'text/html',
  errors: ['queue-unavailable'],
  async handle({ request, reply }, parts): Promise<object> {
    const { name = 'nobody', session } = request.caller ?? {}
    const viewer = { name, ...(session && { csrf: session.csrf }) }
    const page = deskPage(await opsStatus(parts), viewer, textsFor(request.headers))
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy })
      .send(page)
  },
})

/** They hold nothing of the archive, and the page to sign in on needs them. */
export const deskFiles: readonly Route[] = [
  fileOf({ name: 'desk.css', type: 'text/css', operationId: 'deskStyles' }),
  fileOf({ name: 'desk.js', type: 'text/javascript', operationId: 'deskScript' }),
]

function fileOf({ name, type, operationId }: { name: string; type: string; operationId: string }): Route {
  return defineRoute({
    method: 'GET',
    role: 'anyone',
    path: `/ops/${name}`,
    operationId,
    summary: `A file of the operations desk: ${name}`,
    parameters: noValues,
    query: noValues,
    answers: { 200: 'the file' },
    content: type,
    errors: [],
    handle: async ({ reply }): Promise<object> =>
      reply.type(`${type}; charset=utf-8`).send(await readFile(join(import.meta.dirname, '..', 'desk', name))),
  })
}
