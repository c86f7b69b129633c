import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { chmod, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Log } from '../../src/contracts/stage-context.ts'
import type { Added, Store } from '../../src/contracts/store.ts'
import { watchDropFolder, type DropFolderOptions } from '../../src/ingest/drop-folder.ts'
import { eventually } from '../eventually.ts'
import { pdfOf } from './bytes.ts'
import { temporaryFolder, temporaryStore } from './store-kit.ts'

type Logged = { level: string; fields: object; message: string }

/** Watches a new folder over a new store; `submit` ends every document at once unless told otherwise. */
async function watched(options: Partial<DropFolderOptions> & { prepare?: (folder: string) => void } = {}) {
  const store = options.store ?? (await temporaryStore()).store
  const folder = options.folder ?? temporaryFolder()
  options.prepare?.(folder)
  const submitted: Added[] = []
  const logged: Logged[] = []
  const watching = await watchDropFolder({
    folder,
    finished: 'move',
    stableSeconds: 0.05,
    store,
    log: logInto(logged),
    submit: async (added) => {
      submitted.push(added)
      await store.update(added.document.documentId, { state: 'indexed' })
    },
    ...options,
  })
  onTestFinished(() => watching.close())
  return { store, folder, submitted, logged, watching }
}

function logInto(logged: Logged[]): Log {
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message })
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: () => log }
  return log
}

const drop = (folder: string, name: string, content = pdfOf(name)) => writeFileSync(join(folder, name), content)
const list = (...path: string[]) => readdirSync(join(...path)).toSorted()
const totalOf = async (store: Store) => (await store.counts()).total

