import type { NameMatch } from '../names.ts'
import { type OrganisationName, organisationNamesIn } from '../organisation-names.ts'
import { defineRule, type Found } from '../rule.ts'

type Input = { text: string }

const name = defineRule<'organisation', Input>({
  id: 'organisation/name',
  kind: 'organisation',
  accept: [
    ['the Swiss Agency for Development and Cooperation', 'Swiss Agency for Development and Cooperation = sdc'],
    [
      'funded by the Australian Agency for International Development',
      'Australian Agency for International Development = ausaid',
    ],
    ['avec l’Organisation internationale pour les migrations', 'Organisation internationale pour les migrations = iom'],
    [
      'con la Agencia Española de Cooperación Internacional para el Desarrollo',
      'Agencia Española de Cooperación Internacional para el Desarrollo = aecid',
    ],
    ['PARTNER: ORGANISATION OF AMERICAN STATES', 'ORGANISATION OF AMERICAN STATES = oas'],
  ],
  reject: ['the agency for development', 'a world bank note', 'the council of Europeans'],
  find: (input) => foundIn(input, new Set(['name'])),
})

const abbreviation = defineRule<'organisation', Input>({
  id: 'organisation/abbreviation',
  kind: 'organisation',
  accept: [
    ['financed by SDC, DFID and AusAID', 'SDC = sdc', 'DFID = dfid', 'AusAID = ausaid'],
    ['l’OIM et le HCR', 'OIM = iom', 'HCR = unhcr'],
    ['the Danish Refugee Council (DRC) and later the DRC', 'DRC = drc-ngo', 'DRC = drc-ngo'],
    ['loans of IFAD, ADB and the World Bank', 'IFAD = ifad', 'ADB = adb'],
    ['la OIT, el PNUD y el ACNUR', 'OIT = ilo', 'PNUD = undp', 'ACNUR = unhcr'],
  ],
  reject: ['who, oit', 'workers in the DRC', 'le SIDA'],
  find: (input) => foundIn(input, new Set(['abbreviation', 'ambiguous'])),
})

export const organisationNameRules = [name, abbreviation]

function foundIn(input: Input, forms: ReadonlySet<OrganisationName['form']>): Found<'organisation'>[] {
  const matches = organisationNamesIn(input)
  const written = new Set<string>()
  for (const { values, end } of matches)
    for (const { form, organisation } of values) {
      if (form !== 'name') continue
      written.add(organisation.id)
      for (const letters of organisation.ambiguous ?? [])
        if (lettersBehind(input.text, end) === letters) written.add(`${organisation.id} ${letters}`)
    }
  const isCertain = ({ values }: NameMatch<OrganisationName>) => values.some(({ form }) => form !== 'ambiguous')
  return matches.flatMap((match, index) => {
    const printed = input.text.slice(match.start, match.end)
    const company = [matches[index - 1], matches[index + 1]].some(
      (other) => other && isCertain(other) && isNear(match, other),
    )
    const value = match.values.find(({ form, organisation: { id } }) => {
      if (form !== 'ambiguous') return true
      return countryLetters.has(printed) ? written.has(`${id} ${printed}`) : company || written.has(id)
    })
    if (!value || !forms.has(value.form)) return []
    return [mentionOf(input.text, match, value)]
  })
}

const nearCharacters = 20

/** In one list of organisations: "ADB, IFAD and the World Bank". */
function isNear(one: NameMatch<OrganisationName>, other: NameMatch<OrganisationName>): boolean {
  return Math.max(one.start, other.start) - Math.min(one.end, other.end) < nearCharacters
}

/** Letters that are a country's unless the document gives them to a body: "Danish Refugee Council (DRC)". */
const countryLetters = new Set(['DRC'])

function lettersBehind(text: string, end: number): string | undefined {
  return /^\s?\(([^()\s]{2,8})\)/.exec(text.slice(end, end + 12))?.[1]
}

function mentionOf(
  text: string,
  { start, end }: NameMatch<OrganisationName>,
  value: OrganisationName,
): Found<'organisation'> {
  const role = roleOf(text, { start, end })
  return { kind: 'organisation', start, end, organisation: value.organisation.id, ...(role && { role }) }
}

/** "funded by the …", "donor: …", "con el apoyo de …". */
const donorCue =
  /(?:fund(?:ed|ing)|financ(?:ed|ing|é|ée|és|iado|iada)|donors?|bailleurs?|donantes?|supported|support|appui|apoyo|thanks to|grâce à)\b[^.;:]{0,60}:?[^.;]{0,20}$/iu
/** "in partnership with …", "partenaires : …". */
const partnerCue =
  /(?:partners?|partnership|partenaires?|partenariat|socios?|asociados?|collaboration|colaboración|jointly|conjunto)\b[^.;]{0,60}$/iu
/** "published by the …". */
const authorCue =
  /(?:published|prepared|written|publié|rédigé|publicado|elaborado)\s(?:by|par|por)\s(?:the\s|la\s|l['’]|el\s)?$/iu
const cueCharacters = 90
/** The first lines name the body that speaks: "ILO - Background Note", or its name alone on a line. */
const headCharacters = 400
const lineBefore = /(?:^|\n)\s*(?:The\s)?$/
const lineAfter = /^\s*(?:[-–—|:]\s|\n|$|\([^()]{2,12}\)\s*(?:\n|$))/

/** What the words before the name say of its part; none where they do not. */
function roleOf(
  text: string,
  { start, end }: { start: number; end: number },
): 'donor' | 'partner' | 'author' | undefined {
  const before = text.slice(Math.max(0, start - cueCharacters), start)
  if (
    authorCue.test(before) ||
    (end < headCharacters && lineBefore.test(before) && lineAfter.test(text.slice(end, end + 20)))
  )
    return 'author'
  if (partnerCue.test(before)) return 'partner'
  return donorCue.test(before) ? 'donor' : undefined
}
