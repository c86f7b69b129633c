import type { DocumentMetadata, Furniture, Paragraph } from '../contracts/parsed-document.ts'
import { dateInText } from './dates.ts'
import { languageOf } from './language.ts'
import type { Properties } from './properties.ts'

type Text = { text: string; paragraphs: Paragraph[]; furniture: Furniture[] }
type Titled = Pick<DocumentMetadata, 'title' | 'titleSource'>

/** "report_final.docx", "Microsoft Word - 0 Page.doc", "untitled": what programs put where no one wrote a title. */
const noTitle =
  /\.(?:docx?|pdf|indd|qxp|pptx?|xlsx?|rtf|odt|pub|tmp|html?)$|^microsoft \w+ - |^(?:untitled|document|title|sans titre|sin título|powerpoint presentation|slide \d+|layout \d+)\b.{0,6}$|[/\\]\w+[/\\]/iu
/** A title does not end in one of these: it was cut. */
const cutShort = /\b(?:the|of|and|for|to|in|on|de|la|le|les|du|des|el|los|las|y|et|en|para|pour|und|der|die)$/iu

/** The document's metadata, from what the file says where that is sound, otherwise from its text. */
export function metadataOf({ text, paragraphs, furniture }: Text, properties: Properties): DocumentMetadata {
  const { authors, publisher, createdAt, modifiedAt, producer, creator, outline } = properties
  const printedDate = dateInText(text, paragraphs, { furniture, latest: createdAt })
  const date = printedDate ?? (createdAt ?? modifiedAt)?.slice(0, 10)
  const language = languageOf(text)
  return {
    ...titleOf(text, paragraphs, properties.title),
    authors,
    ...(publisher && { publisher }),
    language: language === 'und' && /^[a-z]{2}$/.test(properties.language ?? '') ? properties.language! : language,
    ...(date && { date, dateSource: printedDate ? 'text' : 'property' }),
    ...(createdAt && { createdAt }),
    ...(modifiedAt && { modifiedAt }),
    ...(producer && { producer }),
    ...(creator && { creator }),
    outline,
  }
}

function titleOf(text: string, paragraphs: Paragraph[], property: string | undefined): Titled {
  const printed = paragraphs.find(({ kind }) => kind === 'title')
  const largest =
    printed &&
    text
      .slice(printed.start, printed.end)
      .slice(0, 300)
      .replace(/\s*[*†‡§]+$/, '')
  const sound = property && isTitle(property) ? property : undefined
  // A property that is the beginning of what is printed was cut, or is the short form of it.
  if (sound && !(largest && beginsWith(largest, sound))) return { title: sound, titleSource: 'property' }
  if (largest) return { title: largest, titleSource: 'largest-text' }
  if (sound) return { title: sound, titleSource: 'property' }
  const [top] = paragraphs
  const short = top && top.end - top.start < 150 && !text.slice(top.start, top.end).endsWith('.')
  const first = short ? top : (paragraphs.find(({ kind }) => kind === 'heading') ?? top)
  const line = first && text.slice(first.start, first.end).split('\n', 1)[0]!.slice(0, 200).trim()
  return line ? { title: line, titleSource: 'first-line' } : {}
}

function isTitle(property: string): boolean {
  return property.length >= 4 && /\p{L}{2}/u.test(property) && !noTitle.test(property) && !cutShort.test(property)
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const beginsWith = (text: string, start: string): boolean => plain(text).startsWith(plain(start))
