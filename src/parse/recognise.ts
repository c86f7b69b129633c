import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorker, OEM } from 'tesseract.js'
import type { TextRun } from '../contracts/position.ts'
import { cleanCharacters } from './characters.ts'
import type { Line } from './line.ts'
import type { GreyImage } from './page-image.ts'

/** What was read on the image of a page; `confidence` is 0 to 1. */
export type Recognised = { lines: Line[]; confidence: number }
export type Recogniser = {
  recognise: (image: GreyImage, page: number) => Promise<Recognised>
  close: () => Promise<void>
}

const packages = {
  eng: '@tesseract.js-data/eng',
  fra: '@tesseract.js-data/fra',
  spa: '@tesseract.js-data/spa',
} as const
export type RecognitionLanguage = keyof typeof packages
const leastConfidence = 20

/** Opens recognition in one language, offline: its data come with the packages. */
export async function openRecogniser(language: RecognitionLanguage): Promise<Recogniser> {
  const folder = dirname(fileURLToPath(import.meta.resolve(`${packages[language]}/package.json`)))
  const worker = await createWorker(language, OEM.LSTM_ONLY, {
    langPath: join(folder, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    // Unhandled, a damaged image would end the process; the promise of the call tells as well.
    errorHandler: () => {},
  })
  return {
    recognise: async (image, page) => {
      await worker.setParameters({ user_defined_dpi: String(Math.round(image.dotsPerPoint * 72)) })
      const { data } = await worker.recognize(asPortableGreymap(image), {}, { blocks: true, text: false })
      const printed = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
      const lines = printed.flatMap((line) => toLine(line, image, page) ?? [])
      return { lines: withUsualSizes(lines), confidence: Math.min(1, Math.max(0, data.confidence / 100)) }
    },
    close: async () => {
      await worker.terminate()
    },
  }
}

function asPortableGreymap({ width, height, pixels }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels])
}

type Bounds = { x0: number; y0: number; x1: number; y1: number }
type PrintedLine = {
  words: { text: string; confidence: number; bbox: Bounds }[]
  bbox: Bounds
  baseline: Bounds
  rowAttributes: { rowHeight: number }
}

function toLine(
  { words, bbox, baseline, rowAttributes }: PrintedLine,
  { dotsPerPoint }: GreyImage,
  page: number,
): Line | undefined {
  const points = (dots: number) => Math.round((dots / dotsPerPoint) * 10) / 10
  const runs: TextRun[] = []
  let text = ''
  for (const word of words) {
    const clean = cleanCharacters(word.text).trim()
    if (!clean || word.confidence < leastConfidence) continue
    if (text) text += ' '
    const { x0, y0, x1, y1 } = word.bbox
    runs.push([text.length, text.length + clean.length, page, points(x0), points(y0), points(x1 - x0), points(y1 - y0)])
    text += clean
  }
  if (!text) return undefined
  const size = Math.max(4, 0.8 * points(rowAttributes.rowHeight))
  const face = 'recognised'
  return {
    page,
    turn: 0,
    x: points(bbox.x0),
    right: points(bbox.x1),
    y: points((baseline.y0 + baseline.y1) / 2),
    size,
    height: size,
    font: face,
    firstFont: face,
    lastFont: face,
    mixedSizes: false,
    text,
    runs,
    marks: [],
    softHyphen: false,
    continues: false,
  }
}

/** Measured on an image, sizes waver from line to line: what is near the usual size is of that size. */
function withUsualSizes(lines: Line[]): Line[] {
  const sizes = lines.map(({ size }) => size).sort((one, other) => one - other)
  const usual = Math.round(2 * (sizes[sizes.length >> 1] ?? 10)) / 2
  for (const line of lines) {
    line.size = Math.abs(line.size - usual) < 0.2 * usual ? usual : Math.round(line.size)
    line.height = line.size
  }
  return lines
}
