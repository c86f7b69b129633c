import type { Span } from '../../contracts/position.ts'
import { spanAt } from '../extraction-input.ts'
import type { ProjectDraft } from './draft.ts'
import { isOtherThing } from './headings.ts'
import { nameFrom } from './name-behind.ts'
import { contentOf } from './name-words.ts'
import { acronymBehind, proseDraft } from './prose-block.ts'
import { type ProjectReading, quote } from './reading.ts'

/** "Three projects closed: …", "programmes such as …", "dos proyectos, entre ellos …". */
const announcement =
  /(?<!\p{L})(?:projects|programmes|programs|projets|proyectos|programas)(?:,?\s(?:such\sas|including|namely|notably|tels\sque|dont|notamment|comme|como|tales\scomo|entre\sellos)|[^.:;()\n]{0,50}:)\s/gu
/** What may stand before an item: "and the", "“", "le projet". */
const before = /^(?:(?:and|et|y|e|the|le|la|les|el|los|las|projet|proyecto)\s|[“«"]\s?){0,3}/u
/** What may stand between two items: where the first works, and what a bracket says of it. */
const between =
  /^[”»"]?(?:\s(?:in|en|au|aux|à|for|with)\s[^,;.()]{2,60}?)?(?:\s\([^()\n]{1,80}\))?(?:[,;]\s|,?\s(?=(?:and|et|y|e)\s))/u
const quoted = /^([^“”«»"\n]{4,120}?),?\s?[”»"]/u
const mostItems = 12

/** Names of several projects that a sentence lists behind their noun: "Three closed: A in Peru, B in Brazil and C, all …". */
export function findListedNames(reading: ProjectReading, rule: string): ProjectDraft[] {
  return [...reading.text.matchAll(announcement)].flatMap((match): ProjectDraft[] => {
    const titles = itemsFrom(reading, match.index + match[0].length)
    if (titles.length < (match[0].endsWith(': ') ? 2 : 1)) return []
    return titles.map((title) => proseDraft(reading, { rule, title, acronym: acronymBehind(reading.text, title.end) }))
  })
}

function itemsFrom(reading: ProjectReading, from: number): Span[] {
  const titles: Span[] = []
  for (let at = from, count = 0; count < mostItems; count++) {
    const lead = before.exec(reading.text.slice(at, at + 40))![0]
    const start = at + lead.length
    const inQuotes = /[“«"]\s?$/u.test(lead) ? quoted.exec(reading.text.slice(start, start + 140))?.[1] : undefined
    const title = inQuotes
      ? { start, end: start + inQuotes.length }
      : nameIn(reading, { start, last: joins.test(lead) })
    if (!title || !mayBeProject(reading, title)) break
    titles.push(title)
    const gap = between.exec(reading.text.slice(title.end, title.end + 160))
    if (!gap) break
    at = title.end + gap[0].length
  }
  return titles
}

const joins = /(?:and|et|y|e)\s/u

/** The name at an offset; before the last one an "and" parts two: "A, Fair Ports and Open Homes". */
function nameIn(reading: ProjectReading, { start, last }: { start: number; last: boolean }): Span | undefined {
  const name = nameFrom(reading, start)
  if (!name || last) return name
  const parts = /^(.*?)\s(?:and|et|y|e)\s(.*)$/u.exec(quote(reading, name))
  const both = parts && contentOf(parts[1]!) > 1 && contentOf(parts[2]!) > 1
  return both ? { start, end: start + parts[1]!.length } : name
}

/** No place and no organisation, no convention and no process of states. */
function mayBeProject(reading: ProjectReading, title: Span): boolean {
  const places: (readonly Span[])[] = [reading.countries, reading.regions, reading.organisations]
  const printed = quote(reading, title)
  return (
    !places.some((list) => spanAt(list, title.start)) &&
    !isOtherThing(printed) &&
    !/\b(?:Process|Compact|Dialogue|Act|Fund|Bank|Status|Visa|Processus|Pacte|Proceso|Pacto|Fondo)$/u.test(printed)
  )
}
