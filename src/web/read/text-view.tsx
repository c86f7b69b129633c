import type { PageAnswer, PageReference } from '../../contracts/evidence.ts'
import type { Span } from '../../contracts/position.ts'
import { MarkedText } from '../parts/marked-text.tsx'
import { useTexts } from '../texts.tsx'

type Paragraph = PageAnswer['paragraphs'][number]

type TextViewProps = {
  answer: PageAnswer
  at: number | undefined
  /** Where the words that were asked stand, in the text of the document; sorted. */
  matched: readonly Span[]
  language: string
}

/** The page as text, for those who cannot use the drawn one; notes open at their marks. */
export function TextView({ answer, at, matched, language }: TextViewProps) {
  return (
    <article className="text-view" lang={language === 'und' ? undefined : language}>
      {answer.paragraphs.map((paragraph) => (
        <ParagraphOfText
          key={paragraph.start}
          paragraph={paragraph}
          matched={matched}
          references={answer.references.filter((one) => one.at > paragraph.start && one.at <= paragraph.end)}
          here={at !== undefined && at >= paragraph.start && at < paragraph.end}
        />
      ))}
    </article>
  )
}

type Props = { paragraph: Paragraph; matched: readonly Span[]; references: PageReference[]; here: boolean }

function ParagraphOfText({ paragraph, matched, references, here }: Props) {
  const { kind, text, start, level = 1 } = paragraph
  const about = { 'data-kind': kind, 'data-here': here || undefined }
  if (kind === 'table') return <TableOfText paragraph={paragraph} matched={matched} here={here} />
  if (kind === 'title' || kind === 'heading')
    return (
      <h2 {...about} data-level={level}>
        <Piece text={text} from={start} matched={matched} />
      </h2>
    )
  return (
    <p {...about}>
      <WithNotes paragraph={paragraph} matched={matched} references={references} />
    </p>
  )
}

/** A part of the text that begins there, with what was asked marked in it. */
function Piece({ text, from, matched }: { text: string; from: number; matched: readonly Span[] }) {
  const within = matched.filter(({ start, end }) => start >= from && end <= from + text.length)
  return <MarkedText text={text} marks={within.map(({ start, end }) => ({ start: start - from, end: end - from }))} />
}

/** Cells are parted by a tab, rows by a line feed. */
function TableOfText({ paragraph: { text, start }, matched, here }: Omit<Props, 'references'>) {
  let from = start
  const cellOf = (cell: string) => {
    const begins = from
    from += cell.length + 1
    return { cell, begins }
  }
  const rows = text.split('\n').map((row) => row.split('\t').map(cellOf))
  return (
    <div className="table-scroll" tabIndex={0} role="group" data-here={here || undefined}>
      <table>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map(({ cell, begins }) => (
                <td key={begins}>
                  <Piece text={cell} from={begins} matched={matched} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function WithNotes({ paragraph: { text, start }, matched, references }: Omit<Props, 'here'>) {
  const { read } = useTexts()
  let from = 0
  const pieces = references.flatMap((reference) => {
    const begins = from
    from = reference.at - start
    return [
      <Piece key={begins} text={text.slice(begins, from)} from={start + begins} matched={matched} />,
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
      <Piece text={text.slice(from)} from={start + from} matched={matched} />
    </>
  )
}
