import { useEffect, useMemo, useRef, useState } from 'react'
import type { PageReference } from '../../contracts/evidence.ts'
import type { DocumentAnswer } from '../../contracts/http.ts'
import type { Mention } from '../../contracts/extracted-document.ts'
import type { Box } from '../../contracts/position.ts'
import { useTexts } from '../texts.tsx'
import { openPdf, type PDFDocumentProxy } from './pdf.ts'
import { PageSlot, type Marks } from './page-slot.tsx'

export type Hovered = { mention?: Mention; reference?: PageReference }

type Props = {
  document: DocumentAnswer
  page: number
  /** Changes when the reader goes somewhere, and not when the reader scrolls. */
  goal: string
  marks: Omit<Marks, 'hovered'>
  references: readonly PageReference[]
  zoom: number
  onPage: (page: number) => void
  onHover: (hovered: Hovered) => void
}

/** The pages of the PDF one below the other; of a long one only those near the window are loaded and drawn. */
export function Pages({ document, page, goal, marks, references, zoom, onPage, onHover }: Props) {
  const { read } = useTexts()
  const file = `/documents/${document.documentId}/file`
  const pdf = usePdf(file)
  const list = useRef<HTMLDivElement>(null)
  const [hovered, setHovered] = useState<Box[]>([])
  useScroll({ list, page, goal, onPage })
  const pages = document.pages ?? []
  const matched = useMemo(() => Map.groupBy(marks.matched, ({ page }) => page), [marks.matched])
  const point = (number: number, at: { x: number; y: number } | undefined) => {
    const mention = at && (document.mentions ?? []).findLast(({ boxes }) => boxes.some((box) => holds(box, number, at)))
    const reference = at && references.find(({ boxes }) => boxes.some((box) => holds(besides(box), number, at)))
    setHovered(mention?.boxes ?? [])
    onHover({ ...(mention && { mention }), ...(reference && { reference }) })
  }
  return (
    <div ref={list} className="pages" role="group" tabIndex={0} aria-label={read.viewer}>
      <div className="pages-inner" style={{ width: `${zoom * 100}%` }}>
        {pages.map((one) => {
          const on = (boxes: readonly Box[]) => boxes.filter((box) => box.page === one.number)
          return (
            <PageSlot
              key={one.number}
              page={one}
              pageCount={document.pageCount ?? pages.length}
              pdf={pdf}
              marks={{
                passage: on(marks.passage),
                matched: matched.get(one.number) ?? [],
                picked: on(marks.picked),
                hovered: on(hovered),
              }}
              onPoint={(at) => point(one.number, at)}
            />
          )
        })}
      </div>
      <p className="printed">
        {read.printed} {location.origin + file}
      </p>
    </div>
  )
}

function usePdf(url: string): PDFDocumentProxy | undefined {
  const [pdf, setPdf] = useState<PDFDocumentProxy>()
  useEffect(() => {
    const opened = openPdf(url)
    // a file that the viewer cannot open leaves the pages empty: the text view stands beside it
    opened.document.then(setPdf, () => undefined)
    return () => {
      setPdf(undefined)
      opened.close()
    }
  }, [url])
  return pdf
}

/** Goes to the mark on the page, or to the page, when the goal changes; tells the page in view when the reader scrolls. */
function useScroll({
  list,
  page,
  goal,
  onPage,
}: Pick<Props, 'page' | 'goal' | 'onPage'> & { list: { current: HTMLElement | null } }) {
  useEffect(() => {
    const slot = list.current?.querySelector<HTMLElement>(`[data-page="${page}"]`)
    if (!slot || !list.current) return
    const mark = slot.querySelector('[data-mark="picked"]') ?? slot.querySelector('[data-mark="passage"]')
    const target = (mark ?? slot).getBoundingClientRect()
    const frame = list.current.getBoundingClientRect()
    list.current.scrollTop += target.top - frame.top - (mark ? frame.height / 3 : 8)
  }, [goal])
  useEffect(() => {
    const scrolled = list.current
    if (!scrolled) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      const middle = scrolled.getBoundingClientRect().top + scrolled.clientHeight / 3
      const slots = [...scrolled.querySelectorAll<HTMLElement>('[data-page]')]
      const seen = slots.findLast((slot) => slot.getBoundingClientRect().top <= middle) ?? slots[0]
      if (seen) onPage(Number(seen.dataset['page']))
    }
    const onScroll = () => {
      clearTimeout(timer)
      timer = setTimeout(tell, 100)
    }
    scrolled.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      scrolled.removeEventListener('scroll', onScroll)
    }
  }, [onPage, list])
}

const holds = ({ page, x, y, width, height }: Box, number: number, at: { x: number; y: number }): boolean =>
  page === number && at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height

/** A mark stands behind the letter that we know the place of, and a little higher. */
const besides = (box: Box): Box => ({
  ...box,
  x: box.x + box.width / 2,
  y: box.y - box.height / 2,
  width: box.width + box.height,
  height: box.height * 1.5,
})
