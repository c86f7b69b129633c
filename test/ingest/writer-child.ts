import { openStore } from '../../src/ingest/store.ts'
import { bytesOf, pdfOf } from './bytes.ts'

// Adds and changes documents as fast as it can until it is killed; says each id once the store has confirmed it.
const store = await openStore({ folder: process.argv[2]!, maxFileBytes: 10_000_000 })
const padding = 'x'.repeat(200_000)
for (let number = 0; ; number++) {
  const content = pdfOf(`${process.pid} ${number}`)
  const { document } = await store.add({ name: `${number}.pdf`, bytes: bytesOf(content, padding, padding) })
  process.stdout.write(`${document.documentId}\n`)
  await store.update(document.documentId, { state: 'parsed', title: padding.slice(0, 5000) })
}
