import { countries } from './gazetteers/countries.ts'
import { iloInstruments, namedInstruments } from './gazetteers/instruments.ts'
import { organisations } from './gazetteers/organisations.ts'
import { regions } from './gazetteers/regions.ts'
import type { KnownNames, NamedThing } from './http/suggest.ts'
import { foldedText } from './search/words.ts'

type Names = { [language: string]: readonly string[] | undefined }
const namesIn = (names: Names | undefined): string[] => Object.values(names ?? {}).flatMap((list) => list ?? [])

const mostFound = 40

/** The names of the gazetteers, found by how any of their words begins, without case or accents. */
export function suggestedNames(): KnownNames {
  const things = everyThing().map(({ forms, ...thing }) => ({ thing, forms: [...new Set(forms.map(foldedText))] }))
  const labels = new Map(things.map(({ thing }) => [`${thing.kind}:${thing.value}`, thing.label]))
  return {
    labelOf: (kind, value) => labels.get(`${kind}:${value}`),
    beginningWith(typed) {
      const start = foldedText(typed)
      if (start.length < 2) return []
      const found = things.flatMap(({ thing, forms }) => {
        const distance = Math.min(...forms.map((form) => placeOf(form, start)))
        return distance === Infinity ? [] : [{ thing, distance }]
      })
      return found
        .sort((one, other) => one.distance - other.distance || one.thing.label.localeCompare(other.thing.label, 'en'))
        .slice(0, mostFound)
        .map(({ thing }) => thing)
    },
  }
}

/** 0 for the name itself, 1 where it begins so, 2 where another of its words does. */
function placeOf(form: string, start: string): number {
  if (form === start) return 0
  if (form.startsWith(start)) return 1
  return form.includes(` ${start}`) ? 2 : Infinity
}

type Listed = NamedThing & { forms: string[] }

function everyThing(): Listed[] {
  return [
    ...countries.map(({ code, alpha2, names }): Listed => {
      const forms = Object.values(names).flatMap((language) => namesIn(language))
      return { kind: 'country', value: code, label: names.en?.name?.[0] ?? code, forms: [code, alpha2, ...forms] }
    }),
    ...regions.map(({ code, names, abbreviations = [] }): Listed => {
      const forms = [...namesIn(names), ...abbreviations]
      return { kind: 'region', value: code, label: names.en?.[0] ?? code, forms }
    }),
    ...iloInstruments.map(({ id, title, subjects, shortTitles = [] }): Listed => {
      const forms = [id, String(Number(id.slice(1))), title, ...namesIn(subjects), ...shortTitles]
      return { kind: 'convention', value: id, label: `${id} ${title}`, forms }
    }),
    ...namedInstruments.map(({ id, titles, abbreviations }): Listed => {
      const label = titles.en?.[0] ?? id
      return { kind: 'convention', value: id, label, forms: [id, ...namesIn(titles), ...abbreviations] }
    }),
    ...organisations.flatMap(({ id, name, names, abbreviations }): Listed[] => {
      const forms = [name, ...namesIn(names), ...abbreviations]
      const label = names.en?.[0] ?? name
      // mentions bear the id, donors of projects the usual name
      return [
        { kind: 'organisation', value: id, label, forms },
        { kind: 'donor', value: name, label, forms },
      ]
    }),
  ]
}
