import { drawingCodes, type PdfPage } from './pdf.ts'

/** A page as grey pixels, `dotsPerPoint` of them to a point. */
export type GreyImage = { width: number; height: number; pixels: Uint8Array; dotsPerPoint: number }

/** Raster of pdf.js: one bit, three bytes or four bytes a pixel. */
type Picture = { width: number; height: number; kind: number; data: Uint8Array | Uint8ClampedArray }
type Matrix = readonly [number, number, number, number, number, number]
type Placed = { picture: Picture; matrix: Matrix }

/** Finer than this, recognition gets slower and no better; coarser, letters melt into each other. */
const finest = 300 / 72
const coarsest = 150 / 72
const mostPixels = 40_000_000

/** The images of a page, put together as they are printed; nothing where no image covers a fair part of it. */
export async function imageOfPage(page: PdfPage): Promise<GreyImage | undefined> {
  const view = page.getViewport({ scale: 1 })
  const placed = (await placedPictures(page)).map(({ picture, matrix }) => ({
    picture,
    matrix: multiply(asMatrix(view.transform), matrix),
  }))
  const covered = placed.reduce((area, { matrix: [a, b, c, d] }) => area + Math.abs(a * d - b * c), 0)
  if (covered < 0.2 * view.width * view.height) return undefined
  const native = Math.max(...placed.map(({ picture, matrix: [a, b] }) => picture.width / Math.max(1, Math.hypot(a, b))))
  const wanted = Math.min(finest, Math.max(coarsest, native))
  const dotsPerPoint = Math.min(wanted, Math.sqrt(mostPixels / (view.width * view.height)))
  const [width, height] = [Math.ceil(view.width * dotsPerPoint), Math.ceil(view.height * dotsPerPoint)]
  const image = { width, height, pixels: new Uint8Array(width * height).fill(255), dotsPerPoint }
  for (const one of placed) draw(image, one)
  return image
}

async function placedPictures(page: PdfPage): Promise<Placed[]> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const placed: Placed[] = []
  const saved: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  for (const [index, code] of fnArray.entries()) {
    const args: unknown = argsArray[index]
    if (code === drawingCodes.save) saved.push(matrix)
    if (code === drawingCodes.restore) matrix = saved.pop() ?? matrix
    if (code === drawingCodes.transform) matrix = multiply(matrix, asMatrix(args))
    if (code !== drawingCodes.paintImageXObject && code !== drawingCodes.paintInlineImageXObject) continue
    const picture = await pictureOf(page, Array.isArray(args) ? args[0] : undefined)
    if (picture) placed.push({ picture, matrix })
  }
  return placed
}

async function pictureOf(page: PdfPage, source: unknown): Promise<Picture | undefined> {
  if (typeof source !== 'string') return isPicture(source) ? source : undefined
  const objects = source.startsWith('g_') ? page.commonObjs : page.objs
  const found: unknown = await new Promise((settle) => objects.get(source, settle))
  return isPicture(found) ? found : undefined
}

function isPicture(value: unknown): value is Picture {
  if (typeof value !== 'object' || value === null) return false
  const { width, height, kind, data }: { width?: unknown; height?: unknown; kind?: unknown; data?: unknown } = value
  const bytes = data instanceof Uint8Array || data instanceof Uint8ClampedArray
  return typeof width === 'number' && typeof height === 'number' && typeof kind === 'number' && bytes
}

function asMatrix(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[] = Array.isArray(value) ? value.map(Number) : []
  return [a, b, c, d, e, f]
}

function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** Looks up for every dot of the image which pixel of the picture lies there; a picture is a unit square, upside down. */
function draw(
  { width, height, pixels, dotsPerPoint }: GreyImage,
  { picture, matrix: [a, b, c, d, e, f] }: Placed,
): void {
  const area = a * d - b * c
  if (area === 0) return
  const greyAt = greyReader(picture)
  const corners = [
    [e, f],
    [e + a, f + b],
    [e + c, f + d],
    [e + a + c, f + b + d],
  ] as const
  const left = Math.max(0, Math.floor(Math.min(...corners.map(([x]) => x)) * dotsPerPoint))
  const right = Math.min(width, Math.ceil(Math.max(...corners.map(([x]) => x)) * dotsPerPoint))
  const top = Math.max(0, Math.floor(Math.min(...corners.map(([, y]) => y)) * dotsPerPoint))
  const bottom = Math.min(height, Math.ceil(Math.max(...corners.map(([, y]) => y)) * dotsPerPoint))
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [x, y] = [(column + 0.5) / dotsPerPoint - e, (row + 0.5) / dotsPerPoint - f]
      const [across, up] = [(d * x - c * y) / area, (a * y - b * x) / area]
      if (across < 0 || across >= 1 || up < 0 || up >= 1) continue
      pixels[row * width + column] = greyAt(Math.floor(across * picture.width), Math.floor((1 - up) * picture.height))
    }
  }
}

function greyReader({ width, height, kind, data }: Picture): (x: number, y: number) => number {
  const last = height - 1
  if (kind === 1) {
    const stride = (width + 7) >> 3
    return (x, y) => ((data[Math.min(y, last) * stride + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 255 : 0)
  }
  const step = kind === 2 ? 3 : 4
  return (x, y) => {
    const at = (Math.min(y, last) * width + x) * step
    return (data[at]! * 299 + data[at + 1]! * 587 + data[at + 2]! * 114) / 1000
  }
}
