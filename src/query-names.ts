import { countries } from './gazetteers/countries.ts'
import { iloInstruments, namedInstruments } from './gazetteers/instruments.ts'
import { organisations } from './gazetteers/organisations.ts'
import { regions } from './gazetteers/regions.ts'
import type { NameResolvers } from './search/names.ts'
import { nearestFirst } from './search/near-words.ts'
import { foldedText } from './search/words.ts'

type Names = { [language: string]: readonly string[] | undefined }
const namesIn = (names: Names | undefined): string[] => Object.values(names ?? {}).flatMap((list) => list ?? [])

/** What the query language knows of names: those of the gazetteers, in any of their languages, without case or accents. */
export function queryNames(): NameResolvers {
  const country = new NameTable()
  for (const { code, alpha2, names } of countries) {
    const forms = Object.values(names).flatMap((language) => namesIn(language))
    country.add([code], [code, alpha2, ...forms])
  }
  const region = new NameTable()
  for (const { code, names, abbreviations = [] } of regions)
    region.add([code], [code, ...namesIn(names), ...abbreviations])
  const instrument = new NameTable()
  for (const { id, title, subjects, shortTitles = [] } of iloInstruments)
    instrument.add([id], [id, title, ...namesIn(subjects), ...shortTitles])
  for (const { id, titles, abbreviations } of namedInstruments)
    instrument.add([id], [id, ...namesIn(titles), ...abbreviations])
  const organisation = new NameTable()
  for (const { id, name, names, abbreviations } of organisations)
    // mentions bear the id, donors and partners of projects the usual name
    organisation.add([id, name], [id, name, ...namesIn(names), ...abbreviations])
  return {
    resolveCountry: (name) => country.find(name),
    nearCountry: (name) => country.nearest(name),
    resolveRegion: (name) => region.find(name),
    resolveInstrument: (name) => instrument.find(name),
    resolveOrganisation: (name) => organisation.find(name),
  }
}

/** What a name may stand for; one that several things bear stands for all of them. */
class NameTable {
  readonly #meanings = new Map<string, Set<string>>()
  readonly #printed = new Map<string, string>()

  add(meanings: readonly string[], names: readonly string[]): void {
    for (const name of names) {
      const key = foldedText(name)
      const known = this.#meanings.get(key) ?? new Set()
      for (const meaning of meanings) known.add(meaning)
      this.#meanings.set(key, known)
      if (!this.#printed.has(key)) this.#printed.set(key, name)
    }
  }

  /** The name that is spelled most nearly so, as it is printed, and no code; none where every other is too far. */
  nearest(name: string): string | undefined {
    const words = [...this.#printed.keys()].filter((key) => key.length > 3).map((word) => ({ word, passages: 0 }))
    const [near] = nearestFirst(foldedText(name), words)
    return near && this.#printed.get(near.word)
  }

  find(name: string): string[] | undefined {
    const meanings = this.#meanings.get(foldedText(name))
    return meanings && [...meanings]
  }
}
