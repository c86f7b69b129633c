import { RegisterRow } from '../contracts/registers.ts'
import { groupProjects } from '../registers/same-project.ts'
import { rowTable, setGrouped } from './embedded-register-schema.ts'
import type { SqlDatabase } from './embedded-schema.ts'
import { projectSketch } from './project-sketch.ts'

/**
 * Finds which projects of all documents are one, and notes it with their rows. Done when somebody asks rather than with
 * each document, so that taking in many documents compares them once.
 */
export async function groupRows(database: SqlDatabase): Promise<void> {
  await database.transaction(async (sql) => {
    const { rows } = await sql.query<{ body: string }>(`select body from ${rowTable} where register = 'projects'`)
    const sketches = rows.map(({ body }) => projectSketch(RegisterRow.parse(JSON.parse(body))))
    const pairs = [...groupProjects(sketches)].map(([row_id, entry]) => ({ row_id, entry }))
    await sql.query(
      `update ${rowTable} as held set entry = found.entry
       from json_to_recordset($1::json) as found (row_id text, entry text)
       where held.row_id = found.row_id and held.entry <> found.entry`,
      [JSON.stringify(pairs)],
    )
    await setGrouped(sql, true)
  })
}
