import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { RihlaError } from '../../src/errors.ts'
import { openParserPool } from '../../src/parse/parser-pool.ts'
import { sharedFolder } from '../shared.ts'
import { hostileKinds } from './hostile-kinds.ts'
import { linesFrom, makePdf } from './make-pdf.ts'
import { anyId, smallLimits } from './pool-limits.ts'

const folder = mkdtempSync(join(tmpdir(), 'rihla-hostile-'))
const pool = openParserPool(smallLimits)
const honest = join(folder, 'honest.pdf')
writeFileSync(honest, makePdf([{ texts: linesFrom(['Seasonal workers send home part of their pay.']) }]))

afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true })
})

test.for(hostileKinds)('$kind does no harm', async ({ bytes, ends }) => {
  const path = join(folder, 'hostile.pdf')
  writeFileSync(path, bytes())
  expect(ends).toContain(await endOf(path))
  await expectHonestDocument()
})

const codes: Record<string, string[]> = {
  'h01-empty': ['file-empty'],
  'h02-html-renamed': ['not-a-pdf'],
  'h03-zip-renamed': ['not-a-pdf'],
  'h04-header-only': ['pdf-damaged'],
  'h06-truncated-1k': ['pdf-damaged'],
  'h10-encrypted-user-aes256': ['pdf-encrypted'],
  'h11-encrypted-owner-only': ['parsed'],
  'h12-encrypted-rc4-40': ['pdf-encrypted'],
  'h13-zero-pages': ['pdf-without-pages'],
  'h27-100k-pages': ['partial'],
  'h33-rotated-90': ['parsed'],
  'h34-scanned-no-text': ['partial'],
  'h37-password-hunter2': ['pdf-encrypted'],
}
const anyEnd = [
  'parsed',
  'partial',
  'pdf-damaged',
  'pdf-encrypted',
  'pdf-without-pages',
  'not-a-pdf',
  'file-empty',
  'parse-time-limit',
  'parse-memory-limit',
  'parser-crashed',
]
const hostileFiles = sharedFolder ? globSync('pdf/hostile/*.pdf', { cwd: sharedFolder }).toSorted() : []

test.skipIf(hostileFiles.length === 0).for(hostileFiles)(
  '%s ends with the right code within its limit',
  async (file) => {
    const start = performance.now()
    const end = await endOf(join(sharedFolder ?? '', file))
    const name = /([^/\\]+)\.pdf$/.exec(file)?.[1] ?? ''
    expect(codes[name] ?? anyEnd).toContain(end)
    expect((performance.now() - start) / 1000).toBeLessThan(2 * smallLimits.timeoutSeconds)
    await expectHonestDocument()
  },
)

async function endOf(path: string): Promise<string> {
  try {
    const parsed = await pool.parse({ documentId: anyId, path }, new AbortController().signal)
    ParsedDocument.parse(parsed)
    return parsed.incomplete.length > 0 ? 'partial' : 'parsed'
  } catch (error) {
    if (error instanceof RihlaError) return error.code
    throw error
  }
}

async function expectHonestDocument(): Promise<void> {
  const parsed = await pool.parse({ documentId: anyId, path: honest }, new AbortController().signal)
  expect(parsed.text).toBe('Seasonal workers send home part of their pay.')
  expect(parsed.incomplete).toEqual([])
}
