/** A text of a page: `x` from the left, `y` from the bottom, in points; `bold` takes the other face. */
export type PrintedText = { text: string; x: number; y: number; size?: number; bold?: boolean }
export type PrintedPage = {
  texts?: PrintedText[]
  content?: string
  /** Its whole content, deflated. */
  packed?: string
  width?: number
  height?: number
  rotate?: number
  extra?: string
}

type Extras = { info?: string; catalog?: string; objects?: string[] }

/** The bytes of a PDF with these pages, set in Helvetica; `objects` follow from number 5 + 2 a page on. */
export function makePdf(pages: PrintedPage[], { info = '', catalog = '', objects = [] }: Extras = {}): Uint8Array {
  const kids = pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ')
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => [
      pageObject(page, 6 + 2 * index),
      page.packed ? stream(page.packed, '/Filter /FlateDecode') : stream(contentOf(page)),
    ]),
    ...objects,
  ]
  return assemble(all, info)
}

/** The bytes of a PDF of these objects, the first of which is its catalogue, numbered from 1. */
export function assemble(objects: string[], info = ''): Uint8Array {
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets: number[] = []
  const all = info ? [...objects, `<< ${info} >>`] : objects
  all.forEach((object, index) => {
    offsets.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  })
  const start = file.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${entries}`
  file += `trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${info ? `/Info ${all.length} 0 R` : ''} >>\n`
  return latin1(`${file}startxref\n${start}\n%%EOF\n`)
}

/** A stream object; `length` may lie. */
export const stream = (content: string, dictionary = '', length = content.length): string =>
  `<< /Length ${length} ${dictionary} >>\nstream\n${content}\nendstream`

/** The text as bytes, one a character. */
export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

function pageObject({ width = 595, height = 842, rotate = 0, extra = '' }: PrintedPage, content: number): string {
  const fonts = '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>'
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} ${fonts} /Contents ${content} 0 R ${extra} >>`
}

function contentOf({ texts = [], content = '' }: PrintedPage): string {
  const printed = texts.map(({ text, x, y, size = 11, bold = false }) => {
    const escaped = text.replace(/[\\()]/g, (character) => `\\${character}`)
    return `BT /${bold ? 'F2' : 'F1'} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`
  })
  return [...printed, content].filter(Boolean).join('\n')
}

/** Lines of text under each other, from the top of the page on. */
export function linesFrom(lines: string[], { x = 72, y = 760, size = 11, pitch = 14 } = {}): PrintedText[] {
  return lines.map((text, index) => ({ text, x, y: y - pitch * index, size }))
}
