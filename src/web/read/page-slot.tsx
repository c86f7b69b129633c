import { useEffect, useRef, useState, type CSSProperties, type PointerEvent } from 'react'
import type { Page } from '../../contracts/parsed-document.ts'
import type { Box } from '../../contracts/position.ts'
import { useWidth } from '../parts/use-width.ts'
import { useTexts } from '../texts.tsx'
import { drawPage, type PDFDocumentProxy } from './pdf.ts'

/** What is drawn over a page, one over the other: the passage, the words that were asked, the value that was picked. */
export type Marks = { passage: Box[]; matched: Box[]; picked: Box[]; hovered: Box[] }

type Props = {
  page: Page
  pageCount: number
  pdf: PDFDocumentProxy | undefined
  marks: Marks
  /** Where on the page the pointer is, in points from its top left; undefined when it leaves. */
  onPoint: (point: { x: number; y: number } | undefined) => void
}

/** The place of one page: as large as it from the start, drawn when it comes near the window. */
export function PageSlot({ page, pageCount, pdf, marks, onPoint }: Props) {
  const { read } = useTexts()
  const slot = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const { state, canvas, text } = useDrawing({ pdf: near ? pdf : undefined, number: page.number, slot })
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '800px',
    })
    if (slot.current) observer.observe(slot.current)
    return () => observer.disconnect()
  }, [])
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    onPoint({ x: ((clientX - left) / width) * page.width, y: ((clientY - top) / height) * page.height })
  }
  return (
    <div
      ref={slot}
      className="page-slot"
      id={`page-${page.number}`}
      data-page={page.number}
      data-state={state}
      role="img"
      aria-label={read.pageLabel(page.number, pageCount)}
      style={shapeOf(page)}
      onPointerMove={point}
      onPointerLeave={() => onPoint(undefined)}
    >
      <canvas ref={canvas} />
      <svg className="marks" viewBox={`0 0 ${page.width} ${page.height}`} preserveAspectRatio="none" aria-hidden="true">
        {Object.entries(marks).flatMap(([kind, boxes]) =>
          boxes.map(({ x, y, width, height }, at) => (
            <rect key={`${kind}-${at}`} data-mark={kind} x={x} y={y} width={width} height={height} rx="1.5" />
          )),
        )}
      </svg>
      <div ref={text} className="text-layer" />
      {state === 'failed' && <p className="page-failed">{read.notDrawn}</p>}
    </div>
  )
}

/** The page's place has its shape from the start; on paper its width follows from it. */
function shapeOf({ width, height }: Page): CSSProperties & { '--shape': number } {
  return { aspectRatio: `${width} / ${height}`, '--shape': width / height }
}

/** Draws the page as wide as its place is, and again when that changes. */
function useDrawing({
  pdf,
  number,
  slot,
}: {
  pdf: PDFDocumentProxy | undefined
  number: number
  slot: { current: HTMLElement | null }
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'waiting' | 'drawn' | 'failed'>('waiting')
  const width = useWidth(slot)
  useEffect(() => {
    const [drawn, layer] = [canvas.current, text.current]
    if (!pdf || !drawn || !layer || width === 0) return
    const controller = new AbortController()
    const draw = async () => {
      const page = await pdf.getPage(number)
      if (controller.signal.aborted) return
      await drawPage(page, { canvas: drawn, text: layer, width, signal: controller.signal })
    }
    draw().then(
      () => !controller.signal.aborted && setState('drawn'),
      () => !controller.signal.aborted && setState('failed'),
    )
    return () => controller.abort()
  }, [pdf, number, width])
  return { state, canvas, text }
}
