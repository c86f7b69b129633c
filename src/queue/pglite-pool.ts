import { EventEmitter } from 'node:events'
import type { Database } from '../database/pglite.ts'

type PGlite = Database['pglite']
// oxlint-disable-next-line typescript/no-explicit-any -- BullMQ decides the shape of a row by the statement it sends
type Row = any
type Answer = { rows: Row[]; rowCount: number }
type Sql = Pick<PGlite, 'query' | 'exec'>

/** BullMQ's question whether a worker may sleep; its comment in the statement's text tells it apart. */
const probe = 'claimable (waiting, non-paused)'

/**
 * The probe knows nothing of a queue's global concurrency: a worker of a full queue would be told that jobs wait, get
 * none, and ask again without end. Seen in BullMQ 6.7; where the text no longer matches, it costs processor time only.
 */
const probeOfFullQueue = `AND NOT COALESCE(
  (SELECT count(*) FROM job WHERE queue = $1 AND state = 'active') >=
  (SELECT value::int FROM meta WHERE queue = $1 AND field = 'concurrency'), false) AS present`

/** SQLSTATE of text that Postgres cannot hold: NUL, lone surrogates, in text or in JSON. */
const untranslatable = new Set(['22P05', '22P02', '22021'])

/**
 * Gives BullMQ's Postgres backend what it takes for a `pg.Pool`: the one session of an in-process PGlite. Whoever
 * opened the database closes it, and sets the search path of the session to BullMQ's schema.
 */
export class PGlitePool extends EventEmitter {
  /** Lets an idle worker sleep until it is notified: a session in the same process cannot drop silently. */
  readonly options = { keepAlive: true }
  readonly #pglite: PGlite
  readonly #clients = new Set<PGliteClient>()

  constructor(pglite: PGlite) {
    super()
    this.setMaxListeners(0)
    this.#pglite = pglite
  }

  async query(text: string, values: readonly unknown[] = []): Promise<Answer> {
    // one session cannot name the many that BullMQ looks for when it lists its workers
    if (text.includes('SELECT application_name')) return answer(this.#names())
    const statement = text.includes(probe) ? text.replace(/AS present[\s\S]*$/, probeOfFullQueue) : text
    try {
      return await run(this.#pglite, statement, values)
    } catch (error) {
      if (!untranslatable.has(sqlState(error))) throw error
      return await run(this.#pglite, statement, values.map(translatable))
    }
  }

  async connect(): Promise<PGliteClient> {
    const client = new PGliteClient(this.#pglite, () => this.#clients.delete(client))
    this.#clients.add(client)
    return client
  }

  async end(): Promise<void> {}

  #names(): Row[] {
    return [...this.#clients].filter(({ name }) => name !== '').map(({ name }) => ({ application_name: name }))
  }
}

/** What BullMQ takes for a connection of its own, on which it listens for new jobs. It holds no transactions there. */
class PGliteClient extends EventEmitter {
  name = ''
  readonly #pglite: PGlite
  readonly #stopListening: () => void
  readonly #onRelease: () => void

  constructor(pglite: PGlite, onRelease: () => void) {
    super()
    this.setMaxListeners(0)
    this.#pglite = pglite
    this.#onRelease = onRelease
    this.#stopListening = pglite.onNotification((channel, payload) => {
      this.emit('notification', { channel, payload, processId: 0 })
    })
  }

  async query(text: string, values: readonly unknown[] = []): Promise<Answer> {
    if (text.includes(`set_config('application_name'`)) {
      if (typeof values[0] === 'string') this.name = values[0]
      return answer([])
    }
    if (/^\s*begin\b/i.test(text)) throw new Error('a transaction on a shared session would take in other statements')
    return run(this.#pglite, text, values)
  }

  release(): void {
    this.#stopListening()
    this.#onRelease()
  }
}

/** Runs BullMQ's migrations in one transaction of PGlite itself, so that nobody else's statement slips in. */
export async function inOneTransaction(
  pglite: PGlite,
  work: (client: { query(text: string, values?: readonly unknown[]): Promise<Answer> }) => Promise<unknown>,
): Promise<void> {
  await pglite.transaction(async (sql) => {
    await work({
      // PGlite begins, and ends by what becomes of `work`
      query: async (text, values = []) =>
        /^(BEGIN|COMMIT|ROLLBACK)$/.test(text) ? answer([]) : run(sql, text, values),
    })
  })
}

async function run(sql: Sql, text: string, values: readonly unknown[]): Promise<Answer> {
  if (values.length === 0) return answer((await sql.exec(text)).at(-1)?.rows ?? [])
  const result = await sql.query<Row>(text, [...values])
  return answer(result.rows, result.affectedRows)
}

const answer = (rows: Row[], affected?: number): Answer => ({ rows, rowCount: affected || rows.length })

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** "\\u0000" or "\\ud83d" as JSON writes them, after an even number of backslashes. */
const escapes = /\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/gi

function translatable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translatable)
  if (typeof value !== 'string') return value
  return value
    .replace(escapes, (escape) => (escape === '\\\\' ? escape : String.raw`\ufffd`))
    .replaceAll('\0', '\uFFFD')
    .toWellFormed()
}
