import { tableContinued } from '../figures/table-view.ts'
import type { TableRow } from '../../contracts/parsed-document.ts'
import type { Span } from '../../contracts/position.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { type FieldName, fieldNamed, trim } from './labels.ts'
import { closingPeriod, type FoundPeriod } from './periods.ts'
import type { ProjectReading } from './reading.ts'
import { insideQuotes } from './title-pieces.ts'
import { announcesAnnex, announcesProjects, isRegionHeading } from './headings.ts'

/** A table as rows of cells, wherever its rows come from. */
type Rows = { cells: Span[] }[]

/** Projects that are rows of a table with a column of titles, or rows printed with bars. */
export function findTableProjects(reading: ProjectReading, rule: string): ProjectDraft[] {
  const drafts: ProjectDraft[] = []
  let projects = false
  for (const [index, paragraph] of reading.paragraphs.entries()) {
    const slice = reading.text.slice(paragraph.start, paragraph.end)
    if (paragraph.kind === 'heading' || paragraph.kind === 'title' || (slice.length < 90 && paragraph.kind === 'body'))
      projects = announcesProjects(slice) || (projects && announcesAnnex(slice))
    if (paragraph.kind === 'caption' && announcesProjects(slice)) projects = true
    const rows = paragraph.rows ? paragraph.rows.map((row: TableRow) => row) : barredRows(reading.text, paragraph)
    const announced = projects || captionAnnounces(reading, index)
    if (rows.length > 1 || paragraph.rows)
      drafts.push(
        ...projectsOf(reading, { rows: [...headAbove(reading, paragraph, announced), ...rows], rule, announced }),
      )
  }
  return drafts
}

/** The row that names the columns of a table which goes on in this one. */
function headAbove(reading: ProjectReading, table: ProjectReading['paragraphs'][number], announced: boolean): Rows {
  const [first] = table.rows ?? []
  if (!first || columnsOf(reading, first.cells, announced)) return []
  for (let before = tableContinued(reading, table); before?.rows; before = tableContinued(reading, before)) {
    const head = before.rows.slice(0, 3).find((row) => columnsOf(reading, row.cells, announced))
    if (head) return head.cells.length === first.cells.length ? [head] : []
  }
  return []
}

function captionAnnounces(reading: ProjectReading, index: number): boolean {
  return [index - 1, index + 1].some((at) => {
    const near = reading.paragraphs[at]
    return near?.kind === 'caption' && announcesProjects(reading.text.slice(near.start, near.end))
  })
}

/** "Title | Donor | Period" in lines of text. */
function barredRows(text: string, { start, end }: Span): Rows {
  if (!text.slice(start, Math.min(end, start + 2000)).includes(' | ')) return []
  const rows: Rows = []
  let from = start
  for (const line of text.slice(start, end).split('\n')) {
    const cells: Span[] = []
    let at = from
    for (const cell of line.split('|')) {
      cells.push(trim(text, { start: at, end: at + cell.length }))
      at += cell.length + 1
    }
    if (cells.length > 1) rows.push({ cells })
    from += line.length + 1
  }
  return rows
}

type Columns = { title: number; texts: string[]; names: (FieldName | undefined)[] }

function projectsOf(
  reading: ProjectReading,
  { rows, rule, announced }: { rows: Rows; rule: string; announced: boolean },
): ProjectDraft[] {
  const head = rows.slice(0, 3).findIndex((row) => columnsOf(reading, row.cells, announced) !== undefined)
  if (head < 0) return sideBySide(reading, rows, rule)
  const columns = columnsOf(reading, rows[head]!.cells, announced)!
  const contributor = contributorOf(reading, rows[head]!.cells, columns)
  let group: Span | undefined
  return joinedRows(reading, rows.slice(head + 1), columns.title).flatMap(({ cells }) => {
    const filled = cells.filter((cell) => cell.end > cell.start)
    // A row of one cell is the heading of the rows below it: a country, a region, a donor.
    if (filled.length === 1 && cells.length > 2) {
      group = filled[0]
      return []
    }
    const cell = cells[columns.title]
    if (!cell || filled.length < 2) return []
    const { title, period } = titleOfCell(reading.text, cell)
    if (!isTitle(reading.text.slice(title.start, title.end))) return []
    const fields = columns.names.flatMap((name, column): DraftField[] => {
      const value = cells[column]
      if (!name || column === columns.title || !value || value.end === value.start) return []
      return [{ name, value, heading: columns.texts[column]! }]
    })
    const given = fields.some(({ name }) => name === 'amount') && !fields.some(({ name }) => name === 'donor')
    if (contributor && given) fields.push({ name: 'donor', value: contributor })
    const isRegion =
      group !== undefined && isRegionHeading(reading, { ...group, text: reading.text.slice(group.start, group.end) })
    return [draftOf({ rule, title, period, fields, cells: filled, group, isRegion })]
  })
}

