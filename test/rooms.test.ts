import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/**
 * What each room may import: other rooms by name, `node` for Node's own modules, packages by name. A package that
 * belongs to one file only stands as `package@file`. src/README.md has the same table in words.
 */
const rooms: Record<string, string[]> = {
  'src/contracts': ['zod'],
  'src/gazetteers': ['src/contracts'],
  'src/extract': ['src/contracts', 'src/gazetteers', 'natural@tokens.ts'],
  'src/registers': ['src/contracts', 'src/gazetteers'],
  'src/export': ['src/contracts', 'src/registers', 'node'],
  'src/parse': [
    'src/contracts',
    'src/errors.ts',
    'src/sources.ts',
    'node',
    'pdf-parse@pdf.ts',
    'pdfjs-dist@pdf.ts',
    'eld@language.ts',
    'tesseract.js@recognise.ts',
  ],
  'src/ingest': ['src/contracts', 'src/errors.ts', 'node', 'chokidar@drop-folder.ts'],
  'src/database': ['src/contracts', 'src/errors.ts', 'node', '@electric-sql/pglite'],
  'src/search': [
    'src/contracts',
    'src/errors.ts',
    'src/database',
    'src/registers',
    'node',
    'zod',
    '@elastic/elasticsearch@elasticsearch-client.ts',
  ],
  'src/queue': [
    'src/contracts',
    'src/errors.ts',
    'src/database',
    'node',
    'bullmq',
    'ioredis',
    'zod',
    '@bull-board/api@board.ts',
  ],
  'src/searches': ['src/contracts', 'src/errors.ts', 'src/ingest', 'node', 'zod'],
  'src/backup': ['src/contracts', 'src/errors.ts', 'src/ingest', 'node'],
  'src/operations': ['src/contracts', 'src/errors.ts', 'src/queue', 'src/search', 'src/searches', 'node'],
  'src/http': [
    'src/contracts',
    'src/errors.ts',
    'src/ways-out.ts',
    'src/registers',
    'src/export',
    'node',
    'zod',
    'fastify',
    '@fastify/multipart',
    '@fastify/static@page.ts',
  ],
  // the page: it knows of the rest what the client of the API knows
  'src/web': [
    'src/contracts',
    'src/errors.ts',
    'src/ways-out.ts',
    'src/http/client.ts',
    'react',
    'react-dom',
    'pdfjs-dist@pdf.ts',
    'd3-geo@world.ts',
    'topojson-client@world.ts',
    'world-atlas@world.ts',
    'topojson-specification@world-atlas.d.ts',
  ],
  'src/cli': ['src', 'node', 'zod', 'commander', 'cli-progress'],
  pipelines: ['src/contracts', 'src/errors.ts', 'src/extract', 'src/parse', 'src/registers', 'src/search', 'src/queue'],
  src: [
    'src',
    'pipelines',
    'node',
    'zod',
    'pino',
    'pino-pretty',
    'commander',
    'prom-client@metrics.ts',
    '@opentelemetry/api@traces.ts',
    '@opentelemetry/exporter-trace-otlp-http@traces.ts',
    '@opentelemetry/resources@traces.ts',
    '@opentelemetry/sdk-trace-node@traces.ts',
  ],
  workers: ['src', 'pipelines', 'node'],
}

const files = globSync(['src/**/*.{ts,tsx}', 'pipelines/*.ts', 'workers/*.ts'], { cwd: root }).toSorted()

test.for(files)('%s imports only what its room may', (file) => {
  const room = roomOf(file)
  const allowed = rooms[room] ?? []
  const trespasses = importsOf(file).filter((target) => !mayImport({ file, room, allowed, target }))
  expect(trespasses).toEqual([])
})

test('nobody imports a worker', () => {
  const importers = files.filter((file) => importsOf(file).some((target) => target.startsWith('workers/')))
  expect(importers).toEqual([])
})

test('the client of the API runs in a browser', () => {
  const reached = new Set<string>(['src/http/client.ts'])
  for (const file of reached) if (file.startsWith('src/')) for (const target of importsOf(file)) reached.add(target)
  expect(
    [...reached].filter((target) => !/^src\/(http\/client|errors|contracts\/[\w-]+)\.ts$|^zod$/.test(target)),
  ).toEqual([])
})

test('only the settings read the environment', () => {
  const readers = files.filter((file) => /process\.env/.test(readFileSync(join(root, file), 'utf8')))
  expect(readers).toEqual(['src/config.ts'])
})

test('the table knows the rooms that there are', () => {
  const known = new Set(Object.keys(rooms))
  expect(files.map(roomOf).filter((room) => !known.has(room))).toEqual([])
})

function mayImport({ file, room, allowed, target }: { file: string; room: string; allowed: string[]; target: string }) {
  if (target.startsWith(`${room}/`) && room !== 'src') return true
  return allowed.some((entry) => {
    const at = entry.lastIndexOf('@')
    const owner = at > 0 ? entry.slice(at + 1) : undefined
    const name = at > 0 ? entry.slice(0, at) : entry
    if (owner && !file.endsWith(`/${owner}`)) return false
    return target === name || target.startsWith(`${name}/`)
  })
}

function roomOf(file: string): string {
  const parts = file.split('/')
  return parts[0] === 'src' && parts.length > 2 ? `src/${parts[1]}` : parts[0]!
}

/** `import { x } from './y.ts'` and `export … from`, also over several lines. */
const statement = /^(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm
/** `import './y.ts'` */
const bare = /^import\s*['"]([^'"]+)['"]/gm
/** `import('./y.ts')` */
const call = /\bimport\(\s*['"]([^'"]+)['"]/g

/** Every module that the file names, statically or not: own files as paths from the root, Node's own as `node`. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const names = [statement, bare, call].flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]!))
  return names.map((name) => {
    if (name.startsWith('node:')) return 'node'
    if (!name.startsWith('.')) return name
    return relative(root, resolve(root, dirname(file), name))
  })
}
