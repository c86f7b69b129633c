import type { DocumentEntry, DocumentsAnswer } from '../contracts/http.ts'
import type { Outcome } from '../contracts/stored-document.ts'
import { withArchive } from './archive.ts'
import { faint, print, printJson } from './output.ts'
import { tableLines } from './table.ts'

type Options = { outcome?: Outcome; code?: string; size: number; cursor?: string; json?: true }

/** `rihla documents`: what there is, newest first, and what became of it. */
export async function documents(name: string, { json, ...options }: Options): Promise<void> {
  const answer = await withArchive((client) => client.documents({ ...options, ...(name && { name }) }))
  if (json) printJson(answer)
  else printDocuments(answer)
}

function printDocuments({ documents, total, cursor }: DocumentsAnswer): void {
  if (documents.length === 0) return print('no documents')
  const rows = documents.map((document) => [
    document.documentId.slice(0, 8),
    document.outcome,
    document.receivedAt.slice(0, 10),
    document.pageCount?.toString() ?? '',
    document.title ?? document.names[0] ?? '',
    document.names[0] ?? '',
    whyOf(document),
  ])
  for (const line of tableLines(['id', 'outcome', 'received', 'pages', 'document', 'file', 'why'], rows)) print(line)
  print(faint(`\n${documents.length} of ${total}${cursor ? `, more: --cursor ${cursor}` : ''}`))
}

const whyOf = ({ failure, incomplete }: DocumentEntry): string =>
  failure?.code ?? [...new Set(incomplete.map(({ code }) => code))].join(', ')