/** "EUTF contribution (EUR)": the head of the sums says who gives them. */
function contributorOf(reading: ProjectReading, cells: readonly Span[], { names }: Columns): Span | undefined {
  for (const [column, name] of names.entries()) {
    const { start, end } = cells[column] ?? { start: 0, end: 0 }
    const giver =
      name === 'amount'
        ? /^(?:EUTF|EU|UE)(?=\s)|(?<=\sde\sl['’])UE(?!\p{L})/u.exec(reading.text.slice(start, end))
        : null
    if (giver) return { start: start + giver.index, end: start + giver.index + giver[0].length }
  }
  return undefined
}

/** "| Open Doors | Fair Nets", "Donor | Norway | Finland": projects are the columns, and what is told of them the rows. */
function sideBySide(reading: ProjectReading, rows: Rows, rule: string): ProjectDraft[] {
  const [head, ...others] = rows
  const textOf = ({ start, end }: Span): string => reading.text.slice(start, end)
  const corner = head?.cells[0] && textOf(head.cells[0]).trim()
  if (!head || head.cells.length < 3 || (corner !== '' && columnNamed(corner!) !== 'title')) return []
  const told = others.flatMap(({ cells }) => {
    const name = cells[0] && columnNamed(textOf(cells[0]))
    return name && name !== 'title' ? [{ name, cells }] : []
  })
  if (new Set(told.filter(({ name }) => proof.has(name)).map(({ name }) => name)).size < 2) return []
  return head.cells.flatMap((cell, column): ProjectDraft[] => {
    if (column === 0 || !isTitle(textOf(cell))) return []
    const { title, period } = titleOfCell(reading.text, cell)
    const fields = told.flatMap(({ name, cells }): DraftField[] => {
      const value = cells[column]
      return value && value.end > value.start ? [{ name, value, heading: textOf(cells[0]!) }] : []
    })
    return [draftOf({ rule, title, period, fields, cells: [cell], group: undefined, isRegion: false })]
  })
}

/** Lines of a title that came as rows of their own, since the cells beside it stand in the middle of its height. */
function joinedRows(reading: ProjectReading, rows: Rows, title: number): Rows {
  if (title !== 0) return rows
  const joined: Rows = []
  let waiting: Rows = []
  for (const row of rows) {
    const [first, ...others] = row.cells
    const isBlank = ({ start, end }: Span): boolean => reading.text.slice(start, end).trim() === ''
    const alone = first && !isBlank(first) && others.length > 1 && others.every(isBlank)
    if (alone) {
      waiting.push(row)
      continue
    }
    const parts = [...waiting.map(({ cells }) => cells[0]!), ...(first ? [first] : [])]
    const texts = parts.map(({ start, end }) => reading.text.slice(start, end))
    const goesOn = texts.some((text, index) => index > 0 && (opensSmall.test(text) || endsOpen.test(texts[index - 1]!)))
    const whole = first && { start: parts[0]!.start, end: first.end }
    const joins = waiting.length > 0 && waiting.length < 5 && goesOn
    if (joins && whole && !reading.text.slice(whole.start, whole.end).includes('|'))
      joined.push({ cells: [whole, ...others] })
    else joined.push(...waiting, row)
    waiting = []
  }
  return [...joined, ...waiting]
}

const opensSmall = /^\p{Ll}/u
/** "Support to", "Migrant Protection,", "Aide aux": what stands here goes on. */
const endsOpen =
  /(?:[,:&–-]|(?<!\p{L})(?:and|of|for|to|in|on|the|a|an|with|et|de|des|du|la|le|les|aux?|pour|en|y|del?|el|los|las|para|con))$/iu

function draftOf({
  rule,
  title,
  period,
  fields,
  cells,
  group,
  isRegion,
}: {
  rule: string
  title: Span
  period: FoundPeriod | undefined
  fields: DraftField[]
  cells: Span[]
  group: Span | undefined
  isRegion: boolean
}): ProjectDraft {
  const block = { start: Math.min(...cells.map((cell) => cell.start)), end: Math.max(...cells.map((cell) => cell.end)) }
  return {
    rule,
    title,
    block,
    role: 'table',
    fields,
    ...(period && { period }),
    ...(group && (isRegion ? { region: group } : { country: group })),
  }
}

const proof = new Set<FieldName>(['donor', 'partner', 'amount', 'period', 'start', 'end', 'code', 'objective'])

/** What the columns hold: one of titles, and one at least that only projects have. */
function columnsOf(reading: ProjectReading, cells: readonly Span[], announced: boolean): Columns | undefined {
  const texts = cells.map((cell) => reading.text.slice(cell.start, cell.end))
  if (texts.filter((text) => text.length > 60).length > 1) return undefined
  const names = texts.map((text) => columnNamed(text))
  const explicit = texts.findIndex(
    (text, index) =>
      names[index] === 'title' && /proj|proy|programm?|action|intitulé|initiative|iniciativa/iu.test(text),
  )
  const title = explicit >= 0 ? explicit : names.indexOf('title')
  const proofs = new Set(names.filter((name) => name !== undefined && proof.has(name)))
  const known = names.filter((name) => name !== undefined).length
  if (title < 0 || known < 2) return undefined
  if (explicit < 0 && !announced && proofs.size < 2) return undefined
  if (proofs.size === 0 && !(announced && names.includes('countries'))) return undefined
  return { title, texts, names }
}

const namedFirst =
  /^(?:name|nom|nombre|title|titre|título|intervention|intervención|action|project|projet|proyecto|initiative|iniciativa|programme|program|programa)\b/iu

/** "US$ thousand", "EUR m", "Miles de USD": a sum, whatever it is called. */
const moneyAlone =
  /^(?:in\s|en\s)?(?:(?:thousands?|millions?|milliers|miles|millones)\s(?:of\s|de\s|d['’])?)?(?:US\$|USD|EUR|GBP|CHF|SEK|NOK|DKK|CAD|AUD|[€£$]|euros|dollars)(?:\s?(?:[’']?000s?|k|mn?|thousands?|millions?|milliers|miles|millones))?$/iu

function columnNamed(text: string): FieldName | undefined {
  // "No. Title": the head of a narrow column runs into that of the next.
  const plain = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:No\.?|N[°ºo]\.?|#)\s(?=\p{L}{4})/u, '')
  const named = fieldNamed(plain)
  if (named === 'name') return 'title'
  if (named === 'client') return 'donor'
  if (named && named !== 'other') return named
  if (moneyAlone.test(plain)) return 'amount'
  const whole = plain.split(/\s*[/&]\s*|\s(?:and|et|y)\s/u).map((part) => fieldNamed(part))
  const first = whole.find((name) => name !== undefined && name !== 'other')
  if (first) return first
  return namedFirst.test(plain) && plain.length < 40 ? 'title' : undefined
}

function titleOfCell(text: string, cell: Span): { title: Span; period: FoundPeriod | undefined } {
  const slice = text.slice(cell.start, cell.end)
  const lead = /^(?:\d{1,3}[.)]\s+|[•–-]\s+)/u.exec(slice)?.[0].length ?? 0
  const period = closingPeriod(slice)
  const end = period ? cell.start + slice.slice(0, period.start).trimEnd().length : cell.end
  const shifted = period && { ...period, start: cell.start + period.start, end: cell.start + period.end }
  const bare = insideQuotes(text.slice(cell.start + lead, end).trimEnd())
  const from = cell.start + lead + bare.lead
  return { title: trim(text, { start: from, end: from + bare.text.length }), period: shifted }
}

/** A cell that holds a title: letters, no total, no number. */
function isTitle(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return (
    letters >= 4 &&
    text.length <= 320 &&
    /^[“"«]?[\p{L}\d¿¡(]/u.test(text) &&
    !/^(?:sub-?)?totals?\b|^(?:source|note|total général|gran total)\b/iu.test(text)
  )
}
