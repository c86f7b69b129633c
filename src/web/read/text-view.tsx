import type { PageAnswer, PageReference } from '../../contracts/evidence.ts'
import { useTexts } from '../texts.tsx'

type Paragraph = PageAnswer['paragraphs'][number]

/** The page as text, for those who cannot use the drawn one; notes open at their marks. */
export function TextView({ answer, at, language }: { answer: PageAnswer; at: number | undefined; language: string }) {
  return (
    <article className="text-view" lang={language === 'und' ? undefined : language}>
      {answer.paragraphs.map((paragraph) => (
        <ParagraphOfText
          key={paragraph.start}
          paragraph={paragraph}
          references={answer.references.filter((one) => one.at > paragraph.start && one.at <= paragraph.end)}
          here={at !== undefined && at >= paragraph.start && at < paragraph.end}
        />
      ))}
    </article>
  )
}

type Props = { paragraph: Paragraph; references: PageReference[]; here: boolean }

function ParagraphOfText({ paragraph, references, here }: Props) {
  const { kind, text, level = 1 } = paragraph
  const about = { 'data-kind': kind, 'data-here': here || undefined }
  if (kind === 'table') return <TableOfText text={text} here={here} />
  if (kind === 'title' || kind === 'heading')
    return (
      <h2 {...about} data-level={level}>
        {text}
      </h2>
    )
  return (
    <p {...about}>
      <WithNotes paragraph={paragraph} references={references} />
    </p>
  )
}

/** Cells are parted by a tab, rows by a line feed. */
function TableOfText({ text, here }: { text: string; here: boolean }) {
  const rows = text.split('\n').map((row) => row.split('\t'))
  return (
    <div className="table-scroll" tabIndex={0} role="group" data-here={here || undefined}>
      <table>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function WithNotes({ paragraph: { text, start }, references }: Omit<Props, 'here'>) {
  const { read } = useTexts()
  let from = 0
  const pieces = references.flatMap((reference) => {
    const before = text.slice(from, reference.at - start)
    from = reference.at - start
    return [
      before,
      <span key={reference.at} className="note-mark">
        <button type="button" popoverTarget={`note-${reference.at}`} aria-label={`${read.note} ${reference.mark}`}>
          {reference.mark}
        </button>
        <span id={`note-${reference.at}`} popover="auto" className="note-text">
          {reference.mark} {reference.text ?? '–'}
        </span>
      </span>,
    ]
  })
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  )
}
