import { createHash } from 'node:crypto'
import { toIndexDocument } from '../../src/search/index-document.ts'
import type { Store } from '../../src/contracts/store.ts'
import { applyCorrections } from '../../src/registers/apply-corrections.ts'
import { toRegisterRows } from '../../src/registers/rows.ts'
import { sharedBackends } from './backends.ts'
import { storedDocument } from './results.ts'

let made = 0

/** A document that has gone all the way: stored, and in the index and the registers that the tests of a file share. */
export async function indexedDocument(store: Store, { name, text }: { name: string; text: string }) {
  // The tests of a file share one index: no two of their documents may be one.
  const own = `${text}\n\nSheet ${createHash('sha256').update(`${process.pid} ${++made}`).digest('hex').slice(0, 8)}.\n`
  const stored = await storedDocument(store, { name, text: own })
  await indexAgain(store, stored.documentId)
  return stored
}

/** What the index stage does: the corrected document goes into the index and the registers. */
export async function indexAgain(store: Store, documentId: string): Promise<void> {
  const { registers, index } = await sharedBackends()
  const summary = (await store.document(documentId))!
  const parsed = await store.readParsed(documentId)
  const extracted = await store.readExtracted(documentId)
  const { corrected, marks } = applyCorrections({
    parsed,
    extracted,
    corrections: await store.readCorrections(documentId),
  })
  await registers.write(documentId, toRegisterRows({ summary, parsed, extracted: corrected, marks }))
  await index.write(toIndexDocument(summary, parsed, corrected))
  await store.update(documentId, { state: 'indexed' })
}
