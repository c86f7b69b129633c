import { getDocument, GlobalWorkerOptions, TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- Vite gives the address of the file
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

/** Opens a PDF of ours without loading it whole: its parts are asked for when they are shown. Nothing in it is run. */
export function openPdf(url: string): { document: Promise<PDFDocumentProxy>; close: () => void } {
  const task = getDocument({
    url,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: 65_536,
    cMapUrl: '/viewer/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/viewer/standard_fonts/',
  })
  // ended before the file is open, the viewer's worker throws what nobody can catch
  const destroy = () => void task.destroy()
  return { document: task.promise, close: () => void task.promise.then(destroy, destroy) }
}

/** Draws a page so wide, in pixels of the page; the text over it can be marked and copied. Ends when the signal says so. */
export async function drawPage(
  page: PDFPageProxy,
  { canvas, text, width, signal }: { canvas: HTMLCanvasElement; text: HTMLElement; width: number; signal: AbortSignal },
): Promise<void> {
  const scale = width / page.getViewport({ scale: 1 }).width
  const viewport = page.getViewport({ scale: scale * Math.min(devicePixelRatio, 2) })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const drawing = page.render({ canvas, viewport })
  signal.addEventListener('abort', () => drawing.cancel(), { once: true })
  await drawing.promise
  if (signal.aborted) return
  text.replaceChildren()
  text.style.setProperty('--total-scale-factor', String(scale))
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container: text,
    viewport: page.getViewport({ scale }),
  })
  signal.addEventListener('abort', () => layer.cancel(), { once: true })
  await layer.render()
}
