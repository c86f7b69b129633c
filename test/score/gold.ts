import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { toGoldFormat } from '../../src/extract/gold-format.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { sharedFolder } from '../shared.ts'

/** One thing that gold or prediction holds; which fields it has depends on its kind. */
export type Item = Record<string, unknown>
export type Items = Record<string, Item[]>

/** A document with what is true of it and what was read in it. */
export type Scored = { name: string; gold: Items; predicted: Items }

/** `offsets`: gold with the place of every mention; `documents`: gold that lists what a document holds. */
export type Corpus = { name: string; level: 'offsets' | 'documents'; load(): Promise<Scored[]> }

const root = join(import.meta.dirname, '..', '..')

/** Every corpus at hand: our own fixtures, and the measuring material beside the checkout where there is any. */
export function corpora(): Corpus[] {
  const own: Corpus = {
    name: 'fixtures',
    level: 'documents',
    load: () => loadFolder(join(root, 'fixtures', 'gold'), ownPdf),
  }
  const kinds: Corpus = {
    name: 'kinds',
    level: 'documents',
    load: () =>
      loadFolder(join(root, 'fixtures', 'kinds', 'gold'), (name) =>
        join(root, 'fixtures', 'kinds', name, `${name}.pdf`),
      ),
  }
  if (!sharedFolder) return [own, kinds]
  const folder = sharedFolder
  const real: Corpus = {
    name: 'dev',
    level: 'documents',
    load: () => loadFolder(join(folder, 'dev', 'gold'), (name) => join(folder, 'dev', 'pdf', `${name}.pdf`)),
  }
  const note: Corpus = { name: 'note', level: 'offsets', load: async () => [await loadNote(join(folder, 'seed'))] }
  return [own, kinds, real, note].filter(
    ({ name }) => name === 'fixtures' || name === 'kinds' || existsSync(join(folder, name === 'dev' ? 'dev' : 'seed')),
  )
}

const ownPdf = (name: string): string => join(root, 'fixtures', 'documents', name, `${name}.pdf`)

async function loadFolder(folder: string, pdfOf: (name: string) => string): Promise<Scored[]> {
  const names = globSync('*.gold.json', { cwd: folder }).map((file) => basename(file, '.gold.json'))
  const scored: Scored[] = []
  for (const name of names.toSorted()) {
    const bytes = new Uint8Array(readFileSync(pdfOf(name)))
    const parsed = await parsePdf({ documentId: '0'.repeat(64), bytes, limits: standardLimits })
    const gold = readItems(join(folder, `${name}.gold.json`))
    scored.push({ name, gold, predicted: itemsOf(toGoldFormat(parsed, extractDocument(parsed))) })
  }
  return scored
}

async function loadNote(folder: string): Promise<Scored> {
  const source = readFileSync(join(folder, 'background-note.txt'), 'utf8')
  const parsed = parseText({ documentId: '0'.repeat(64), text: source })
  const gold = readItems(join(folder, 'background-note.gold.json'))
  return { name: 'background-note', gold, predicted: itemsOf(toGoldFormat(parsed, extractDocument(parsed), source)) }
}

function readItems(file: string): Items {
  return itemsOf(JSON.parse(readFileSync(file, 'utf8')))
}

/** The lists of things of a gold file or a prediction; all else of it is left out. */
function itemsOf(value: object): Items {
  const lists = Object.entries(value).filter((entry): entry is [string, Item[]] => Array.isArray(entry[1]))
  return Object.fromEntries(lists)
}
