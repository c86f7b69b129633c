import type { Found } from '../rule.ts'

type Figure = Found<'figure'>

/**
 * Small arithmetic within a sentence: parts in brackets or behind a dash against their whole, a share against the numbers
 * that make it. What does not come out right is said in the whole's `disagreement`. Changes the figures in place.
 */
export function noteDisagreements(text: string, figures: readonly Figure[]): void {
  for (let index = 0; index < figures.length; index++) {
    checkParts(text, figures, index)
    checkShare(text, figures, index)
  }
}

/** How far rounding may lead a sum off its printed whole. */
const tolerance = 0.02

/** "120,000 (22,308 women, 75,271 men …)", "44% – 15 per cent here and 29 per cent there". */
function checkParts(text: string, figures: readonly Figure[], index: number): void {
  const whole = figures[index]!
  if (typeof whole.value !== 'number') return
  const parts = partsBehind(text, figures, index)
  if (parts.length < 2) return
  const sum = parts.reduce((total, part) => total + part, 0)
  const hedged = (whole.modifiers?.length ?? 0) > 0
  const allowed = Math.max(hedged ? 0.1 * whole.value : tolerance * whole.value, whole.figureKind === 'percent' ? 1 : 0)
  if (Math.abs(sum - whole.value) <= allowed) return
  whole.disagreement = `its ${parts.length} parts make ${plain(sum)}, not ${plain(whole.value)}`
}

/** As many parts as a sentence lists. */
const mostParts = 12

function partsBehind(text: string, figures: readonly Figure[], index: number): number[] {
  const whole = figures[index]!
  const first = figures[index + 1]
  if (!first || first.figureKind !== whole.figureKind || first.currency !== whole.currency) return []
  const link = text.slice(whole.end, first.start)
  const bracketed = /^[^()]{0,60}\((?:of (?:whom|which) |dont |de (?:los|las) cuales )?$/u.test(link)
  const dashed = /^[^()]{0,80} [–—] $/u.test(link)
  if (link.length > 90 || (!bracketed && !dashed)) return []
  const parts: number[] = []
  let end = first.start
  for (let next = index + 1; next < figures.length && parts.length < mostParts; next++) {
    const part = figures[next]!
    const between = text.slice(end, part.start)
    if (
      part.figureKind !== whole.figureKind ||
      typeof part.value !== 'number' ||
      part.sentence.start !== whole.sentence.start
    )
      break
    if (between.length > 60 || /[()]/.test(between)) break
    // Only what is listed adds up: "of which 40 were …" or a comparison does not.
    if (next > index + 1 && !/(?:,|;|\band|\bet|\by|\be)\s*$/u.test(between)) break
    if (/(?:of (?:whom|which)|including|dont|incluid|than|compared|against|from|de (?:los|las) cuales)/iu.test(between))
      break
    parts.push(part.value)
    end = part.end
  }
  return bracketed && !/^[^()]{0,60}\)/.test(text.slice(end, end + 61)) ? [] : parts
}

/** "136 of the 340 municipalities (40 per cent)": a share in brackets behind both its numbers. */
function checkShare(text: string, figures: readonly Figure[], index: number): void {
  const [part, whole, share] = figures.slice(index, index + 3)
  if (!part || !whole || !share || share.figureKind !== 'percent') return
  if (part.figureKind !== 'count' || whole.figureKind !== 'count') return
  if (typeof part.value !== 'number' || typeof whole.value !== 'number' || typeof share.value !== 'number') return
  const ofWhole =
    /^(?: [\p{L}-]+){0,3} (?:of|out of|sur|de|sobre)(?: (?:the|a total of|les|los|las|un total de))* $/u.test(
      text.slice(part.end, whole.start),
    )
  if (!ofWhole || !/^[^().]{0,60}\($/u.test(text.slice(whole.end, share.start)) || whole.value <= part.value) return
  const actual = (100 * part.value) / whole.value
  if (Math.abs(actual - share.value) <= (share.modifiers ? 5 : 1)) return
  share.disagreement = `${plain(part.value)} of ${plain(whole.value)} is ${plain(actual)} per cent, not ${plain(share.value)}`
}

const plain = (value: number): string => String(Number(value.toPrecision(6)))