describe('a dropped file', () => {
  test('that was forgotten goes to failed/ with the reason beside it', async () => {
    const { store, folder } = await watched()
    const documentId = createHash('sha256').update(pdfOf('a.pdf')).digest('hex')
    const forgottenAt = new Date().toISOString()
    const about = { by: 'an operator', reason: 'it is private' }
    await store.bury({ schema: 1, documentId, generation: 0, forgottenAt, ...about, finished: true })
    drop(folder, 'a.pdf')
    await eventually(() => expect(list(folder, 'failed')).toHaveLength(2))
    const [reason] = list(folder, 'failed').filter((name) => name !== 'a.pdf')
    expect(readFileSync(join(folder, 'failed', reason!), 'utf8')).toContain('document-forgotten')
  })

  test('stays where it is, and it is said, while the disk is full', async () => {
    const { store } = await temporaryStore({ minFreeBytes: Number.MAX_SAFE_INTEGER })
    const { folder, logged } = await watched({ store })
    drop(folder, 'a.pdf')
    await eventually(() =>
      expect(logged).toContainEqual({
        level: 'error',
        message: 'dropped file cannot be stored now',
        fields: { err: expect.objectContaining({ code: 'disk-full' }), name: 'a.pdf' },
      }),
    )
    expect(list(folder)).toContain('a.pdf')
    expect(await totalOf(store)).toBe(0)
  })

  test('is stored, submitted, and moved to done/ when its document is done', async () => {
    const { store, folder, submitted } = await watched()
    drop(folder, 'note.pdf')
    await eventually(() => expect(list(folder, 'done')).toEqual(['note.pdf']))
    expect(submitted).toHaveLength(1)
    await eventually(() => expect(list(folder)).toEqual(['done', 'failed']))
    expect(await store.counts()).toMatchObject({ total: 1, byOutcome: { done: 1 } })
  })

  test('waits in its place until its document has ended, whoever ends it', async () => {
    const storeFolder = temporaryFolder()
    const { store } = await temporaryStore({ folder: storeFolder })
    const elsewhere = (await temporaryStore({ folder: storeFolder })).store
    const submitted: string[] = []
    const submit = async ({ document }: Added) => void submitted.push(document.documentId)
    const { folder } = await watched({ store, submit })
    drop(folder, 'slow.pdf')
    await eventually(() => expect(submitted).toHaveLength(1))
    expect(list(folder)).toEqual(['done', 'failed', 'slow.pdf'])
    await elsewhere.update(submitted[0]!, { state: 'indexed' })
    await eventually(() => expect(list(folder, 'done')).toEqual(['slow.pdf']))
  })

  test('is taken once it has stopped growing, as a whole', async () => {
    const { store, folder, submitted } = await watched({ stableSeconds: 1 })
    const path = join(folder, 'growing.pdf')
    writeFileSync(path, '%PDF-1.7\n')
    for (let line = 0; line < 8; line++) {
      appendFileSync(path, `line ${line}\n`)
      // A slow writer: the time it takes is what is tested.
      await wait(50)
      expect(submitted).toHaveLength(0)
    }
    await eventually(() => expect(list(folder, 'done')).toEqual(['growing.pdf']))
    expect(await totalOf(store)).toBe(1)
    expect(submitted[0]!.document.sizeBytes).toBe('%PDF-1.7\n'.length + 8 * 'line 0\n'.length)
  })

  test('counts with an old date, in a sub-folder, and when it lay there at the start', async () => {
    const aside = temporaryFolder()
    drop(aside, 'old.pdf')
    utimesSync(join(aside, 'old.pdf'), new Date('2001-01-01'), new Date('2001-01-01'))
    const { folder } = await watched({
      prepare(folder) {
        mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true })
        drop(folder, 'deep/deeper/early.pdf')
      },
    })
    await rename(join(aside, 'old.pdf'), join(folder, 'old.pdf'))
    mkdirSync(join(folder, 'late'))
    drop(folder, 'late/late.pdf')
    await eventually(() => {
      expect(list(folder, 'done')).toEqual(['deep', 'late', 'old.pdf'])
      expect(list(folder, 'done', 'deep', 'deeper')).toEqual(['early.pdf'])
      expect(list(folder, 'done', 'late')).toEqual(['late.pdf'])
    })
  })

  test(
    'of a name that is taken becomes name-2 and name-3, and nothing is overwritten',
    { timeout: 150_000 },
    async () => {
      const { folder } = await watched()
      // the notification of a name that was there a moment ago can get lost: then the next look through the folder finds it
      const patience = { timeoutSeconds: 45 }
      for (const number of [1, 2, 3]) {
        drop(folder, 'same.pdf', pdfOf(`content ${number}`))
        await eventually(() => expect(list(folder, 'done')).toHaveLength(number), patience)
      }
      expect(list(folder, 'done')).toEqual(['same-2.pdf', 'same-3.pdf', 'same.pdf'])
      expect(readFileSync(join(folder, 'done', 'same.pdf'), 'utf8')).toBe(pdfOf('content 1'))
      expect(readFileSync(join(folder, 'done', 'same-3.pdf'), 'utf8')).toBe(pdfOf('content 3'))
    },
  )

  test('that is no PDF goes to failed/ with code, sentence and remedy beside it', async () => {
    const { folder, submitted } = await watched()
    drop(folder, 'letter.pdf', 'only words')
    drop(folder, 'empty.pdf', '')
    await eventually(() => expect(list(folder, 'failed')).toHaveLength(4))
    const reason = readFileSync(join(folder, 'failed', 'letter.pdf.reason.txt'), 'utf8')
    expect(reason).toContain('letter.pdf could not be taken in.')
    expect(reason).toContain('What happened: file is no pdf but plain text')
    expect(reason).toContain('Code: not-a-pdf')
    expect(reason).toContain('convert it to PDF first')
    expect(readFileSync(join(folder, 'failed', 'empty.pdf.reason.txt'), 'utf8')).toContain('Code: file-empty')
    expect(submitted).toEqual([])
  })

  test('whose document is partial goes to done/ and says what is missing', async () => {
    const { store } = await temporaryStore()
    const loss = { code: 'page-without-text' as const, message: 'two pages have no text', pages: [2, 5] }
    const submit = async ({ document }: Added) =>
      void (await store.update(document.documentId, { state: 'indexed', incomplete: [loss] }))
    const { folder } = await watched({ store, submit })
    drop(folder, 'scan.pdf')
    await eventually(() => expect(list(folder, 'done')).toEqual(['scan.pdf', 'scan.pdf.reason.txt']))
    const reason = readFileSync(join(folder, 'done', 'scan.pdf.reason.txt'), 'utf8')
    expect(reason).toContain('two pages have no text (pages: 2, 5). Code: page-without-text')
  })

  test('that was here before is moved as its document stands, and its name is kept', async () => {
    const { store, folder, submitted } = await watched()
    drop(folder, 'first.pdf', pdfOf('same'))
    await eventually(() => expect(list(folder, 'done')).toEqual(['first.pdf']))
    drop(folder, 'second.pdf', pdfOf('same'))
    await eventually(() => expect(list(folder, 'done')).toEqual(['first.pdf', 'second.pdf']))
    expect(submitted).toHaveLength(1)
    expect((await store.documents({ size: 5 })).documents[0]!.names).toEqual(['first.pdf', 'second.pdf'])
  })
})

