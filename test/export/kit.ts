import { openDatabase } from '../../src/database/pglite.ts'
import type { RegisterEntry, RegisterRow } from '../../src/contracts/registers.ts'
import { openEmbeddedRegisters } from '../../src/search/embedded-registers.ts'
import { readDocument } from '../registers/rows-kit.ts'

/** Text that breaks out of a format that does not hold it: markup, a formula, a path, what XML and databases refuse. */
export const hostile = "=1+1\"&<b a='x'>]]></narrative><script>alert(1)</script>\u0000\u0007\uFFFE\uD800\r\n../../etc"

export const text = `# Projects

The Fair Crossings project (FAIRCROSS), 2010-2013, funded by the Swiss Agency for Development and Cooperation (SDC), works in Nepal and Lebanon.

The Safe Bridges project (SAFEBRIDGE), financed by Norway, works in Kosovo.`

type Exported = { entry: RegisterEntry; rows: RegisterRow[] }

/** The entries of a register over these documents, a hostile one among them. */
export async function entriesOf(
  register: RegisterRow['register'],
  texts: readonly string[] = [text],
): Promise<Exported[]> {
  const database = await openDatabase()
  const registers = await openEmbeddedRegisters(database)
  try {
    for (const [index, one] of texts.entries()) {
      const { documentId, rows } = readDocument(`document ${index}`, one)
      await registers.write(documentId, rows)
    }
    return await Array.fromAsync(registers.entries(register, {}))
  } finally {
    await registers.close()
    await database.close()
  }
}

/** The same entries, in which every text that came from a document is hostile. */
export function spoilt(entries: readonly Exported[]): Exported[] {
  const kept = new Set([
    'register',
    'kind',
    'currency',
    'countries',
    'rowId',
    'documentId',
    'newAt',
    'receivedAt',
    'role',
  ])
  return JSON.parse(JSON.stringify(entries), (name, value: unknown) =>
    typeof value === 'string' && !kept.has(name) && Number.isNaN(Number(name)) ? value + hostile : value,
  )
}

export async function* streamOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

export const joined = async (texts: AsyncIterable<string>): Promise<string> => (await Array.fromAsync(texts)).join('')
