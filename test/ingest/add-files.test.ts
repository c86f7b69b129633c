import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesToAdd } from '../../src/ingest/add-files.ts'
import { fileBytes } from '../../src/ingest/file-bytes.ts'
import { temporaryFolder } from './store-kit.ts'

function folderWith(names: string[]): string {
  const folder = temporaryFolder()
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), name)
  }
  return folder
}

async function expanded(folder: string, paths: string[]): Promise<string[]> {
  const files = await Array.fromAsync(filesToAdd(paths.map((path) => join(folder, path))))
  return files.map((file) => ('error' in file ? `${file.error.code} ${file.name}` : relative(folder, file.path)))
}

describe('files and folders of the command line', () => {
  function exampleFolder(): string {
    const folder = folderWith(['b.pdf', 'a.pdf', 'sub/z.pdf', 'sub/deep/y.pdf', '.hidden.pdf', 'x.pdf.part', '~$x.pdf'])
    symlinkSync(join(folder, 'b.pdf'), join(folder, 'link.pdf'))
    return folder
  }

  test.for<[string, string[], string[]]>([
    ['a folder gives all that is below it, sorted', ['.'], ['a.pdf', 'b.pdf', 'sub/deep/y.pdf', 'sub/z.pdf']],
    ['files come in the order in which they are named', ['b.pdf', 'a.pdf'], ['b.pdf', 'a.pdf']],
    [
      'what is named twice comes once',
      ['a.pdf', 'sub', 'sub/z.pdf', 'a.pdf'],
      ['a.pdf', 'sub/deep/y.pdf', 'sub/z.pdf'],
    ],
    ['what is named itself counts, hidden or linked', ['.hidden.pdf', 'link.pdf'], ['.hidden.pdf', 'link.pdf']],
    ['what is missing is said and the others go on', ['gone.pdf', 'a.pdf'], ['file-unreadable gone.pdf', 'a.pdf']],
  ])('%s', async ([, paths, found]) => {
    expect(await expanded(exampleFolder(), paths)).toEqual(found)
  })

  test('a file gives its bytes', async () => {
    const [file] = await Array.fromAsync(filesToAdd([join(exampleFolder(), 'sub', 'z.pdf')]))
    if (!file || 'error' in file) throw new Error('no file')
    expect(Buffer.concat(await Array.fromAsync(file.bytes())).toString()).toBe('sub/z.pdf')
  })
})

describe('the bytes of a file', () => {
  const read = (path: string) => Array.fromAsync(fileBytes(path))

  test('are not read through a link, a pipe or a folder', { timeout: 5000 }, async () => {
    const folder = folderWith(['a.pdf'])
    symlinkSync(join(folder, 'a.pdf'), join(folder, 'link'))
    execFileSync(join('/usr/bin', 'mkfifo'), [join(folder, 'pipe')])
    for (const name of ['link', 'pipe', '.', 'gone'])
      await expect(read(join(folder, name))).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  test('are refused where the file changes while it is read', async () => {
    const path = join(folderWith(['a.pdf']), 'a.pdf')
    const bytes = fileBytes(path)
    await bytes.next()
    appendFileSync(path, 'more')
    await expect(Array.fromAsync(bytes)).rejects.toThrow('file changed while it was read')
  })
})
