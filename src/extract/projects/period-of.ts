import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { type FoundPeriod, readPeriodField, readPeriods, wholePeriod } from './periods.ts'
import { notesOf, type ProjectReading, quote } from './reading.ts'

/** What a sentence must be about for its period to be the project's. */
const ofProject =
  /\b(?:project|programme|program|initiative|action|phase|implement\w*|launch\w*|months|projet|mis en œuvre|lancée?|proyecto|programa|iniciativa|ejecut\w+|implementad\w+|lanzad\w+|commenced|approved|approuvée?|aprobad[oa]|carried out|ran from|running|(?:for|pour|durante|en|para) (?:the|la|el) (?:period|période|período|periodo))\b/iu

/** The period of a project: printed with its title, in its fields, or told by a sentence of its block. */
export function readPeriodOf(reading: ProjectReading, draft: ProjectDraft): FoundPeriod | undefined {
  if (draft.period) return draft.period
  for (const field of draft.fields)
    if (field.name === 'period') {
      const found = readPeriodField(quote(reading, field.value))
      if (found) return shifted(found, field.value.start)
    }
  const dated = fromDates(reading, draft)
  const told = dated?.whole ? undefined : fromSentences(reading, toldOf(draft))
  // "Project end: June 2021" and "ran from July 2017 to June 2021": the sentence says the same and more.
  if (told && (!dated || (told.whole && agrees(dated, told)))) return told
  if (dated) return dated
  for (const note of notesOf(reading, draft.block)) {
    const found = fromSentences(reading, note)
    if (found?.whole) return found
  }
  return undefined
}

/** What is told of a sheet stands below its labels. */
const toldOf = ({ rule, block, fields }: ProjectDraft): Span =>
  rule === 'project/labelled-sheet' && fields.some(({ name }) => name === 'start' || name === 'end')
    ? { start: block.start, end: block.end + 1500 }
    : block

const agrees = (one: FoundPeriod, other: FoundPeriod): boolean =>
  (one.period.from ?? other.period.from) === other.period.from && (one.period.to ?? other.period.to) === other.period.to

function fromDates(reading: ProjectReading, draft: ProjectDraft): FoundPeriod | undefined {
  const read = (name: 'start' | 'end') => {
    const field = draft.fields.find((candidate) => candidate.name === name)
    const found = field && readPeriodField(quote(reading, field.value))
    return field && found ? shifted(found, field.value.start) : undefined
  }
  const from = read('start')
  const to = read('end')
  const first = from ?? to
  if (!first) return undefined
  const period = { ...(from?.period.from && { from: from.period.from }), ...(to?.period.to && { to: to.period.to }) }
  if (period.from && period.to && period.to < period.from) return undefined
  return {
    start: first.start,
    end: Math.max(first.end, to?.end ?? 0),
    period,
    whole: from !== undefined && to !== undefined,
  }
}

function fromSentences(reading: ProjectReading, block: Span): FoundPeriod | undefined {
  let opening: FoundPeriod | undefined
  let ended: FoundPeriod | undefined
  for (
    let index = Math.max(0, indexBefore(reading.sentences, block.start));
    index < reading.sentences.length;
    index++
  ) {
    const sentence: Span = reading.sentences[index]!
    if (sentence.start >= block.end) break
    const text = quote(reading, sentence)
    // "1 June 2017 – 31 May 2019.": a sentence of its own needs no other word.
    if (!ofProject.test(text) && !wholePeriod(text)) continue
    const found = readPeriods(text).map((period) => shifted(period, sentence.start))
    const whole = found.find((period) => period.whole)
    if (whole) return whole
    if (opening) continue
    ended ??= found.find((period) => isEnd(quote(reading, period)))
    opening = found.find((period) => period.period.from !== undefined && isStart(quote(reading, period)))
    // "It began in 2022 and will end in 2025."
    const end = opening && found.find(({ period }) => period.from === undefined && period.to !== undefined)
    if (opening && end && end.period.to! >= opening.period.from!)
      return { start: opening.start, end: end.end, period: { ...opening.period, to: end.period.to! }, whole: true }
  }
  return opening ?? ended
}

/** "closed in 2023", "until 2024": an end, and no aim ("by 2030"). */
const isEnd = (text: string): boolean =>
  /^(?:ended|closed|until|till|hasta|jusqu|s['’]est\s(?:achev|termin)|terminó|concluyó|finalizó)/iu.test(text)

/** "launched in 2006", "since 2012": a beginning, and not "from 2010 levels". */
const isStart = (text: string): boolean => !/^from/iu.test(text)

function shifted(found: FoundPeriod, by: number): FoundPeriod {
  return { ...found, start: found.start + by, end: found.end + by }
}