test('hidden, temporary and linked files are left alone', async () => {
  const secret = temporaryFolder()
  drop(secret, 'secret.pdf')
  mkdirSync(join(secret, 'more'))
  drop(secret, 'more/secret-too.pdf')
  const { store, folder } = await watched()
  const names = ['.hidden.pdf', '.~lock.a.pdf#', '~$a.pdf', 'a.pdf.part', 'a.crdownload', 'a.pdf.reason.txt', 'a.pdf~']
  for (const name of names) drop(folder, name)
  symlinkSync(join(secret, 'secret.pdf'), join(folder, 'link.pdf'))
  symlinkSync(join(secret, 'more'), join(folder, 'linked'))
  drop(folder, 'plain.pdf')
  await eventually(() => expect(list(folder, 'done')).toEqual(['plain.pdf']))
  expect(list(folder)).toEqual([...names, 'done', 'failed', 'link.pdf', 'linked'].toSorted())
  expect(await totalOf(store)).toBe(1)
})

test('a thousand files dropped at once all come through', async () => {
  const { store, folder, logged } = await watched({
    prepare(folder) {
      for (let number = 0; number < 500; number++) drop(folder, `early-${number}.pdf`)
    },
  })
  for (let number = 0; number < 500; number++) drop(folder, `late-${number}.pdf`)
  await eventually(() => expect(list(folder, 'done')).toHaveLength(1000))
  expect(await store.counts()).toMatchObject({ total: 1000, byOutcome: { done: 1000 } })
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])
})

describe('files that are left where they are', () => {
  test('are not read again at the next start, unless they have changed', async () => {
    const { store } = await temporaryStore()
    const first = await watched({ store, finished: 'leave' })
    drop(first.folder, 'kept.pdf')
    drop(first.folder, 'bad.pdf', 'words')
    await eventually(() => expect(finishedNames(first.logged)).toEqual(['bad.pdf', 'kept.pdf']))
    await first.watching.close()
    expect(list(first.folder)).toEqual(['.rihla-seen.jsonl', 'bad.pdf', 'kept.pdf'])

    const second = await watched({ store, folder: first.folder, finished: 'leave' })
    drop(first.folder, 'new.pdf')
    await eventually(() => expect(finishedNames(second.logged)).toEqual(['new.pdf']))
    writeFileSync(join(first.folder, 'kept.pdf'), pdfOf('another content'))
    await eventually(() => expect(finishedNames(second.logged)).toEqual(['kept.pdf', 'new.pdf']))
    expect(await totalOf(store)).toBe(4)
  })

  test('are read again where the store has lost them', async () => {
    const first = await watched({ finished: 'leave' })
    drop(first.folder, 'kept.pdf')
    await eventually(() => expect(finishedNames(first.logged)).toEqual(['kept.pdf']))
    await first.watching.close()
    const second = await watched({ folder: first.folder, finished: 'leave' })
    await eventually(() => expect(finishedNames(second.logged)).toEqual(['kept.pdf']))
    expect(await totalOf(second.store)).toBe(1)
  })
})

