import { describe, expect, test } from 'vitest'
import { ProjectRecord } from '../../src/contracts/extracted-document.ts'
import { inputOf, projectsOf } from './projects-input.ts'
import { findProjects } from '../../src/extract/projects.ts'

/** One line a project: title; period; countries; donors; partners; amounts. What is absent is left empty. */
function check(text: string, expected: readonly string[], language = 'en'): void {
  expect(projectsOf(text, language).map(lineOf)).toEqual(expected)
}

function lineOf({ title, period, countries, donors, partners, amounts }: ProjectRecord): string {
  const years = period ? `${period.from ?? ''}-${period.to ?? ''}` : ''
  const names = (parties: ProjectRecord['donors']): string => parties.map(({ name }) => name).join(', ')
  const money = amounts.map(({ value, currency }) => `${value} ${currency}`).join(', ')
  return [title, years, countries.join(' '), names(donors), names(partners), money].join('; ')
}

describe('layouts', () => {
  test('reads an annex whose headings are numbered regions, with entries in one paragraph, below a heading and in a list', () => {
    check(
      `# Annex: technical cooperation projects

## A. Global and interregional

LADDER: Action for Pickers. Donor: Norway. Budget: NOK 4 million. Duration: 2017–2020. Countries: Ghana, Togo. It trained 300 pickers.

## B. Africa

### Fair Harbours for Crews*

1 January 2019 – 31 December 2021. Financed by the Government of Finland and carried out with the unions of Ghana.

## C. Asia

- Nurses Abroad: Nepal and Bangladesh; Canada, CAD 300,000, 2016–2019.

- Contracts for Cooks: India; Sweden, SEK 400,000, 2017–2019.`,
      [
        'LADDER: Action for Pickers; 2017-2020; GHA TGO; Norway; ; 4000000 NOK',
        'Fair Harbours for Crews; 2019-2021; GHA; Finland; ; ',
        'Nurses Abroad; 2016-2019; NPL BGD; Canada; ; 300000 CAD',
        'Contracts for Cooks; 2017-2019; IND; Sweden; ; 400000 SEK',
      ],
    )
  })

  test('gives the country of a country profile to projects that name none, and no part of one a record of its own', () => {
    check(
      `# Togo: profile of cooperation

# Projects

Project | Period | Development partner | US$
Open Ladders | 2019–2024 | Norway | 110 000
Cooks Return | 2021–2023 | Finland | 145 000

# Open Ladders: main results

Since 2019 the project has helped 42 pickers.`,
      ['Open Ladders; 2019-2024; TGO; Norway; ; 110000 USD', 'Cooks Return; 2021-2023; TGO; Finland; ; 145000 USD'],
    )
  })

  test('what is told of other projects is no more of the one above', () => {
    check(
      `# Projets

Échelles et métiers (2019-2023) Bailleur : Norvège Pays : Togo

Deux projets plus anciens ont pris fin. De 2014 à 2017, le projet « Retour au port », financé par la Finlande, a aidé des équipages au Ghana.`,
      ['Échelles et métiers; 2019-2023; TGO; Norway; ; ', 'Retour au port; 2014-2017; GHA; Finland; ; '],
      'fr',
    )
  })

  test('reads an annex of titles in capitals that the print has torn apart', () => {
    check(
      `# Annex: technical cooperation projects

# Asia and the Pacific Region

S AFE WORK FOR C OOKS AND PICKERS IN NEPAL : PHASE II (2013/2015)

PARTNERS: CARITAS AND THE WORLD BANK

The office helps cooks and pickers to find safe work in Nepal. The project is financed by the Swiss Agency for Development and Cooperation (SDC).

BOATS WITH PAPERS (2012-2014)

The project helps crews in Fiji and Tonga. It is funded by AusAID.`,
      [
        'Safe Work for Cooks and Pickers in Nepal: Phase II; 2013-2015; NPL; SDC; Caritas, World Bank; ',
        'Boats with Papers; 2012-2014; FJI TON; AusAID; ; ',
      ],
    )
  })

  test('reads a table with the unit of money in its heading', () => {
    check(
      `# Projects of the region

Country | Project | Development partner | Amount (USD million) | Dates
Ethiopia | Cooks First | Norway | 2.5 | 2013–2016
Somalia | Coastal Jobs | DFID | 4.2 | until 2018
Total | | | 6.7 | `,
      ['Cooks First; 2013-2016; ETH; Norway; ; 2500000 USD', 'Coastal Jobs; -2018; SOM; DFID; ; 4200000 USD'],
    )
  })

  test('reads a fact sheet in two columns', () => {
    check(
      `# Project profile

Project title | Bridges for Seasonal Workers
Countries | Tajikistan, Kyrgyzstan
Donor | Swiss Agency for Development and Cooperation (SDC)
Budget | CHF 1,200,000
Start date | 01/03/2015
End date | 28/02/2018`,
      ['Bridges for Seasonal Workers; 2015-2018; TJK KGZ; SDC; ; 1200000 CHF'],
    )
  })

  test('reads an evaluation brief whose labels stand over their values', () => {
    check(
      `# Final independent evaluation of the project “Clinics on the Border”

# Project information:

Geographical coverage: Guinea, Liberia

Project period:

January 2019 – June 2021

Donor:

IOM Development Fund

Budget:

USD 300,000`,
      ['Clinics on the Border; 2019-2021; GIN LBR; IOM Development Fund; ; 300000 USD'],
    )
  })

  test('reads a list with a project a line', () => {
    check(
      `# Portfolio of projects

1. Fair Orchards (FO), Nepal and Jordan, 2015–2018, funded by Norway

2. Crews at Sea, Thailand, since 2016, funded by the European Union`,
      ['Fair Orchards (FO); 2015-2018; NPL JOR; Norway; ; ', 'Crews at Sea; 2016-; THA; European Union; ; '],
    )
  })

  test('reads French notes', () => {
    check(
      `# Projets de coopération technique

RENFORCEMENT DE LA GOUVERNANCE DES MIGRATIONS AU MALI (2016-2019)

PARTENAIRES : OIM, Croix-Rouge malienne

Budget : 1 500 000 EUR. Pays : Mali. Bailleur : AFD.

Projet « Retour des maçons » (2012-2015), financé par l’Espagne, au Sénégal.`,
      [
        'Renforcement de la gouvernance des migrations au Mali; 2016-2019; MLI; AFD; IOM, Croix-Rouge malienne; 1500000 EUR',
        'Retour des maçons; 2012-2015; SEN; Spain; ; ',
      ],
      'fr',
    )
  })

  test('reads Spanish prose', () => {
    check(
      `Entre 2012 y 2015, la oficina ejecutó el Proyecto Cosechas con Contrato, financiado por la Unión Europea, en Costa Rica y Panamá. La iniciativa “Trabajo sin Fronteras” (2016-2018), financiada por la AECID, beneficia a Bolivia.`,
      [
        'Proyecto Cosechas con Contrato; 2012-2015; CRI PAN; European Union; ; ',
        'Trabajo sin Fronteras; 2016-2018; BOL; AECID; ; ',
      ],
      'es',
    )
  })
})

