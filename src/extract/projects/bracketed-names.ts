import type { Span } from '../../contracts/position.ts'
import { indexBefore, spanAt } from '../extraction-input.ts'
import { isNamedBody } from './bodies.ts'
import { isOtherThing } from './headings.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { contentOf, walkLeft } from './name-words.ts'
import { readPeriods } from './periods.ts'
import { proseDraft } from './prose-block.ts'
import { type ProjectReading, quote, within } from './reading.ts'

/** "(Sida, 2020–2023, SEK 42 million)", "(2012–2015)". */
const bracket = /\s\(([^()\n]{0,60}(?<!\d)(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d(?!\d)[^()\n]{0,60})\)/gu
const ofProjects =
  /\b(?:projects?|programmes?|programs?|initiatives?|projets?|proyectos?|programas?|iniciativas?|successors?|pilots?)\b/iu

/** Names with their years and their donor or money in a bracket: "Two follow: Open Doors (Norway, 2020–2022) and …". */
export function findBracketedNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(bracket)].flatMap((match): ProjectDraft[] => {
    const start = beforePhase(reading, walkLeft(reading.text, match.index + 1))
    if (start === undefined) return []
    const title = { start, end: match.index }
    const printed = quote(reading, title)
    const inner = { start: match.index + 2, end: match.index + match[0].length - 1 }
    if (
      contentOf(printed) < 2 ||
      isOtherThing(printed) ||
      isNamedBody(printed) ||
      !readPeriods(match[1]!).some(({ whole }) => whole)
    )
      return []
    const places: (readonly Span[])[] = [reading.countries, reading.regions, reading.organisations]
    const isPlace = places.some((list) => (spanAt(list, start)?.end ?? 0) > title.end - 3)
    if (isPlace || !isProse(reading, start)) return []
    const donors = donorsIn(reading, inner)
    const paid = donors.length > 0 || within(reading.money, inner).length > 0
    if (!paid && !ofProjects.test(sentenceBefore(reading, start))) return []
    const draft = proseDraft(reading, { rule, title })
    return [{ ...draft, fields: [...draft.fields, ...detailsOf(reading, inner, donors)] }]
  })
}

/** "Ladders for All, Phase II (": a phase is never a name by itself, what stands before its comma is. */
function beforePhase({ text }: ProjectReading, start: number | undefined): number | undefined {
  if (start === undefined || !/^(?:Phase|Fase)\s/u.test(text.slice(start, start + 6))) return start
  const mark = /\s?[,:–—-]\s$/u.exec(text.slice(Math.max(0, start - 4), start))
  return mark ? walkLeft(text, start - mark[0].length) : undefined
}

function isProse(reading: ProjectReading, at: number): boolean {
  const kind = reading.paragraphs[Math.max(0, indexBefore(reading.paragraphs, at))]?.kind
  return kind !== 'table' && kind !== 'heading' && kind !== 'title'
}

function sentenceBefore(reading: ProjectReading, at: number): string {
  const sentence = reading.sentences[Math.max(0, indexBefore(reading.sentences, at))]
  return sentence ? reading.text.slice(Math.max(sentence.start, at - 400), at) : ''
}

const donorsIn = (reading: ProjectReading, inner: Span): Span[] =>
  [...within(reading.organisations, inner), ...within(reading.countries, inner)].map(({ start, end }) => ({
    start,
    end,
  }))

/** The period is read of what stands behind the name anyway; here are who pays and how much. */
function detailsOf(reading: ProjectReading, inner: Span, donors: readonly Span[]): DraftField[] {
  return [
    { name: 'period', value: inner },
    ...donors.map((value): DraftField => ({ name: 'donor', value })),
    ...(within(reading.money, inner).length > 0 ? [{ name: 'amount' as const, value: inner }] : []),
  ]
}
