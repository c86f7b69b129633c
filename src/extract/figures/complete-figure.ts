import type { Span } from '../../contracts/position.ts'
import { spanAt } from '../extraction-input.ts'
import type { Found } from '../rule.ts'
import type { FigureReading } from './figure-rule.ts'
import { hedgesOf } from './hedges.ts'
import { paragraphKindAt } from './paragraphs.ts'
import { datesIn, periodOf } from './periods.ts'
import { perBehind, unitBehind } from './units.ts'
import { type FigureView, notesOf } from './view.ts'

/** Where the figures before and behind end and begin, so that each keeps its own hedge and year. */
export type Neighbours = { previousEnd: number; nextStart: number }

/** Adds to a figure what its sentence says about it: hedges, unit, period, places, notes. */
export function completeFigure(view: FigureView, reading: FigureReading, neighbours?: Neighbours): Found<'figure'> {
  const { input, text } = view
  const language = view.languageAt(reading.start)
  const { previousEnd, nextStart } = neighbours ?? { previousEnd: 0, nextStart: text.length }
  const sentence = reading.sentence ?? sentenceOf(view, reading)
  const notes = notesOf(input, { start: sentence.start, end: sentence.end })
  const modifiers = hedgesOf(text, reading, { language, from: Math.max(previousEnd, sentence.start) })
  if (reading.modifier) modifiers.push(reading.modifier)
  const unit = reading.unit ?? unitBehind(text, reading.end)
  const per = reading.per ?? perBehind(text, reading.end)
  const period =
    reading.period ?? (reading.sentence ? undefined : datedBy(view, reading, { sentence, notes, nextStart }))
  const kind = paragraphKindAt(input, reading.start)
  return {
    kind: 'figure',
    start: reading.start,
    end: reading.end,
    figureKind: reading.figureKind,
    value: reading.value,
    ...(reading.currency === undefined ? {} : { currency: reading.currency }),
    ...(unit === undefined ? {} : { unit }),
    ...(modifiers.length > 0 ? { modifier: modifiers[0]!, modifiers } : {}),
    ...(per === undefined ? {} : { per }),
    ...(period === undefined ? {} : { period }),
    places:
      (reading.placesFrom ?? [sentence]).map((span) => view.placesIn(span)).find((places) => places.length > 0) ?? [],
    sentence,
    notes,
    where: kind === 'table' ? 'table' : kind === 'note' ? 'note' : 'text',
    ...(reading.optional ? { optional: true } : {}),
  }
}

function sentenceOf({ input }: FigureView, { start, end }: Span): Span {
  const sentence = spanAt(input.sentences, start)
  return sentence ? { start: sentence.start, end: Math.max(sentence.end, end) } : { start, end }
}

type Surroundings = { sentence: Span; notes: readonly number[]; nextStart: number }

/** What holds now is of no year that the sentence names. */
const present = /^[^.;,]*(?<!\p{L})(?:already|now|today|currently|actuellement|aujourd|actualmente|hoy)(?!\p{L})/iu
/** "the 2012 global estimate" in a note dates what the note sources. */
const ofEstimate =
  /^ (?:\p{L}+ ){0,2}(?:estimates?|survey|census|estimations?|enquête|recensement|estimaci(?:ón|ones)|encuesta|censo)(?!\p{L})/iu

/** The period of the sentence; where it has none, that of the note that sources it. */
function datedBy(view: FigureView, figure: Span, { sentence, notes, nextStart }: Surroundings) {
  const isNow = present.test(view.text.slice(figure.end, Math.min(sentence.end, figure.end + 40)))
  const own = isNow ? undefined : periodOf(figure, view.datesOf(sentence), nextStart)
  if (own) return own
  for (const note of notes) {
    const paragraph = view.input.paragraphs[note]
    const dated = paragraph && datesIn(view.text, { start: paragraph.start, end: paragraph.end })
    const inYear = dated?.find(({ start, end }) => {
      const before = view.text.slice(start - 8, start)
      return /(?:in|during|en|for) $/i.test(before) || ofEstimate.test(view.text.slice(end, end + 40))
    })
    if (inYear) return inYear.period
  }
  return undefined
}