describe('one record for each project', () => {
  const annex = `# Annex: projects

JOINT ACTION TO SHIELD PICKERS IN THE ASEAN REGION FROM DEBT (ASEAN PICKER PROJECT) (2012-2016)

The project works in Thailand and Cambodia. It is funded by CIDA.

JOINT ACTION TO SHIELD PICKERS WITHIN AND FROM EAST AFRICA FROM DEBT (2010-2015)

The project works in Kenya and Uganda. It is financed by AusAID.`

  test('a short name keeps two apart, and brings the body’s name to the right one', () => {
    const projects = projectsOf(
      `The Joint Action to Shield Seasonal Pickers from Debt (ILO-PICKER project) helps farms in Kenya.\n\n${annex}`,
    )
    expect(projects.map(({ title, acronym }) => [title, acronym])).toEqual([
      ['Joint Action to Shield Pickers in the ASEAN Region from Debt (ASEAN PICKER Project)', 'ASEAN PICKER'],
      ['Joint Action to Shield Pickers within and from East Africa from Debt', 'ILO-PICKER'],
    ])
    expect(projects[1]!.places.map(({ role }) => role)).toEqual(['annex', 'body'])
  })

  test.for([
    ['phases', 'Safer Roads Phase I (2010-2012)', 'Safer Roads Phase II (2013-2015)'],
    ['countries', 'Fair Work for Cooks in Kenya (2013-2015)', 'Fair Work for Cooks in Uganda (2013-2015)'],
    ['periods', 'Fair Work for Cooks (2008-2010)', 'Fair Work for Cooks (2013-2015)'],
  ])('different %s keep two apart', ([, first, second]) => {
    const block = 'The project is financed by Norway and helps those who travel.'
    expect(projectsOf(`# Projects\n\n# ${first}\n\n${block}\n\n# ${second}\n\n${block}`)).toHaveLength(2)
  })

  test('the same title in body, note and annex is one, with three places', () => {
    const [project, ...others] = projectsOf(
      `In 2013 the office began the project “Boats with Papers”.\n\n# Annex: projects\n\nBOATS WITH PAPERS (2012-2014)\n\nThe project is funded by Norway.\n\n^ See the project “Boats with Papers” of the same year.`,
    )
    expect(others).toEqual([])
    expect(project!.places.map(({ role }) => role)).toEqual(['annex', 'body', 'note'])
  })

  test('a project told of by its donor and partner alone is the one that has both', () => {
    const projects = projectsOf(
      `In a Norway-funded research project carried out with Caritas, the office counts cooks.\n\n# Annex: projects\n\nCOUNTING COOKS (2012-2014)\n\nPARTNER: CARITAS\n\nThe project is funded by Norway.\n\nCOUNTING CREWS (2012-2014)\n\nThe project is funded by Norway.`,
    )
    expect(projects.map(({ title, places }) => [title, places.length])).toEqual([
      ['Counting Cooks', 2],
      ['Counting Crews', 1],
    ])
  })
})

