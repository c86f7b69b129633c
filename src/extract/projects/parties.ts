import { countries } from '../../gazetteers/countries.ts'
import type { Span } from '../../contracts/position.ts'
import { foldName, nameOfInitials } from './abbreviations.ts'
import { isNamedBody, isSmallBody } from './bodies.ts'
import { trim } from './labels.ts'
import { organisationNamed } from './organisation-names.ts'
import { type ProjectReading, quote, within } from './reading.ts'
import { joinPartedWords, mendTitle } from './titles.ts'

/** A donor or partner read at a place, before its evidence is made. */
export type Party = Span & { name: string; asPrinted: string; organisation?: string; successor?: string }

const countryNames = new Map(countries.map(({ code, names }) => [code, names.en?.name?.[0] ?? code]))
const countryNameSet = new Set(countryNames.values())

/** The parties that a field's value or a clause lists. */
export function readParties(reading: ProjectReading, span: Span): Party[] {
  const parties = partsOf(reading, span).flatMap((part) => partyOf(reading, part) ?? [])
  // "Department of Foreign Affairs (DFA), Australia": the country says whose it is.
  return parties.filter((party, index) => {
    const before = parties[index - 1]
    return !(
      before &&
      isCountry(party.asPrinted) &&
      /[)\]]$|^(?:the )?(?:Ministr|Department|Government|Minist)/iu.test(before.asPrinted) &&
      index === parties.length - 1 &&
      !isCountry(before.asPrinted)
    )
  })
}

/** Marks and words that may part two names; those inside a known name or a bracket do not. */
const separators =
  /[;\n\t|•]|\s[/–—]\s|,(?=\s)|(?<=[\s,])(?:and|et|y|e|und|as\swell\sas|ainsi\sque|así\scomo|&)(?=\s)/giu

function partsOf(reading: ProjectReading, span: Span): Span[] {
  const value = quote(reading, span)
  const known = within(reading.organisations, span).map(({ start, end }) => ({
    start: start - span.start,
    end: end - span.start,
  }))
  const depths = bracketDepths(value)
  const cuts: { at: number; end: number; soft: boolean }[] = []
  for (const match of value.matchAll(separators)) {
    const at = match.index
    if (depths[at] || known.some((name) => at > name.start && at < name.end)) continue
    cuts.push({ at, end: at + match[0].length, soft: /\p{L}|&/u.test(match[0]) })
  }
  const parts: Span[] = []
  let from = 0
  for (const [index, cut] of cuts.entries()) {
    const after = value.slice(cut.end, cuts[index + 1]?.at ?? value.length)
    if (cut.soft && !isOwnName(reading, value.slice(from, cut.at), after)) continue
    if (!cut.soft && value[cut.at] === ',' && !mayFollowComma(value.slice(from, cut.at), after)) continue
    parts.push({ start: span.start + from, end: span.start + cut.at })
    from = cut.end
  }
  parts.push({ start: span.start + from, end: span.end })
  return parts.map((part) => trim(reading.text, part)).filter((part) => part.end > part.start)
}

function bracketDepths(text: string): Uint8Array {
  const depths = new Uint8Array(text.length)
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '(') depth++
    else if (text[index] === ')' && depth > 0) depth--
    depths[index] = depth > 0 ? 1 : 0
  }
  return depths
}

