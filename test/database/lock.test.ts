import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readLock, takeLock } from '../../src/database/lock.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'

const lockOf = (folder: string) => join(folder, 'rihla.lock')

test('a folder is taken by one only, and free again once it is released', () => {
  const folder = temporaryFolder()
  const lock = takeLock(folder)
  expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'data-in-use' }))
  lock.release()
  takeLock(folder).release()
  expect(readLock(folder)).toBeUndefined()
})

test('a lock tells where the server of its process listens', () => {
  const folder = temporaryFolder()
  const lock = takeLock(folder)
  onTestFinished(() => lock.release())
  expect(readLock(folder)).toEqual({ processId: process.pid })
  lock.announce('http://127.0.0.1:7447')
  expect(readLock(folder)).toEqual({ processId: process.pid, url: 'http://127.0.0.1:7447' })
  expect(() => takeLock(folder)).toThrow(`in use by process ${process.pid} at http://127.0.0.1:7447`)
})

test('a lock of another live process stands, and falls when that process is killed', async () => {
  const folder = temporaryFolder()
  const module = new URL('../../src/database/lock.ts', import.meta.url).href
  const program = `const { takeLock } = await import(${JSON.stringify(module)}); takeLock(${JSON.stringify(folder)})
    console.log('taken'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(readLock(folder)).toEqual({ processId: child.pid })
  expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'data-in-use' }))
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readLock(folder)).toBeUndefined()
  const lock = takeLock(folder)
  expect(lock.previous).toBe('killed')
  lock.release()
})

test.runIf(process.platform === 'linux')('a process id that was given out anew holds no lock', () => {
  const folder = temporaryFolder()
  writeFileSync(lockOf(folder), JSON.stringify({ processId: process.ppid, startedAt: '1' }))
  expect(readLock(folder)).toBeUndefined()
  takeLock(folder).release()
})

test.runIf(process.platform === 'linux')('a lock that an earlier boot left says that the machine went down', () => {
  const folder = temporaryFolder()
  takeLock(folder)
  const left = JSON.parse(readFileSync(lockOf(folder), 'utf8'))
  const other = temporaryFolder()
  writeFileSync(lockOf(other), JSON.stringify({ ...left, boot: '00000000-0000-0000-0000-000000000000' }))
  expect(readLock(other)).toBeUndefined()
  const lock = takeLock(other)
  expect(lock.previous).toBe('cut-off')
  lock.release()
})

test.for(['', 'half a lo', '{}', '[]', '{"processId":"12"}', 'null'])('a broken lock holds nothing: %j', (content) => {
  const folder = temporaryFolder()
  writeFileSync(lockOf(folder), content)
  expect(readLock(folder)).toBeUndefined()
  const lock = takeLock(folder)
  expect(lock.previous).toBe('cut-off')
  lock.release()
  expect(takeLock(folder).previous).toBe('closed')
})

test('a folder that cannot be made is said to be so', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(() => takeLock(join(folder, 'file', 'data'))).toThrow(expect.objectContaining({ code: 'folder-unwritable' }))
})
