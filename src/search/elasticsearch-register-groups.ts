import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { RegisterRow } from '../contracts/registers.ts'
import { groupProjects, type ProjectSketch } from '../registers/same-project.ts'
import { type Bulker, inBulks, type Item, passing, sendBulk } from './elasticsearch-bulk.ts'
import { EngineError } from './elasticsearch-engine.ts'
import { projectSketch } from './project-sketch.ts'

type Rows = Bulker & { index: string }

const recordId = 'groups'
const perQuestion = 500

/** Says that projects must be compared anew; called once the rows that changed are written. */
export async function noteUngrouped(rows: Rows, signal?: AbortSignal): Promise<void> {
  await putRecord(rows, { grouped: false }, signal)
}

const Held = z.object({ _source: z.object({ grouped: z.boolean() }) })

export async function isGrouped(rows: Rows): Promise<boolean> {
  const path = `/${rows.index}/_doc/${recordId}`
  return Held.safeParse(await passing(rows, { method: 'GET', path }, undefined, [404])).data?._source.grouped === true
}

/**
 * Finds which projects of all documents are one, and notes it with their rows. A row that is written meanwhile is left as
 * it is, and what changed meanwhile is compared by the next question: a writer notes it behind its rows, and of two that
 * group at once the first to end finds the note of the other.
 */
export async function groupRows(rows: Rows): Promise<void> {
  const noted = await putRecord(rows, { grouped: false })
  await passing(rows, { method: 'POST', path: `/${rows.index}/_refresh` })
  const held = new Map<string, Place & { entry: string }>()
  const sketches: ProjectSketch[] = []
  for await (const { row, place, entry } of projectRows(rows)) {
    const sketch = projectSketch(row)
    held.set(sketch.rowId, { ...place, entry })
    sketches.push(sketch)
  }
  const changes = [...groupProjects(sketches)].flatMap(([rowId, entry]): Item[] => {
    const found = held.get(rowId)
    return found && found.entry !== entry ? [changeOf(rows, found, entry)] : []
  })
  for (const batch of inBulks(changes, rows.limits.bytes)) {
    const [refused] = await sendBulk(rows, batch)
    if (refused) throw new EngineError(400, `a project could not be grouped: ${refused.reason}`)
  }
  await passing(rows, { method: 'POST', path: `/${rows.index}/_refresh` })
  if (!(await putRecord(rows, { grouped: true, unlessSince: noted }))) await noteUngrouped(rows)
}

/** Where a row stood when it was read. */
type Place = { id: string; sequence: number; term: number }

function changeOf({ index }: Rows, { id, sequence, term }: Place, entry: string): Item {
  const action = { update: { _index: index, _id: id, if_seq_no: sequence, if_primary_term: term } }
  return { id, action: JSON.stringify(action), source: JSON.stringify({ doc: { entry } }) }
}

const Written = z.object({ _seq_no: z.int(), _primary_term: z.int() })
type Written = z.infer<typeof Written>

/** Returns what was written, or undefined where somebody wrote it since `unlessSince`. */
async function putRecord(
  rows: Rows,
  { grouped, unlessSince }: { grouped: boolean; unlessSince?: Written | undefined },
  signal?: AbortSignal,
): Promise<Written | undefined> {
  const query = unlessSince && { if_seq_no: unlessSince._seq_no, if_primary_term: unlessSince._primary_term }
  const path = `/${rows.index}/_doc/${recordId}`
  const body = { grouped, by: randomUUID() }
  const answer = await passing(rows, { method: 'PUT', path, body, ...(query && { query }) }, signal, [409])
  return answer === undefined ? undefined : Written.parse(answer)
}

const Hit = z.object({
  _id: z.string(),
  _seq_no: z.int(),
  _primary_term: z.int(),
  _source: z.object({ entry: z.string(), body: z.string() }),
  sort: z.array(z.unknown()),
})
const HitsAnswer = z.object({ hits: z.object({ hits: z.array(Hit) }) })

async function* projectRows(rows: Rows): AsyncIterable<{ row: RegisterRow; place: Place; entry: string }> {
  for (let after: unknown[] | undefined; ;) {
    const body = {
      size: perQuestion,
      query: { term: { register: 'projects' } },
      sort: [{ documentId: 'asc' }, { ordinal: 'asc' }],
      _source: ['entry', 'body'],
      seq_no_primary_term: true,
      track_total_hits: false,
      ...(after ? { search_after: after } : {}),
    }
    const answer = await passing(rows, { method: 'POST', path: `/${rows.index}/_search`, body })
    const { hits } = HitsAnswer.parse(answer).hits
    for (const { _id, _seq_no, _primary_term, _source } of hits) {
      const place = { id: _id, sequence: _seq_no, term: _primary_term }
      yield { row: RegisterRow.parse(JSON.parse(_source.body)), place, entry: _source.entry }
    }
    if (hits.length < perQuestion) return
    after = hits.at(-1)!.sort
  }
}
