import type { Hit, HitPassage } from '../contracts/search.ts'
import { ranges } from './losses.ts'
import { faint, strong, warning } from './output.ts'
import { passageLines, type PassageOptions } from './passage-lines.ts'
import { fitted, plain } from './plain.ts'

/** A document found, with its passages: title, where it is from, then each passage under its page. */
export function hitLines(hit: Hit, { number, ...options }: PassageOptions & { number: number }): string[] {
  const { width } = options
  const place = `${number}  `
  const indent = ' '.repeat(place.length)
  const lines = [place + strong(fitted(plain(hit.title), width - place.length))]
  lines.push(indent + faint(fitted(factsOf(hit), width - indent.length)))
  if (hit.completeness === 'partial') lines.push(indent + warning(fitted(lossOf(hit), width - indent.length)))
  for (const passage of hit.passages) lines.push(...passageBlock(passage, indent, options))
  const more = hit.passageCount - hit.passages.length
  if (more > 0) lines.push(indent + faint(`and ${more} more ${more === 1 ? 'passage' : 'passages'}`))
  return lines
}

function passageBlock(passage: HitPassage, indent: string, options: PassageOptions): string[] {
  const section = passage.section === undefined ? '' : ` · ${plain(passage.section)}`
  const kind = passage.kind === 'body' ? '' : ` · ${passage.kind}`
  const heading = fitted(`page ${passage.page}${section}${kind}`, options.width - indent.length)
  const text = passageLines(passage, { ...options, width: options.width - indent.length - 2 })
  return [indent + faint(heading), ...text.map((line) => `${indent}  ${line}`)]
}

function factsOf({ names, publisher, date, language, pageCount, documentId }: Hit): string {
  const pages = `${pageCount} ${pageCount === 1 ? 'page' : 'pages'}`
  const facts = [names[0], publisher, date, language, pages, documentId.slice(0, 8)]
  return facts.flatMap((fact) => (fact ? [plain(fact)] : [])).join(' · ')
}

function lossOf({ incomplete }: Hit): string {
  const losses = incomplete.map(({ message, pages }) =>
    pages && pages.length > 0 ? `${plain(message)} (${ranges(pages)})` : plain(message),
  )
  return `partial: ${losses.join('; ')}`
}
