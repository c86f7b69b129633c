import { type Organisation, organisations } from '../gazetteers/organisations.ts'
import { longestNameAt, makeNameTree, type Name, type NameMatch, type NameTree, scanNames } from './names.ts'
import { wordsOf } from './words.ts'

/** What a printed name says: which organisation, and whether by its letters alone. */
export type OrganisationName = { organisation: Organisation; form: 'name' | 'abbreviation' | 'ambiguous' }

let builtTree: NameTree<OrganisationName> | undefined

function tree(): NameTree<OrganisationName> {
  builtTree ??= makeNameTree(organisations.flatMap((organisation) => namesOf(organisation)))
  return builtTree
}

/** Every name of an organisation in a text, certain or not, sorted by start. */
export function organisationNamesIn(input: { text: string }): NameMatch<OrganisationName>[] {
  let names = namesOfInput.get(input)
  if (!names) {
    names = scanNames(wordsOf(input), tree())
    namesOfInput.set(input, names)
  }
  return names
}

const namesOfInput = new WeakMap<object, NameMatch<OrganisationName>[]>()

const byId = new Map(organisations.map((organisation) => [organisation.id, organisation]))

/** The body that took an organisation's work over, to the last in the line. */
export function successorOf(organisation: Organisation): Organisation | undefined {
  const next = organisation.successor === undefined ? undefined : byId.get(organisation.successor)
  return next && (successorOf(next) ?? next)
}

/** The organisation that a whole name stands for, with or without its letters in brackets; none where no list knows it. */
export function organisationOfName(name: string): Organisation | undefined {
  const [, long, letters] = /^(?:the |la |le |el |l['’])?(.*?)\s*(?:\(([^()]*)\))?\s*$/iu.exec(name) ?? []
  for (const part of [long, letters]) {
    if (!part) continue
    const words = wordsOf({ text: part })
    const match = longestNameAt(words, tree(), 0)
    if (match && match.endWord === words.folded.length) return match.values[0]!.organisation
  }
  return undefined
}

function namesOf(organisation: Organisation): Name<OrganisationName>[] {
  const long = Object.values(organisation.names).flatMap((list) => list ?? [])
  return [
    ...long.map((text): Name<OrganisationName> => ({ text, case: 'capital', value: { organisation, form: 'name' } })),
    ...letters(organisation, organisation.abbreviations, 'abbreviation'),
    ...letters(organisation, organisation.ambiguous ?? [], 'ambiguous'),
  ]
}

function letters(
  organisation: Organisation,
  list: readonly string[],
  form: 'abbreviation' | 'ambiguous',
): Name<OrganisationName>[] {
  return list.map((text) => ({ text, case: 'exact', value: { organisation, form } }))
}
