import type { ProjectDraft } from './draft.ts'
import { closingPeriod } from './periods.ts'
import { preambleOf } from './preamble.ts'
import type { ProjectReading } from './reading.ts'

/** What shows that an evaluation is of a project, and not of a policy or a law. */
const ofProject =
  /\b(?:project|programme|program|initiative|phase\s[IVX\d]+|projet|proyecto|programa|iniciativa|fase\s[IVX\d]+)\b|\([A-Z]{3}\/\d{2}\/\d{2,3}\/[A-Z]{2,4}\)|[“«"]/iu
const evaluated = /[eé]valua[tc]i|review|assessment/iu
const code = /\s*\(?[A-Z]{3}\/\d{2}\/\d{2,3}\/[A-Z]{2,4}\)?\s*$/u
const predicate = /\s(?:is|was|are|were|has|have|found|shows|showed|concluded|est|a\sété|fue|es)\s/u

/** Lines that name the evaluation of a project: "Final evaluation of the Better Orchards Programme in Lebanon". */
export function findEvaluations(reading: ProjectReading, rule: string): ProjectDraft[] {
  return reading.pieces.flatMap((piece): ProjectDraft[] => {
    if (piece.kind === 'note' || piece.kind === 'table' || piece.text.length > 330 || !evaluated.test(piece.text))
      return []
    const lead = preambleOf(piece.text)
    if (!evaluated.test(lead)) return []
    const rest = piece.text.slice(lead.length)
    const period = closingPeriod(rest)
    const withoutPeriod = (period ? rest.slice(0, period.start) : rest).replace(code, '').replace(/[\s.,;:”»"]+$/u, '')
    if (!/^\p{Lu}/u.test(withoutPeriod) || withoutPeriod.length < 8 || predicate.test(withoutPeriod)) return []
    if (!period && !ofProject.test(piece.text)) return []
    const start = piece.start + lead.length
    const shifted = period && { ...period, start: start + period.start, end: start + period.end }
    return [
      {
        rule,
        title: { start, end: start + withoutPeriod.length },
        block: { start: piece.start, end: piece.end },
        role: 'body',
        fields: [],
        ...(shifted && { period: shifted }),
      },
    ]
  })
}