const organisationNoun =
  /^(?:the |la |le |les |el |los |l['’])?(?:Ministr|Minist[èe]r|Department|Départ|Agenc|Agence|Government|Gouvern|Gobiern|Fund|Fond|Foundation|Universi|Union|Unión|European|Europe|Federa|Fédéra|Organi[sz]a|Oficina|Office|Bank|Banque|Banco|Council|Conseil|Consejo|Commission|Comisión|Secretar|Secrétar|Institu|International|Internation|National|Nation|Swiss|Royal|World|United)/iu

/** Whether what follows an "and" is a name by itself: "Ministry of Labour and Social Affairs" is one. */
function isOwnName(reading: ProjectReading, before: string, after: string): boolean {
  const right = joinPartedWords(after.trim(), reading.wording)
  const left = before.trim()
  if (right === '') return true
  if (/[)\]]$/.test(left) || (/^(?:the|la|le|les|el|los|las|l['’])\s?\p{Lu}/iu.test(right) && isWhole(reading, left)))
    return true
  if (/^\p{Lu}[\p{Lu}\d&-]{1,9}$/u.test(left) && isWhole(reading, left) && /^\p{Lu}/u.test(right)) return true
  // "… and Cooperation (SDC)": the letters are of the whole name, not of what stands behind the "and".
  if (organisationNamed(right.replace(/\s*\([^()]*\)/gu, ''))) return true
  const acronym = /^([^()]{3,120})\(([^()]{2,16})\)/u.exec(right)
  if (acronym && nameOfInitials(acronym[1]!.trimEnd(), acronym[2]!) === acronym[1]!.trim()) return true
  if (/^\p{Lu}[\p{Lu}\d&-]{1,9}(?:$|[\s,.;(])/u.test(right) && !/^\p{Lu}+\s\p{Lu}{2,}/u.test(right)) return true
  if (isCountry(right.replace(government, ''))) return true
  if (/\b(?:of|for|de|pour|para|and|du|des)$/iu.test(left)) return false
  return organisationNoun.test(right) || isAnotherBody(reading, left, right)
}

/** "y del ", "et par ", "and by ": the preposition of the first name said again. */
const againPreposition =
  /^(?:by|from|with|par|por|con|avec|de|del|du|des|a|al|à|au|aux)\s(?:(?:the|la|le|les|el|los|las)\s|l['’])?|^d['’]/iu
const withArticle = /^(?:(?:the|la|le|les|el|los|las)\s|l['’])\p{Lu}/iu

/** "Fundación Tinker | y la Embajada de …", "the Wellspring Foundation | and the city of …": two names that both are whole. */
function isAnotherBody(reading: ProjectReading, left: string, right: string): boolean {
  const again = againPreposition.exec(right)?.[0] ?? ''
  const name = right.slice(again.length)
  // "Ministère de la Santé et de la Famille": what a ministry is of, said again.
  const known = organisationNamed(name) !== undefined || isCountry(name.replace(government, ''))
  if (again && known) return true
  if (isNamedBody(name) && /^(?:a|al|à|au|aux|by|from|with|par|por|con|avec)\s/iu.test(again)) return true
  const first = left.replace(/^.*[;,]\s/u, '').replace(againPreposition, '')
  const leftIsWhole = isWhole(reading, left) || isNamedBody(first) || /^\p{Lu}\S+\s\p{Lu}/u.test(first)
  if (!leftIsWhole) return false
  if (isNamedBody(name)) return true
  return (
    withArticle.test(right) &&
    !/^(?:the |la |le |el |l['’])?(?:minist|depart|départ|secr|direc)|\s(?:for|pour|para)\s/iu.test(first)
  )
}

/** Whether what stands before an "and the" could end there: a known name, a country, or letters alone. */
function isWhole({ wording }: ProjectReading, left: string): boolean {
  const last = /(?:^|[\s,])(\p{Lu}[\p{Lu}\d&-]{1,9})$/u.exec(left)?.[1]
  return (
    isCountry(left.replace(government, '')) ||
    organisationNamed(left) !== undefined ||
    (last !== undefined && !wording.words.has(last.toLowerCase()))
  )
}

/** "Ministry of Labour, Employment and Social Security": a comma inside a name, before a lone common noun. */
function mayFollowComma(before: string, after: string): boolean {
  const right = after.trim()
  if (!/^(?:the )?(?:Ministr|Minist[èe]r|Department)/iu.test(before.trim())) return true
  return /[A-Z]{2}|^(?:the )?\p{Lu}\p{Ll}+ \p{Lu}/u.test(right) || organisationNoun.test(right) || isCountry(right)
}

const countryByName = new Map<string, string>()
for (const { code, names } of countries)
  for (const forms of Object.values(names))
    for (const list of [forms?.name, forms?.official, forms?.former, forms?.abbreviation])
      for (const form of list ?? []) countryByName.set(foldName(form), code)

/** "Swiss", "Norwegian government": a country that gives, by its adjective. */
const countryByDemonym = new Map<string, string>()
for (const { code, names } of countries)
  for (const name of Object.values(names).flatMap((forms) => forms?.demonym ?? []))
    countryByDemonym.set(foldName(name), code)

const isCountry = (text: string): boolean => countryByName.has(foldName(text))

/** "Government of", "the Kingdom of", "Gobierno de": what stands before a country that is a party itself. */
const government =
  /^(?:government|gouvernement|gobierno|kingdom|cooperation|coopération|cooperación)s?\s(?:of|de|du|des|del|d['’])\s?(?:the\s|la\s|les\s|l['’])?/iu
const genitive = /^(?:\p{Lu}\.?){2,3}['’]s\s|^\p{Lu}\p{L}+['’]s\s/u
/** "the United Kingdom’s", "the European Union’s": an owner of several words. */
const longGenitive = /^((?:\p{Lu}\p{L}+\s){1,3}\p{Lu}\p{L}+)['’]s?\s(?=\p{Lu})/u

function withoutOwner(name: string): string {
  const owner = longGenitive.exec(name)
  const known = owner && (isCountry(owner[1]!) || organisationNamed(owner[1]!))
  return (known ? name.slice(owner[0].length) : name.replace(genitive, '')).trim()
}

/** The party that a part names; undefined where it names none ("others", "civil society partners"). */
function partyOf(reading: ProjectReading, part: Span): Party | undefined {
  const lead =
    /^(?:by|from|par|por|de|del|du|des|a|al|à|au|aux|con|avec|with|and|et|y|both|jointly|conjointement|the|le|la|les|l['’]|el|los|las)[\s]+|^[ld]['’]/iu
  let { start, end } = part
  for (let match = lead.exec(reading.text.slice(start, end)); match; match = lead.exec(reading.text.slice(start, end)))
    start += match[0].length
  const printed = reading.text.slice(start, end).replace(/\s+/g, ' ')
  if (isAmount.test(printed) || isYears.test(printed)) return undefined
  if (
    !(/^[\p{Lu}\d“"«]/u.test(printed) || opensSmall.test(printed) || isSmallBody(printed)) ||
    printed.length > 160 ||
    !/\p{L}{2}/u.test(printed) ||
    isVague(printed) ||
    (isProject.test(printed) && !organisationNamed(printed)) ||
    doesWork.test(printed)
  )
    return undefined
  const name = canonicalName(reading, printed)
  return { start, end, asPrinted: printed, ...name }
}

/** "Donor and budget: SDC, US$ 4,850,000": the amount is no party. */
const isAmount = /^(?:[A-Z]{0,3}\s?[$€£]|[A-Z]{3,4}\s?\d|\d[\d.,\s]*(?:million|[Mm]\b|[A-Z]{3}\b|[€£]))/u

/** "ministère fédéral de la Coopération", "gobierno noruego": bodies whose noun is printed small, with whose they are. */
const opensSmall =
  /^(?:(?:minist[èe]re|ministerio|ministry|agence|agencia|agency|ambassade|embajada|embassy|banque|banco|fondation|fundación)\s[^,;]{0,60}?\p{Lu}|(?:gouvernement|gobierno|government|coopération|cooperación)\s(?!(?:de\sla|des|du|of\sthe)\s\p{Ll}))/u

/** "USD 2 million from 2017 to 2023": years give nothing. */
const isYears = /^(?:19|20)\d\d(?!\p{L})/u

/** "…, Open Ladders works": the sentence has gone on. */
const doesWork =
  /\s(?:works?|worked|helps?|helped|trains?|trained|supports?|aims?|provides?|reached|aide|forme|ayuda|apoya)$/u

/** Whether a party is one beyond doubt: known, a country, letters, or named like a body; "Syrian refugees" are none. */
export function isCertain({ asPrinted, organisation, name }: Party): boolean {
  if (organisation || isNamedBody(asPrinted) || isSmallBody(asPrinted)) return true
  if (isCountry(asPrinted.replace(government, '')) || countryNameSet.has(name)) return true
  if (/\s\p{Ll}{3,}$/u.test(asPrinted)) return false
  return /^\p{Lu}[\p{Lu}\d/&-]{2,}$/u.test(asPrinted) || /^\p{Lu}\S+\s(?:\p{Ll}{1,3}\s)*\p{Lu}/u.test(asPrinted)
}

/** Whether a party is a country, or an adjective of one. */
export const isState = ({ asPrinted, name, organisation }: Party): boolean =>
  !organisation && (isCountry(asPrinted) || countryByDemonym.has(foldName(asPrinted)) || isCountry(name))

/** "…, le Programme d’emploi des jeunes": the sentence has come to what is paid for. */
const isProject =
  /^(?:Project|Projet|Proyecto|Programme|Programa|Initiative|Iniciativa)\s(?:of|for|de|du|des|d['’]|pour|para)/u

const isVague = (text: string): boolean =>
  /^(?:others?|various|several|multiple|n\/?a|none|tbd|tbc|autres|otros|divers|varios|civil society|in kind)\b|^\d+\s\p{Ll}/iu.test(
    text,
  )

/** "un financement européen", "con fondos noruegos": who gives, by an adjective; undefined where it is no giver's. */
export function readAdjective(reading: ProjectReading, span: Span): Party | undefined {
  const printed = quote(reading, span)
  const country = countryByDemonym.get(foldName(printed))
  const name = country ? countryNames.get(country) : european.test(printed) ? organisationNamed('EU')?.name : undefined
  return name === undefined ? undefined : { ...span, name, asPrinted: printed }
}

const european = /^(?:europ[ée]{2}n(?:ne)?s?|europe[oa]s?|european)$/iu

function canonicalName(reading: ProjectReading, printed: string): Pick<Party, 'name' | 'organisation' | 'successor'> {
  const bracket = /^(.*\S)\s*\(\s*([^()]{2,40}?)\s*\)$/u.exec(printed)
  const whole = withoutOwner(bracket?.[1] ?? printed)
  const inner = bracket?.[2]?.trim()
  const parted = /^(\S[^–—-]{1,60}?)\s[–—-]\s(\S.{1,90})$/u.exec(whole)
  const forms = [printed, whole, inner, ...(parted ? parted.slice(1) : [])]
  const known = forms.map((form) => form && organisationNamed(form)).find((form) => form)
  if (known) return known
  const country = countryByName.get(foldName(whole.replace(government, '')))
  if (country) return { name: countryNames.get(country)! }
  const adjective = countryByDemonym.get(
    foldName(
      whole
        .replace(/\s(?:government|gouvernement|cooperation|people|Government|Cooperation)$/u, '')
        .replace(/^(?:gouvernement|gobierno|coopération|cooperación)\s/iu, ''),
    ),
  )
  if (adjective) return { name: countryNames.get(adjective)! }
  const mended = /\s/.test(whole) ? mendTitle(whole, reading.wording) : whole
  if (inner && isShortName(inner)) return { name: restored(joinPartedWords(inner, reading.wording)) }
  const defined = reading.abbreviations.short.get(foldName(mended))
  if (defined) return { name: organisationNamed(defined)?.name ?? defined }
  return { name: withoutArticle(mended) }
}

const isShortName = (text: string): boolean => /^\p{Lu}[\p{L}\d&.-]{1,14}(?: \p{L}{2,12})?$/u.test(text)
const restored = (text: string): string => text.replace(/^UN WOMEN$/i, 'UN Women')
const withoutArticle = (name: string): string => name.replace(/^(?:the|le|la|les|el|los|las)\s(?=\p{Lu})/iu, '')