test('a file that comes in the place of one on its way is taken as another', async () => {
  const { store } = await temporaryStore()
  const submitted: string[] = []
  const { folder } = await watched({
    store,
    submit: async ({ document }) => void submitted.push(document.documentId),
  })
  drop(folder, 'a.pdf', pdfOf('first'))
  await eventually(() => expect(submitted).toHaveLength(1))
  drop(folder, 'a.pdf', pdfOf('second one'))
  await store.update(submitted[0]!, { state: 'indexed' })
  await eventually(() => expect(submitted).toHaveLength(2))
  expect(list(folder)).toContain('a.pdf')
  await store.update(submitted[1]!, { state: 'indexed' })
  await eventually(() => expect(list(folder, 'done')).toEqual(['a.pdf']))
  expect(readFileSync(join(folder, 'done', 'a.pdf'), 'utf8')).toBe(pdfOf('second one'))
})

test('a file that cannot be moved stays, is told once, and is not read again and again', async () => {
  const { store, folder, logged } = await watched()
  rmSync(join(folder, 'done'), { recursive: true })
  writeFileSync(join(folder, 'done'), 'a file stands where the folder should')
  drop(folder, 'stuck.pdf')
  await eventually(() => expect(messagesOf(logged, 'error')).toEqual(['finished file cannot be moved']))
  appendFileSync(join(folder, 'stuck.pdf'), 'changed')
  await eventually(async () => expect(await totalOf(store)).toBe(2))
  await eventually(() => expect(messagesOf(logged, 'error')).toHaveLength(2))
  expect(list(folder)).toContain('stuck.pdf')
})

test('a file that the store cannot take now is told and stays', async () => {
  const { store, folder: storeFolder } = await temporaryStore()
  const { folder, logged } = await watched({ store })
  rmSync(join(storeFolder, 'incoming'), { recursive: true })
  drop(folder, 'later.pdf')
  await eventually(() => expect(messagesOf(logged, 'error')).toEqual(['dropped file cannot be stored now']))
  expect(list(folder)).toContain('later.pdf')
})

test('a folder that cannot be made is refused by name', async () => {
  const { store } = await temporaryStore()
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(watched({ store, folder: join(file, 'drop') })).rejects.toMatchObject({ code: 'folder-unwritable' })
})

test('a folder that is taken away is told of, and watched again once it is back', async () => {
  const { folder, watching } = await watched({ lookThroughSeconds: 0.1 })
  expect(watching.hindrance()).toBeUndefined()
  await rename(folder, `${folder}-away`)
  await eventually(() => expect(watching.hindrance()).toMatch(/^the drop folder cannot be read: .*ENOENT/))
  await rename(`${folder}-away`, folder)
  await eventually(() => expect(watching.hindrance()).toBeUndefined())
  drop(folder, 'after.pdf')
  await eventually(() => expect(list(folder, 'done')).toEqual(['after.pdf']))
})

test('stops when told by a signal', async () => {
  const stop = new AbortController()
  const { store, folder, watching } = await watched({ signal: stop.signal })
  stop.abort()
  await watching.close()
  drop(folder, 'late.pdf')
  const again = await watched({ store: (await temporaryStore()).store, folder })
  await eventually(() => expect(list(folder, 'done')).toEqual(['late.pdf']))
  expect(await totalOf(again.store)).toBe(1)
  expect(await totalOf(store)).toBe(0)
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read goes to failed/ and says so', async () => {
  const { folder } = await watched({
    async prepare(folder) {
      drop(folder, 'locked.pdf')
      await chmod(join(folder, 'locked.pdf'), 0)
    },
  })
  await eventually(() => expect(existsSync(join(folder, 'failed', 'locked.pdf.reason.txt'))).toBe(true))
})

const messagesOf = (logged: Logged[], level: string) =>
  logged.filter((line) => line.level === level).map(({ message }) => message)

function finishedNames(logged: Logged[]): string[] {
  const finished = logged.filter(({ message }) => message === 'dropped file finished')
  return finished.map(({ fields }) => ('name' in fields ? String(fields.name) : '')).toSorted()
}
