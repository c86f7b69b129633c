import type { Span } from '../../contracts/position.ts'
import type { ProjectDraft } from './draft.ts'
import { mayBeName } from './followed-names.ts'
import { nameFrom } from './name-behind.ts'
import { proseDraft } from './prose-block.ts'
import { type ProjectReading, quote } from './reading.ts'

/** "…, came from Norway for Fair Orchards": what stands between the sum and the name is one clause. */
const purpose = /^[^.;()\n]{0,70}?\s(?:for|to|pour|para)\s(?=\p{Lu})/u

/** "with a grant of US$ 2 million from Norway, we began Open Ladders": the sum stands before what was begun with it. */
const begun =
  /^[^.;()\n]{0,90}?(?:,\s(?:we|they|nous\s(?:avons|lançons)|se)\s(?:began|launched|started|opened|set\sup|lancé|lanzó|inició)\s)(?=\p{Lu})/u

/** Names that a sum is given for, where the document speaks of them elsewhere, too: once alone may be of anybody. */
export function findPaidNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return reading.money.flatMap((money): ProjectDraft[] => {
    const behind = reading.text.slice(money.end, money.end + 140)
    const start = begun.exec(behind)
    const lead = start ?? purpose.exec(behind)
    const found = lead && nameFrom(reading, money.end + lead[0].length)
    const title = found && (start ? withoutPlace(reading, found) : recurring(reading, found))
    return title && mayBeName(reading, title) ? [proseDraft(reading, { rule, title })] : []
  })
}

const withoutPlace = (reading: ProjectReading, { start, end }: Span): Span => ({
  start,
  end: start + quote(reading, { start, end }).replace(/\s(?:in|en|au|aux|à)\s\p{Lu}.*$/u, '').length,
})

/** The name, with or without where it works, as it stands in another place. */
function recurring(reading: ProjectReading, name: Span): Span | undefined {
  return [name, withoutPlace(reading, name)].find((span) => {
    const printed = quote(reading, span)
    return reading.text.indexOf(printed) !== span.start || reading.text.indexOf(printed, span.end) >= 0
  })
}
