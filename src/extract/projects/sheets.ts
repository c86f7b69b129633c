import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { ownLabel, readFields, startsWithLabel } from './fields.ts'
import { isGenericHeading, isHeading, isPlaceHeading } from './headings.ts'
import { preambleOf } from './preamble.ts'
import { closingPeriod } from './periods.ts'
import type { ProjectReading } from './reading.ts'
import { projectCode } from './title-pieces.ts'

const proof = new Set(['donor', 'amount', 'period', 'start', 'end', 'code', 'countries', 'partner'])
/** Labels may stand some pieces apart in a sheet of boxes. */
const mostBetween = 12

/** Sheets of one project: labels with a title label among them, or a cluster of labels under the document's own title. */
export function findSheets(reading: ProjectReading, rule: string): ProjectDraft[] {
  const fields = readFields(reading, reading.pieces)
  if (fields.length === 0) return []
  const titled = labelledTitles(reading, fields, rule)
  return titled.length > 0 ? titled : clusters(reading, fields, rule)
}

/** "Project title: …" begins a project; its fields are those up to the next such label. */
function labelledTitles(reading: ProjectReading, fields: readonly DraftField[], rule: string): ProjectDraft[] {
  const starts = fields.flatMap((field, index) =>
    field.name === 'title' && isTitleValue(reading, field.value) ? [index] : [],
  )
  return starts.flatMap((start, index) => {
    const title = fields[start]!.value
    const own = fields
      .slice(start + 1, starts[index + 1] ?? fields.length)
      .filter((field) => field.value.start - title.end < 6000)
    // Labels may also stand above the title's ("Code: …", "Country: …"), as long as no other project is there.
    const above = index === 0 ? fields.slice(0, start).filter((field) => title.start - field.value.end < 600) : []
    const all = [...above, ...own]
    if (new Set(all.filter(({ name }) => proof.has(name)).map(({ name }) => name)).size === 0) return []
    return [draftOf(reading, { rule, title: titleSpan(reading.text, title), fields: all })]
  })
}

/** Three labels of a project close together, without a title label: the title is that of the sheet. */
function clusters(reading: ProjectReading, fields: readonly DraftField[], rule: string): ProjectDraft[] {
  const cluster = closestLabels(
    reading,
    fields.filter(({ name }) => proof.has(name)),
  )
  const first = cluster[0]
  const last = cluster.at(-1)
  if (!first || !last) return []
  const title = sheetTitle(reading, first.value.start)
  const others = fields.filter(
    ({ name, value }) =>
      !proof.has(name) &&
      name !== 'title' &&
      value.start >= first.value.start - 400 &&
      value.end <= last.value.end + 400,
  )
  return title ? [draftOf(reading, { rule, title, fields: [...cluster, ...others] })] : []
}

/** The first run of labels with few pieces between each two that has three kinds, each but once or twice. */
function closestLabels(reading: ProjectReading, fields: readonly DraftField[]): DraftField[] {
  let run: DraftField[] = []
  for (const [index, field] of fields.entries()) {
    run.push(field)
    const next = fields[index + 1]
    const gap = next
      ? indexBefore(reading.pieces, next.value.start) - indexBefore(reading.pieces, field.value.start)
      : 99
    if (gap <= mostBetween) continue
    const count = (name: string): number => run.filter((other) => other.name === name).length
    // The same label again and again: a list of several projects, which other rules read.
    if (new Set(run.map(({ name }) => name)).size >= 3 && count('donor') <= 2 && count('amount') <= 2) return run
    run = []
  }
  return []
}

/** The title of the sheet: the nearest heading above that is no part's name, or the document's. */
function sheetTitle(reading: ProjectReading, before: number): Span | undefined {
  const candidates = reading.pieces.filter(
    (piece) =>
      isHeading(piece) &&
      piece.text.length < 260 &&
      !isPlaceHeading(reading, piece) &&
      !isGenericHeading(piece.text) &&
      !ownLabel(piece) &&
      !startsWithLabel(piece.text) &&
      /\p{L}{3}.*\s\p{L}{3}/u.test(piece.text),
  )
  const above = candidates.filter((piece) => piece.start < before)
  const evaluated = above.find((piece) => preambleOf(piece.text).length > 8)
  // A box of labels at a page's side may come before the title beside it.
  const beside = candidates.find((piece) => piece.start - before < 1500)
  const nearest = evaluated ?? above.at(-1) ?? beside
  return nearest ? titleSpan(reading.text, nearest) : undefined
}

/** The title in a span, without the preamble before it and the period behind it. */
function titleSpan(text: string, span: Span): Span {
  const slice = text.slice(span.start, span.end).replace(projectCode, '')
  const lead = preambleOf(slice).length
  const period = closingPeriod(slice)
  const kept = slice
    .slice(0, period?.start ?? slice.length)
    .replace(evaluatedBehind, '')
    .replace(/[\s.,;:–—”»"-]+$/u, '')
  if (kept.length - lead < 4) return span
  return { start: span.start + lead, end: span.start + kept.length }
}

/** "Fair Orchards – Final Independent Evaluation": what the paper is, behind the title. */
const evaluatedBehind =
  /\s[–—:-]\s(?:(?:final|mid-?term|interim|independent|internal|external|joint|project|ex-?post)\s){1,3}(?:evaluation|review)(?:\s(?:report|summary))?$/iu

/** Whether what stands behind a title's label can be a title. */
export function isTitleValue(reading: ProjectReading, { start, end }: Span): boolean {
  const text = reading.text.slice(start, end)
  return (
    text.length >= 4 &&
    text.length <= 400 &&
    /^[“"«(]?[\p{L}\d¿¡]/u.test(text) &&
    (text.match(/\p{L}/gu)?.length ?? 0) >= 4
  )
}

function draftOf(
  reading: ProjectReading,
  { rule, title, fields }: { rule: string; title: Span; fields: DraftField[] },
): ProjectDraft {
  const spans = [title, ...fields.map(({ value }) => value)].filter(
    (span) => Math.abs(span.start - title.start) < 20_000,
  )
  const period = closingPeriodBehind(reading.text, title.end)
  return {
    rule,
    title,
    block: { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) },
    role: 'body',
    fields,
    ...(period && { period }),
  }
}

function closingPeriodBehind(text: string, end: number): ProjectDraft['period'] {
  const bracket = /^\s?\([^()]{4,40}\)/.exec(text.slice(end, end + 60))
  const found = bracket && closingPeriod(bracket[0])
  return found ? { ...found, start: end + found.start, end: end + found.end } : undefined
}
