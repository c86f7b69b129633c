/** What bytes look like: a media type, and the words in which a person is told ("a web page (HTML)"). */
export type Content = { mediaType: string; description: string }

/** Bytes of the beginning that `sniff` wants to see; fewer only where the file is shorter. */
export const sniffedBytes = 4096

/** A PDF may begin after a mail header or a stamp of a printer; its readers look this far. */
const pdfHeaderWithin = 1024

const signatures: readonly (readonly [hexadecimal: string, mediaType: string, description: string])[] = [
  ['ffd8ff', 'image/jpeg', 'an image (JPEG)'],
  ['89504e470d0a1a0a', 'image/png', 'an image (PNG)'],
  ['47494638', 'image/gif', 'an image (GIF)'],
  ['49492a00', 'image/tiff', 'an image (TIFF)'],
  ['4d4d002a', 'image/tiff', 'an image (TIFF)'],
  ['d0cf11e0a1b11ae1', 'application/x-ole-storage', 'an older Office document (.doc, .xls or .ppt)'],
  ['7b5c727466', 'application/rtf', 'a Rich Text document (.rtf)'],
  ['25215053', 'application/postscript', 'a PostScript document'],
  ['1f8b', 'application/gzip', 'a gzip archive'],
  ['377abcaf271c', 'application/x-7z-compressed', 'a 7-Zip archive'],
  ['526172211a07', 'application/vnd.rar', 'a RAR archive'],
]

/** Names of parts that tell one zipped format from the next; they stand in the first bytes as they are. */
const zippedParts: readonly (readonly [part: string, mediaType: string, description: string])[] = [
  ['mimetypeapplication/epub+zip', 'application/epub+zip', 'an electronic book (EPUB)'],
  ['mimetypeapplication/vnd.oasis', 'application/vnd.oasis.opendocument', 'an OpenDocument file (.odt, .ods or .odp)'],
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a Word document (.docx)'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'an Excel workbook (.xlsx)'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'a presentation (.pptx)'],
  ['[Content_Types].xml', 'application/vnd.openxmlformats-officedocument', 'an Office document'],
]

const markupBeginnings: readonly (readonly [beginning: string, mediaType: string, description: string])[] = [
  ['<!doctype html', 'text/html', 'a web page (HTML)'],
  ['<html', 'text/html', 'a web page (HTML)'],
  ['<head', 'text/html', 'a web page (HTML)'],
  ['<body', 'text/html', 'a web page (HTML)'],
  ['<svg', 'image/svg+xml', 'a drawing (SVG)'],
  ['<?xml', 'application/xml', 'an XML document'],
]

/** True where the beginning of a file holds the header of a PDF. */
export function isPdf(head: Uint8Array): boolean {
  return latin(head.subarray(0, pdfHeaderWithin + 5)).includes('%PDF-')
}

/** Says what the beginning of a file looks like, by its content and never by its name. */
export function sniff(head: Uint8Array): Content {
  if (isPdf(head)) return { mediaType: 'application/pdf', description: 'a PDF' }
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, sniffedBytes))
  return signed(bytes) ?? zipped(bytes) ?? written(bytes) ?? unknown(bytes)
}

function signed(bytes: Buffer): Content | undefined {
  const hexadecimal = bytes.toString('hex', 0, 16)
  const found = signatures.find(([signature]) => hexadecimal.startsWith(signature))
  return found && { mediaType: found[1], description: found[2] }
}

function zipped(bytes: Buffer): Content | undefined {
  const text = latin(bytes)
  if (!text.startsWith('PK\u0003\u0004')) return undefined
  const found = zippedParts.find(([part]) => text.includes(part))
  if (found) return { mediaType: found[1], description: found[2] }
  return { mediaType: 'application/zip', description: 'a ZIP archive' }
}

function written(bytes: Buffer): Content | undefined {
  const text = decoded(bytes)
  if (text === undefined) return undefined
  const beginning = text.trimStart().slice(0, 20).toLowerCase()
  const found = markupBeginnings.find(([start]) => beginning.startsWith(start))
  if (found) return { mediaType: found[1], description: found[2] }
  return { mediaType: 'text/plain', description: 'plain text' }
}

function unknown(bytes: Buffer): Content {
  const mediaType = 'application/octet-stream'
  if (bytes.every((byte) => byte === 0)) return { mediaType, description: 'nothing but zero bytes' }
  return { mediaType, description: 'of no kind that Rihla knows' }
}

/** The text, where the bytes are text in UTF-8 or marked UTF-16. A last character may be cut in two. */
function decoded(bytes: Buffer): string | undefined {
  const marked = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0
  const encoding = marked === 0xfffe ? 'utf-16le' : marked === 0xfeff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    // Control characters other than tab, line ends, form feed and escape do not stand in text.
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
