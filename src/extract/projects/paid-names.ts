import type { Span } from '../../contracts/position.ts'
import type { ProjectDraft } from './draft.ts'
import { mayBeName } from './followed-names.ts'
import { nameFrom } from './name-behind.ts'
import { proseDraft } from './prose-block.ts'
import { type ProjectReading, quote } from './reading.ts'

/** "…, came from Norway for Fair Orchards": what stands between the sum and the name is one clause. */
const purpose = /^[^.;()\n]{0,70}?\s(?:for|to|pour|para)\s(?=\p{Lu})/u

/** Names that a sum is given for, where the document speaks of them elsewhere, too: once alone may be of anybody. */
export function findPaidNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return reading.money.flatMap((money): ProjectDraft[] => {
    const lead = purpose.exec(reading.text.slice(money.end, money.end + 120))
    const found = lead && nameFrom(reading, money.end + lead[0].length)
    const title = found && recurring(reading, found)
    return title && mayBeName(reading, title) ? [proseDraft(reading, { rule, title })] : []
  })
}

/** The name, with or without where it works, as it stands in another place. */
function recurring(reading: ProjectReading, name: Span): Span | undefined {
  const printed = quote(reading, name)
  const bare = printed.replace(/\s(?:in|en|au|aux|à)\s\p{Lu}.*$/u, '')
  return [printed, bare]
    .filter((text) => reading.text.indexOf(text) !== name.start || reading.text.indexOf(text, name.end) >= 0)
    .map((text) => ({ start: name.start, end: name.start + text.length }))[0]
}
