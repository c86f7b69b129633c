import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reading } from '../src/reading.ts'
import { hashOfSources } from '../src/sources.ts'
import { temporaryFolder } from './ingest/store-kit.ts'

test('any change to a rule, a list of names or a package that reads makes another mark, and nothing else does', () => {
  const root = temporaryFolder()
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
  for (const folder of ['extract/rules', 'gazetteers', 'http'])
    mkdirSync(join(root, 'src', folder), { recursive: true })
  write('package.json', '{"dependencies":{"natural":"8.1.1","fastify":"5.0.0"}}')
  write('src/extract/rules/countries.ts', 'one')
  write('src/gazetteers/countries.json', '{}')
  const mark = () => hashOfSources({ root, folders: ['extract', 'gazetteers'], packages: ['natural'] })
  const marks = [mark()]
  const changes: [string, string][] = [
    ['src/extract/rules/countries.ts', 'two'],
    ['src/gazetteers/countries.json', '{"NPL":1}'],
    ['src/extract/rules/regions.ts', ''],
    ['package.json', '{"dependencies":{"natural":"8.1.2","fastify":"5.0.0"}}'],
  ]
  for (const [path, text] of changes) {
    write(path, text)
    marks.push(mark())
  }
  expect(new Set(marks).size).toBe(5)
  write('src/http/route.ts', 'one')
  write('package.json', '{"dependencies":{"natural":"8.1.2","fastify":"5.0.1"}}')
  write('src/gazetteers/countries.json', '{"NPL":1}')
  expect(mark()).toBe(marks.at(-1))
})

test('our own marks are of what is there', () => {
  expect(reading.rulesVersion).toMatch(/^[0-9a-f]{12}$/)
  expect(reading.parserVersion).toMatch(/^[0-9a-f]{12}$/)
  expect(reading.rulesVersion).not.toBe(reading.parserVersion)
})
