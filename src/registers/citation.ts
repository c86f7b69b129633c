import type { Citation } from '../contracts/evidence.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'

type Cited = {
  title: string
  /** Address of the file. */
  address: string
  page?: number
  publisher?: string | undefined
}

/** How to cite the document, or a page of it; what it does not tell (publisher, year) is left out. */
export function citationOf(parsed: ParsedDocument, { title, address, page, publisher }: Cited): Citation {
  const { date, authors, language } = parsed.metadata
  const year = date?.slice(0, 4)
  const label =
    page === undefined ? undefined : (parsed.pages.find(({ number }) => number === page)?.label ?? String(page))
  const url = page === undefined ? address : `${address}#page=${page}`
  const key = `rihla-${parsed.documentId.slice(0, 12)}`
  const parts = [
    authors.length > 0 ? authors.join(', ') : undefined,
    oneLine(title),
    [publisher, year].filter((part) => part !== undefined).join(', ') || undefined,
    label === undefined ? undefined : `p. ${label}`,
    url,
  ]
  return {
    text: parts
      .filter((part) => part !== undefined)
      .map(oneLine)
      .join('. '),
    bibtex: bibtexOf(key, {
      title,
      author: authors.join(' and '),
      publisher,
      institution: publisher,
      year,
      pages: label,
      url,
    }),
    csl: {
      id: key,
      type: 'report',
      title: oneLine(title),
      ...(authors.length > 0 && { author: authors.map((literal) => ({ literal })) }),
      ...(publisher !== undefined && { publisher }),
      ...(date !== undefined && { issued: { 'date-parts': [date.split('-').map(Number)] } }),
      ...(label !== undefined && { page: label }),
      ...(language !== 'und' && { language }),
      URL: url,
    },
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function bibtexOf(key: string, fields: Record<string, string | undefined>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value ? [`  ${name} = {${texOf(value, name)}}`] : [],
  )
  return `@techreport{${key},\n${lines.join(',\n')}\n}\n`
}

const texSigns: Record<string, string> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
}

/** No text of a document is a command of TeX's, or ends its field. An address keeps what addresses are made of. */
function texOf(value: string, name: string): string {
  if (name === 'url') return value.replaceAll(/[{}\\\s]/g, (sign) => encodeURIComponent(sign))
  return oneLine(value).replaceAll(/[\\{}$&#%_~^]/g, (sign) => texSigns[sign] ?? `\\${sign}`)
}
