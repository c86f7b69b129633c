import { expect, test } from 'vitest'
import { sniff } from '../../src/ingest/sniff.ts'

const hex = (digits: string) => Buffer.from(digits, 'hex')

test.for<[string, string | Buffer, string]>([
  ['a PDF', '%PDF-1.4\n', 'application/pdf'],
  ['a PDF behind a mail header of 1000 bytes', `${'x'.repeat(1000)}%PDF-1.4`, 'application/pdf'],
  ['a PDF header that stands too deep', `${'x'.repeat(1100)}%PDF-1.4`, 'text/plain'],
  ['a page behind blanks and a byte order mark', '\ufeff \n<!DOCTYPE HTML><p>', 'text/html'],
  ['a page without a doctype', '<html lang="fr">', 'text/html'],
  ['a drawing', '<svg xmlns="x">', 'image/svg+xml'],
  ['XML', '<?xml version="1.0"?><a/>', 'application/xml'],
  ['text whose last letter is cut', Buffer.from('Genève'.slice(0, 4) + 'è').subarray(0, 5), 'text/plain'],
  ['text in UTF-16', Buffer.from('\ufeffwords', 'utf16le'), 'text/plain'],
  ['a JPEG', hex('ffd8ffe000104a46'), 'image/jpeg'],
  ['a PNG', hex('89504e470d0a1a0a0000'), 'image/png'],
  ['a GIF', 'GIF89a', 'image/gif'],
  ['a TIFF', hex('49492a0008'), 'image/tiff'],
  ['an old .doc', hex('d0cf11e0a1b11ae100'), 'application/x-ole-storage'],
  ['RTF', '{\\rtf1\\ansi', 'application/rtf'],
  ['PostScript', '%!PS-Adobe', 'application/postscript'],
  ['an .odt', 'PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument'],
  ['an e-book', 'PK\u0003\u0004mimetypeapplication/epub+zip', 'application/epub+zip'],
  ['bytes of no kind', hex('00010203fe'), 'application/octet-stream'],
  ['text that is no UTF-8', hex('e9e8e0ff20'), 'application/octet-stream'],
])('%s is known by its content', ([, content, mediaType]) => {
  expect(sniff(typeof content === 'string' ? Buffer.from(content) : content).mediaType).toBe(mediaType)
})
