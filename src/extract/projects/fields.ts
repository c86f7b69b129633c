import type { DraftField } from './draft.ts'
import { fieldNamed, fieldsOf } from './labels.ts'
import type { Piece } from './pieces.ts'
import type { ProjectReading } from './reading.ts'

/**
 * The labelled fields of consecutive pieces: inline ("Donor: EC"), with the value in the next piece, or as the rows of a
 * table of two columns.
 */
export function readFields(reading: ProjectReading, pieces: readonly Piece[]): DraftField[] {
  const fields: DraftField[] = []
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index]!
    if (piece.kind === 'note') continue
    if (piece.kind === 'table') {
      fields.push(...fieldsOfTable(reading, piece))
      continue
    }
    const own = ownLabel(piece)
    const next = pieces[index + 1]
    if (own) {
      if (next && isValue(next)) fields.push({ name: own, value: { start: next.start, end: next.end } })
      continue
    }
    for (const { name, value } of fieldsOf(piece.text)) {
      if (value.end > value.start)
        fields.push({ name, value: { start: piece.start + value.start, end: piece.start + value.end } })
      else if (next && isValue(next)) fields.push({ name, value: { start: next.start, end: next.end } })
    }
  }
  return fields.flatMap((field, index) => known(field, { next: fields[index + 1], pieces }))
}

type Around = { next: DraftField | undefined; pieces: readonly Piece[] }

/** What a label says only with those around it: "Nombre" may be a person's, and evaluations are commissioned as well. */
function known(field: DraftField, { next, pieces }: Around): DraftField[] {
  if (field.name === 'other') return []
  if (field.name === 'name') return next && ofProjects.has(next.name) ? [{ ...field, name: 'title' }] : []
  if (field.name === 'client')
    return pieces.some(({ text }) => evaluates.test(text)) ? [] : [{ ...field, name: 'donor' }]
  return [field]
}

/** Labels that only projects have. */
const ofProjects = new Set<DraftField['name']>(['donor', 'client', 'partner', 'period', 'start', 'amount', 'acronym'])
const evaluates = /evaluat|évaluat|evaluac/iu

/** The field that a whole piece is the label of. */
export function ownLabel(piece: Piece): DraftField['name'] | undefined {
  if (piece.text.length > 60) return undefined
  if (/[:：]\s*$/u.test(piece.text) || piece.kind === 'heading') return fieldNamed(piece.text)
  return undefined
}

function isValue(piece: Piece): boolean {
  return (
    piece.kind !== 'table' &&
    piece.kind !== 'note' &&
    piece.text.length <= 400 &&
    !ownLabel(piece) &&
    !startsWithLabel(piece.text)
  )
}

/** Whether a text opens with a label and its colon. */
export function startsWithLabel(text: string): boolean {
  const first = fieldsOf(text.slice(0, 120))[0]
  return first !== undefined && first.label.start < 3
}

function fieldsOfTable(reading: ProjectReading, piece: Piece): DraftField[] {
  const rows = reading.paragraphs[piece.paragraph]?.rows ?? []
  return rows.flatMap(({ cells }) => {
    const filled = cells.filter((cell) => cell.end > cell.start)
    const label = filled[0]
    const value = filled[1]
    if (!label || !value || filled.length !== 2) return []
    const name = fieldNamed(reading.text.slice(label.start, label.end))
    return name ? [{ name, value }] : []
  })
}
