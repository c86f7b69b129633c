import type { ExtractionInput } from '../extraction-input.ts'
import { indexBefore } from '../extraction-input.ts'
import type { Found } from '../rule.ts'
import { notesOf } from './view.ts'

type Figure = Found<'figure'>

/**
 * Dates figures that their own sentence leaves undated: the note of the same paragraph that repeats a figure sources it,
 * and gives its year and itself; the other figures of that sentence are parts of the same claim. Changes them in place.
 */
export function inheritPeriods(input: ExtractionInput, figures: readonly Figure[]): void {
  const inNotes = new Map<number, Figure[]>()
  for (const figure of figures) {
    if (figure.where !== 'note') continue
    const note = indexBefore(input.paragraphs, figure.start)
    const known = inNotes.get(note)
    if (known) known.push(figure)
    else inNotes.set(note, [figure])
  }
  if (inNotes.size === 0) return
  for (const sentence of bySentence(figures)) inheritFromNotes(input, sentence, inNotes)
}

function inheritFromNotes(
  input: ExtractionInput,
  figures: readonly Figure[],
  inNotes: ReadonlyMap<number, Figure[]>,
): void {
  const undated = figures.filter((figure) => !figure.period)
  if (undated.length === 0 || figures[0]!.where === 'note') return
  const paragraph = input.paragraphs[indexBefore(input.paragraphs, figures[0]!.start)]
  if (!paragraph) return
  for (const note of notesOf(input, paragraph)) {
    const source = (inNotes.get(note) ?? []).find((one) => one.period && undated.some((other) => isSame(one, other)))
    if (!source) continue
    for (const figure of undated) {
      if (!figure.optional) figure.period = source.period!
      if (isSame(source, figure) && !figure.notes.includes(note)) figure.notes.push(note)
    }
    return
  }
}

const isSame = (one: Figure, other: Figure): boolean =>
  one.figureKind === other.figureKind && String(one.value) === String(other.value) && one.currency === other.currency

function* bySentence(figures: readonly Figure[]): Iterable<Figure[]> {
  let group: Figure[] = []
  for (const figure of figures) {
    if (group.length > 0 && group[0]!.sentence.start !== figure.sentence.start) {
      yield group
      group = []
    }
    group.push(figure)
  }
  if (group.length > 0) yield group
}
