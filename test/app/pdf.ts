// oxlint-disable-next-line import/no-named-as-default -- the named export is missing from its declaration
import PDFDocument from 'pdfkit'

/** A small PDF with the paragraphs given; the same paragraphs give the same bytes. */
export async function pdfOf(paragraphs: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const date = new Date(Date.UTC(2013, 4, 17))
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 72, left: 72, right: 72 },
    info: { CreationDate: date, ModDate: date },
  })
  for (const paragraph of paragraphs) document.fontSize(11).text(paragraph).moveDown()
  document.end()
  return new Uint8Array(Buffer.concat(await Array.fromAsync(document)))
}