describe('what is no project', () => {
  test.for([
    'Many programmes exist, and projects are short. The project approach was criticised.',
    '# 4.1 Results of 2012-2015\n\nProjects funded by donors had mixed results.',
    '# References\n\nSmith, J. (2012-2014). Work in cities. Journal of Work, 12(3), pp. 4-18.\n\nWorld Bank (2013). The project cycle. Washington.',
    'The United Nations Development Programme and the World Food Programme work in the camps.',
    'The Decent Work Country Programme for Jordan (2012–2015) sets priorities.',
    'A seminar called “Crews and Papers” was held, and a law on crews was adopted in 2012.',
    '# Migration policy (2010-2015)\n\nThe policy was adopted by parliament and supported by the World Bank.',
  ])('nothing is read in «%s»', (text) => {
    expect(projectsOf(text)).toEqual([])
  })
})

describe('fields', () => {
  test('every party, amount and field carries the text that it was read from', () => {
    const text = `# Projects\n\n# Fair Kitchens (2012-2014)\n\nDonor: DFID. Partner: Caritas. Budget: GBP 2 million. Country: Nepal.\n\nThe project aims to help cooks.`
    const input = inputOf(text)
    const [project] = projectsOf(text)
    const { donors, partners, amounts, fields, objectives } = project!
    const evidence = [...donors, ...partners, ...amounts, ...fields].map((value) => value.evidence).concat(objectives)
    for (const { start, end, quote } of evidence) expect(input.text.slice(start, end)).toBe(quote)
    expect(evidence.map(({ quote }) => quote)).toEqual([
      'DFID',
      'Caritas',
      'GBP 2 million',
      'Fair Kitchens',
      '(2012-2014)',
      'Nepal',
      'The project aims to help cooks.',
    ])
  })

  test('a donor that was renamed keeps its name and tells its successor', () => {
    const [project] = projectsOf(
      '# Projects\n\n# Fair Kitchens (2012-2014)\n\nThe project is financed by AusAID and DFID.',
    )
    expect(project!.donors.map(({ name, successor }) => [name, successor])).toEqual([
      ['AusAID', 'DFAT'],
      ['DFID', 'FCDO'],
    ])
  })

  test('a donor’s country is no country of the project, and remittances are no donor', () => {
    check(
      '# Projects\n\n# Kitchens of the Valley (2012-2014)\n\nSupported by the Federal Republic of Germany, this project helps families with money sent from abroad, financed by remittances from Mali.',
      ['Kitchens of the Valley; 2012-2014; MLI; Germany; ; '],
    )
  })
})

describe('any text', () => {
  test.for([
    ['nothing', ''],
    ['lone surrogates', 'project “\ud800 X”, funded by \udfff'],
    ['right-to-left text', 'مشروع «العودة» (2012-2014) بتمويل من النرويج'],
    ['no blanks', 'project'.repeat(2000)],
    ['only labels', 'Donor: Donor: Budget: Project title: '.repeat(500)],
    ['only brackets', '(2012-2014) (('.repeat(2000)],
    ['only quotation marks', 'project “ '.repeat(3000)],
  ])('%s is read without a throw', ([, text]) => {
    expect(() => projectsOf(text!)).not.toThrow()
  })

  test('records keep their contract', () => {
    const input = inputOf('# Projects\n\n# Fair Kitchens (2012-2014)\n\nDonor: EU. Budget: EUR 2 million.')
    for (const record of findProjects(input, [])) expect(ProjectRecord.safeParse(record).error).toBeUndefined()
  })

  test.for([
    ['capitals', 'SAFE BOATS FOR CREWS AND COOKS '],
    ['capitalised words', 'The Better Harbour and Kitchen Skills '],
    ['programmes', 'the Harbour Skills Programme for Crews '],
    ['labels', 'Donor: EU. Country: '],
    ['years', 'from 2012 to 2014, since '],
    ['donors', 'funded by Norway and the '],
    ['acronyms', 'Safe Boats (SB) '],
  ])('time grows with the length of a paragraph of %s', ([, unit]) => {
    const seconds = (characters: number): number => {
      const input = inputOf(unit!.repeat(Math.ceil(characters / unit!.length)))
      const before = process.cpuUsage()
      findProjects(input, [])
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1e6
    }
    seconds(20_000)
    const short = seconds(50_000)
    const long = seconds(500_000)
    // Ten times the text may take ten times as long, and twice that for chance; a square would take a hundred times.
    expect(long).toBeLessThan(20 * Math.max(short, 0.02))
  })
})
