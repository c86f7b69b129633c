import type { OutlineEntry } from '../contracts/parsed-document.ts'
import { cleanCharacters } from './characters.ts'
import { pdfDate } from './dates.ts'
import type { PdfDocument } from './pdf.ts'

/** What the file itself says of the document; every part of it may be missing or wrong. */
export type Properties = {
  title?: string
  authors: string[]
  publisher?: string
  language?: string
  createdAt?: string
  modifiedAt?: string
  producer?: string
  creator?: string
  outline: OutlineEntry[]
  labels: string[]
  isForm: boolean
}

const mostOutlineEntries = 1_000
const mostCharacters = 500

/** Reads the properties; what is broken counts as missing, since the text is what matters. */
export async function readProperties(document: PdfDocument): Promise<Properties> {
  const metadata = await document.getMetadata().catch(() => undefined)
  const info = new Map<string, unknown>(Object.entries(metadata?.info ?? {}))
  const described = (name: string): unknown => metadata?.metadata?.get(name)
  const title = textOf(info.get('Title')) ?? textOf(described('dc:title'))
  const author = textOf(info.get('Author')) ?? textOf(described('dc:creator'))
  const publisher = textOf(described('dc:publisher'))
  const language = textOf(info.get('Language'))?.slice(0, 2).toLowerCase()
  const [createdAt, modifiedAt] = [pdfDate(info.get('CreationDate')), pdfDate(info.get('ModDate'))]
  const [producer, creator] = [textOf(info.get('Producer')), textOf(info.get('Creator'))]
  return {
    ...(title && { title }),
    authors: author ? author.split(/\s*[;|]\s*/).filter(Boolean) : [],
    ...(publisher && { publisher }),
    ...(language && { language }),
    ...(createdAt && { createdAt }),
    ...(modifiedAt && { modifiedAt }),
    ...(producer && { producer }),
    ...(creator && { creator }),
    outline: await readOutline(document).catch(() => []),
    labels: (await document.getPageLabels().catch(() => null)) ?? [],
    isForm: info.get('IsXFAPresent') === true,
  }
}

function textOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.map(String).join('; ') : value
  if (typeof text !== 'string') return undefined
  const clean = cleanCharacters(text).replace(/\s+/g, ' ').trim().slice(0, mostCharacters)
  return clean || undefined
}

type OutlineNode = { title: string; dest: string | unknown[] | null; items: OutlineNode[] }

async function readOutline(document: PdfDocument): Promise<OutlineEntry[]> {
  const roots: OutlineNode[] = (await document.getOutline()) ?? []
  const entries: OutlineEntry[] = []
  const waiting = roots.map((node) => ({ node, level: 1 })).reverse()
  for (let next = waiting.pop(); next && entries.length < mostOutlineEntries; next = waiting.pop()) {
    const { node, level } = next
    const title = textOf(node.title)
    const page = await pageOf(document, node.dest).catch(() => undefined)
    if (title) entries.push({ title, level, ...(page !== undefined && { page }) })
    for (const child of [...node.items].reverse()) waiting.push({ node: child, level: level + 1 })
  }
  return entries
}

async function pageOf(document: PdfDocument, target: string | unknown[] | null): Promise<number | undefined> {
  const place = typeof target === 'string' ? await document.getDestination(target) : target
  const reference: unknown = place?.[0]
  if (typeof reference !== 'object' || reference === null || !('num' in reference) || !('gen' in reference))
    return undefined
  const { num, gen } = reference
  if (typeof num !== 'number' || typeof gen !== 'number') return undefined
  return (await document.getPageIndex({ num, gen })) + 1
}
