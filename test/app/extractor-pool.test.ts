import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, onTestFinished, test } from 'vitest'
import { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import type { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { reading } from '../../src/reading.ts'
import { openExtractorPool } from '../../src/extractor-pool.ts'
import { parseText } from '../../src/parse/parse-text.ts'

const sentence =
  'In 2013 some 2.5 million workers from Nepal and Lebanon sent US$ 5 billion home under Convention No. 189.'

function documentOf(sentences: number): ParsedDocument {
  const text = Array.from({ length: sentences }, (_, index) => `Paragraph ${index}. ${sentence}`).join('\n\n')
  return parseText({ documentId: 'b'.repeat(64), text })
}

function openPool(threads: number) {
  const pool = openExtractorPool({ threads })
  onTestFinished(() => pool.close())
  return pool
}

const never = new AbortController().signal

test('a thread reads what the rules themselves read', async () => {
  const parsed = documentOf(3)
  const extracted = await openPool(1).extract(parsed, never)
  expect(ExtractedDocument.parse(extracted)).toEqual(extractDocument(parsed, reading))
  expect(extracted.mentions.length).toBeGreaterThan(0)
})

test('more documents than threads are read in turn', async () => {
  const pool = openPool(2)
  const extracted = await Promise.all(
    Array.from({ length: 7 }, (_, index) => pool.extract(documentOf(index + 1), never)),
  )
  expect(extracted.map(({ mentions }) => mentions.length > 0)).toEqual(Array.from({ length: 7 }, () => true))
})

test('a long document does not keep the process from serving', async () => {
  const pool = openPool(1)
  await pool.extract(documentOf(1), never)
  const parsed = documentOf(4000)
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const began = performance.now()
  await pool.extract(parsed, never)
  const took = performance.now() - began
  delays.disable()
  expect(delays.max / 1e6).toBeLessThan(took / 2)
})

test('what takes too long is ended at the signal, and the next document is read', async () => {
  const pool = openPool(1)
  await pool.extract(documentOf(1), never)
  const limit = new AbortController()
  const reading = pool.extract(documentOf(4000), limit.signal)
  limit.abort(new Error('too long'))
  await expect(reading).rejects.toThrow('too long')
  expect((await pool.extract(documentOf(1), never)).mentions.length).toBeGreaterThan(0)
})

test('a pool that is closed reads no more', async () => {
  const pool = openPool(1)
  await pool.close()
  await expect(pool.extract(documentOf(1), never)).rejects.toMatchObject({ code: 'stage-failed' })
})
