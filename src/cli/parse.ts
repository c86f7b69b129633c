import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { toPlainText } from '../parse/plain-text.ts'
import { lossLines } from './losses.ts'
import { columns, faint, print, printJson, strong } from './output.ts'
import { passageLines } from './passage-lines.ts'
import { plain, plainLines } from './plain.ts'
import { readDocument } from './read-document.ts'

/** `rihla parse`: what a reader sees in the file. */
export async function parse(file: string, { text, json }: { text?: true; json?: true }): Promise<void> {
  const { parsed } = await readDocument(file)
  if (json) printJson(parsed)
  else if (text) process.stdout.write(process.stdout.isTTY ? plainLines(toPlainText(parsed)) : toPlainText(parsed))
  else printPages(parsed)
}

function printPages(parsed: ParsedDocument): void {
  const { metadata, pageCount, text } = parsed
  print(strong(plain(metadata.title ?? 'without a title')))
  const facts = [
    `${pageCount} pages`,
    `${text.length} characters`,
    metadata.language,
    metadata.date,
    metadata.publisher,
  ]
  print(faint(facts.flatMap((fact) => (fact ? [plain(fact)] : [])).join(' · ')))
  for (const line of lossLines(parsed.incomplete)) print(line)
  let page = 0
  for (const paragraph of parsed.paragraphs) {
    const [first] = paragraph.pages
    if (first && first.page !== page) {
      page = first.page
      print(faint(`\n— page ${page} —`))
    }
    print()
    const mark = paragraph.mark === undefined ? '' : ` ${plain(paragraph.mark)}`
    print(faint(`${paragraph.kind}${mark}`))
    const passage = { text: text.slice(paragraph.start, paragraph.end), highlights: [] }
    for (const line of passageLines(passage, { width: columns() - 2, full: true })) print(`  ${line}`)
  }
}
