import { deflateSync } from 'node:zlib'
import { assemble, latin1, linesFrom, makePdf, stream } from './make-pdf.ts'

/** What may become of a file: it is read, read in part, or refused with one of these codes. */
export type HostileKind = { kind: string; bytes: () => Uint8Array; ends: string[] }

const readable = [
  { texts: linesFrom(['Work permits were issued to seasonal staff.', 'They came from three provinces.']) },
]
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** Files made to hurt, each in a way of its own. */
export const hostileKinds: HostileKind[] = [
  {
    kind: 'a cross-reference table that names itself as the one before',
    bytes: () => latin1(text(makePdf(readable)).replace('/Root 1 0 R', '/Root 1 0 R /Prev 9')),
    ends: ['parsed', 'partial', 'pdf-damaged'],
  },
  {
    kind: 'a string that never ends',
    bytes: () => makePdf([{ content: `BT /F1 11 Tf 72 700 Td (${'open '.repeat(2000)}` }]),
    ends: ['parsed', 'partial', 'pdf-damaged'],
  },
  {
    kind: 'a hundred thousand saved states',
    bytes: () => makePdf([{ ...readable[0], content: 'q '.repeat(100_000) }]),
    ends: ['parsed', 'partial', 'parse-time-limit'],
  },
  {
    kind: 'a page tree whose branches hold each other',
    bytes: () =>
      assemble([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 2 >>',
        '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2 >>',
      ]),
    ends: ['pdf-damaged', 'pdf-without-pages'],
  },
  {
    kind: 'a stream whose length lies',
    bytes: () => latin1(text(makePdf(readable)).replace(/\/Length \d+/, '/Length 999999999')),
    ends: ['parsed', 'partial', 'pdf-damaged'],
  },
  {
    kind: 'offsets that point nowhere',
    bytes: () => latin1(text(makePdf(readable)).replaceAll(/\d{10} 00000 n/g, '9999999999 00000 n')),
    ends: ['parsed', 'partial', 'pdf-damaged'],
  },
  {
    kind: 'a content stream of 400 MB packed into 400 KB',
    bytes: () => {
      const packed = deflateSync(Buffer.alloc(400 * 1024 * 1024, ' ')).toString('latin1')
      const objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
        stream(packed, '/Filter /FlateDecode'),
      ]
      return assemble(objects)
    },
    ends: ['parsed', 'partial', 'pdf-damaged', 'parse-memory-limit', 'parse-time-limit', 'parser-crashed'],
  },
  {
    kind: 'a page without area',
    bytes: () => makePdf([{ ...readable[0], width: 0, height: 0 }]),
    ends: ['parsed', 'partial'],
  },
  {
    kind: 'text at places that are no numbers, and far outside the page',
    bytes: () =>
      makePdf([
        { content: `BT /F1 1e300 Tf 1e300 0 0 1e300 -1e308 1e308 Tm (far) Tj ET\nBT /F1 11 Tf 72 700 Td (near) Tj ET` },
      ]),
    ends: ['parsed', 'partial'],
  },
  {
    kind: 'an outline that is its own child',
    bytes: () =>
      makePdf(readable, {
        catalog: '/Outlines 7 0 R',
        objects: ['<< /First 8 0 R /Last 8 0 R >>', '<< /Title (loop) /Parent 7 0 R /First 8 0 R /Next 8 0 R >>'],
      }),
    ends: ['parsed', 'partial'],
  },
  {
    kind: 'properties with characters that are none',
    bytes: () =>
      makePdf(readable, {
        info: '/Title <FEFFD800004100000042> /Author (\x00\x01nobody) /CreationDate (D:99999999999999)',
      }),
    ends: ['parsed'],
  },
  {
    kind: 'a script that runs when the file is opened',
    bytes: () => makePdf(readable, { catalog: '/OpenAction << /S /JavaScript /JS (while \\(true\\) {}) >>' }),
    ends: ['parsed'],
  },
  {
    kind: 'a file that ends in the middle of a page',
    bytes: () => makePdf(Array.from({ length: 40 }, () => readable[0]!)).slice(0, 9_000),
    ends: ['partial', 'pdf-damaged'],
  },
  {
    kind: 'sixty thousand forms that draw each other',
    bytes: () => {
      const form = (inside: number) =>
        stream(
          `/X Do `.repeat(40),
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${inside} 0 R >> >>`,
        )
      const page = { content: '/X Do', extra: '/Resources << /XObject << /X 7 0 R >> >>' }
      return makePdf([page], {
        objects: [form(8), form(9), form(10), stream('', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]')],
      })
    },
    ends: ['parsed', 'partial', 'parse-time-limit', 'parse-memory-limit'],
  },
]
