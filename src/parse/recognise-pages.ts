import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { languageOf } from './language.ts'
import type { GreyImage } from './page-image.ts'
import { parsePdf, type PdfInput } from './parse-pdf.ts'
import { openRecogniser, type Recognised, type RecognitionLanguage, type Recogniser } from './recognise.ts'

/** The languages in which pages can be read, by their codes elsewhere. */
const languages = new Map<string, RecognitionLanguage>([
  ['en', 'eng'],
  ['fr', 'fra'],
  ['es', 'spa'],
])

/** Parses a PDF and reads those of its pages from their images that have no text; never over a page that has. */
export async function recognisePages(input: PdfInput): Promise<ParsedDocument> {
  let open: { language: RecognitionLanguage; recogniser: Recogniser } | undefined
  let known = false
  const openIn = async (language: RecognitionLanguage): Promise<Recogniser> => {
    if (open?.language === language) return open.recogniser
    await open?.recogniser.close()
    open = { language, recogniser: await openRecogniser(language) }
    return open.recogniser
  }
  /** The first page with enough text tells the language of all; it is read again where that is another. */
  const recognise = async (image: GreyImage, page: number): Promise<Recognised> => {
    const recogniser = await openIn(open?.language ?? 'eng')
    const read = await recogniser.recognise(image, page)
    const text = read.lines.map((line) => line.text).join('\n')
    if (known || text.length < 200) return read
    known = true
    const language = languages.get(languageOf(text)) ?? 'eng'
    if (language === open?.language) return read
    return (await openIn(language)).recognise(image, page)
  }
  try {
    return await parsePdf({ ...input, recognise })
  } finally {
    await open?.recogniser.close()
  }
}
