import { spawn } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { openParserPool } from '../../src/parse/parser-pool.ts'
import { eventually } from '../eventually.ts'
import { linesFrom, makePdf } from './make-pdf.ts'
import { anyId, smallLimits } from './pool-limits.ts'

const folder = mkdtempSync(join(tmpdir(), 'rihla-pool-'))
const never = new AbortController().signal
afterAll(() => rmSync(folder, { recursive: true }))

test('parses several documents one after the other in one process', async () => {
  await using pool = disposable(openParserPool(smallLimits))
  const paths = ['first', 'second', 'third'].map((word) =>
    write(word, makePdf([{ texts: linesFrom([`The ${word} of them.`]) }])),
  )
  const texts = await Promise.all(
    paths.map(async (path) => (await pool.parse({ documentId: anyId, path }, never)).text),
  )
  expect(texts).toEqual(['The first of them.', 'The second of them.', 'The third of them.'])
})

test('what is over leaves nothing behind at the signal, which may last as long as the program', async () => {
  await using pool = disposable(openParserPool(smallLimits))
  const { signal } = new AbortController()
  const whole = write('whole', makePdf([{ texts: linesFrom(['All of it.']) }]))
  await pool.parse({ documentId: anyId, path: whole }, signal)
  await expect(pool.parse({ documentId: anyId, path: write('no pdf', Buffer.from('words')) }, signal)).rejects.toThrow()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('replaces a process after its share of documents', async () => {
  await using pool = disposable(openParserPool({ ...smallLimits, recycleDocuments: 1 }))
  const path = write('again', makePdf([{ texts: linesFrom(['Once more.']) }]))
  for (let times = 0; times < 3; times++)
    expect((await pool.parse({ documentId: anyId, path }, never)).text).toBe('Once more.')
})

test('leaves out the page that no process survives, keeps the others and says so', async () => {
  await using pool = disposable(openParserPool({ ...smallLimits, stallSeconds: 3 }))
  const path = write('stuck', withStuckPage())
  const parsed = await pool.parse({ documentId: anyId, path }, never)
  expect(parsed.text).toBe('The page before.\n\nThe page behind.')
  expect(parsed.pages.map((page) => page.status)).toEqual(['text', 'failed', 'text'])
  expect(parsed.incomplete).toMatchObject([{ code: 'time-limit', pages: [2] }])
})

test('stops at the limit of pages and keeps what it read', async () => {
  await using pool = disposable(openParserPool({ ...smallLimits, maxPages: 2 }))
  const path = write('long', makePdf(['One.', 'Two.', 'Three.'].map((line) => ({ texts: linesFrom([line]) }))))
  const parsed = await pool.parse({ documentId: anyId, path }, never)
  expect(parsed.pageCount).toBe(3)
  expect(parsed.pages).toHaveLength(2)
  expect(parsed.incomplete.map(({ code }) => code)).toEqual(['page-limit'])
})

test('stops at the limit of characters and keeps what it read', async () => {
  await using pool = disposable(openParserPool({ ...smallLimits, maxTextCharacters: 30 }))
  const path = write(
    'wordy',
    makePdf(['Many words stand here.', 'And many more.', 'Never read.'].map((line) => ({ texts: linesFrom([line]) }))),
  )
  const parsed = await pool.parse({ documentId: anyId, path }, never)
  expect(parsed.text).not.toContain('Never')
  expect(parsed.text.length).toBeLessThanOrEqual(32)
  expect(parsed.incomplete.map(({ code }) => code)).toContain('text-limit')
})

test('says that a file is gone', async () => {
  await using pool = disposable(openParserPool(smallLimits))
  const parsing = pool.parse({ documentId: anyId, path: join(folder, 'nowhere.pdf') }, never)
  await expect(parsing).rejects.toMatchObject({ code: 'file-unreadable' })
})

test('gives up a document when it is told to, and goes on with the next', async () => {
  await using pool = disposable(openParserPool(smallLimits))
  const told = new AbortController()
  const parsing = pool.parse({ documentId: anyId, path: write('stuck', withStuckPage()) }, told.signal)
  told.abort(new Error('no longer wanted'))
  await expect(parsing).rejects.toThrow('no longer wanted')
  const path = write('next', makePdf([{ texts: linesFrom(['The next one.']) }]))
  expect((await pool.parse({ documentId: anyId, path }, never)).text).toBe('The next one.')
})

test.skipIf(!existsSync('/proc/self/status'))('its processes die with the program that opened it', async () => {
  const pidFile = join(folder, 'pid')
  const script = `
    import { openParserPool } from ${JSON.stringify(join(import.meta.dirname, '../../src/parse/parser-pool.ts'))}
    const pool = openParserPool(${JSON.stringify(smallLimits)})
    pool.parse({ documentId: '${anyId}', path: ${JSON.stringify(write('stuck', withStuckPage()))} }, new AbortController().signal)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
  const child = await eventually(() => {
    const children = readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').trim().split(' ')
    const pid = Number(children[0])
    if (!pid || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('parser-process'))
      throw new Error('not yet started')
    return pid
  })
  writeFileSync(pidFile, String(child))
  parent.kill('SIGKILL')
  await eventually(() => expect(existsSync(`/proc/${child}`)).toBe(false))
})

test('the process has no rights but to read its own code', async () => {
  const { launchParser } = await import('../../src/parse/parser-launch.ts')
  const child = launchParser({ memoryBytes: smallLimits.memoryBytes, processorSeconds: 60, threads: false })
  const args = child.spawnargs.join(' ')
  child.kill('SIGKILL')
  expect(args).toContain('--permission')
  expect(args).not.toMatch(/--allow-(?:fs-write|child-process|worker|addons|wasi)/)
  expect(args).not.toContain('--allow-fs-read=*')
})

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, `${name}.pdf`)
  writeFileSync(path, bytes)
  return path
}

/** Three pages, the second of which shows one letter four million times. */
function withStuckPage(): Uint8Array {
  const [before, behind] = ['The page before.', 'The page behind.'].map((line) => ({ texts: linesFrom([line]) }))
  const letters = deflateSync(Buffer.from(`BT /F1 9 Tf 72 700 Td ${'(a) Tj '.repeat(16_000_000)} ET`)).toString(
    'latin1',
  )
  return makePdf([before!, { packed: letters }, behind!])
}

function disposable<Pool extends { close(): Promise<void> }>(pool: Pool): Pool & AsyncDisposable {
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.close() })
}
