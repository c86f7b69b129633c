import { describe, expect, test } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parsedOf } from './documents.ts'
import { projectsOf } from './projects-input.ts'

type Funding = { donors?: string[]; amount?: string; period?: string }

describe('who pays for a project, and how much', () => {
  test.for<[says: string, language: string, text: string, expected: Funding]>([
    [
      'a label that holds donor and budget',
      'en',
      '# Quick facts\n\nProject title: Fair Orchards in Nepal\nDonor and budget: Swiss Agency for Development and Cooperation (SDC), US$ 4,850,000\nCountries: Nepal',
      { donors: ['SDC'], amount: '4850000 USD' },
    ],
    [
      'the label of a contribution, and other donors',
      'en',
      '# ORCHARDS WITHOUT DEBT IN GHANA AND TOGO\n\nLocation: Ghana, Togo\nEU contribution: EUR 35 000 000\nOther donors: Denmark\nDuration: 2023–2027',
      { donors: ['European Union', 'Denmark'], amount: '35000000 EUR', period: '2023-2027' },
    ],
    [
      'who awards an amount to a project',
      'en',
      'The Department of Labor awarded $8 million to the Orchard Worker Protection (OWP) project in Mexico.',
      { donors: ['Department of Labor'], amount: '8000000 $' },
    ],
    [
      'who has funded it, in a relative clause',
      'fr',
      'Le programme Échelles, que la Norvège finance à hauteur de 4 millions d’euros, aide des cueilleurs.',
      { donors: ['Norway'], amount: '4000000 EUR' },
    ],
    [
      'what the parties will spend',
      'en',
      'The parties will spend EUR 3 million on the project “Skilled Pickers”, which runs between 2025 and 2027.',
      { donors: [], amount: '3000000 EUR', period: '2025-2027' },
    ],
    [
      'a French project financed up to an amount',
      'fr',
      'Le programme « Retour aux vergers », financé par la Norvège à hauteur de 26 millions d’euros, forme des cueilleurs.',
      { donors: ['Norway'], amount: '26000000 EUR' },
    ],
    [
      'a French project endowed by an agency of development',
      'fr',
      'Ils ont lancé le projet « Vergers du Sahel », doté de 4,2 milliards de francs CFA par l’Agence italienne pour la coopération au développement.',
      { donors: ['AICS'], amount: '4200000000 XOF' },
    ],
    [
      'a Spanish project with the support of an agency',
      'es',
      'El ministerio ejecuta el proyecto «Huertos del Sur», con apoyo de la AECID, que aporta 3,4 millones de euros.',
      { donors: ['AECID'], amount: '3400000 EUR' },
    ],
  ])('reads %s', ([, language, text, expected]) => {
    const [project] = extractDocument(parsedOf(text, { language })).projects
    const { donors, amounts, period } = project!
    expect({
      donors: donors.map(({ name }) => name),
      ...(expected.amount && { amount: amounts.map(({ value, currency }) => `${value} ${currency}`)[0] }),
      ...(expected.period && { period: `${period?.from}-${period?.to}` }),
    }).toEqual(expected)
  })
})

describe('the name of a project in an item', () => {
  test.for<[text: string, language: string, title: string]>([
    [
      '- Cuban, Malian, and Nepali (CMN) Parole Program: DHS makes 300 places available.',
      'en',
      'Cuban, Malian, and Nepali (CMN) Parole Program',
    ],
    [
      '8. La Norvège, par l’intermédiaire de son agence, financera le Programme régional des vergers (2024-2027), d’un montant de 9 500 000 euros, au Ghana et au Togo.\n\n9. La France lancera le Programme pilote des cueilleurs (2025-2028), d’un montant de 2 000 000 euros, au Mali.',
      'fr',
      'Programme régional des vergers',
    ],
    [
      '# Projects\n\n1. Legal Help for Pickers (Phase II, 2020–2022), funded by Norway, in Nepal.\n\n2. Clean Orchards (2021–2023), funded by Sweden, in Fiji.',
      'en',
      'Legal Help for Pickers',
    ],
    [
      'The EU–IOM Joint Initiative for Orchard Workers, funded by Norway, helped many.',
      'en',
      'EU–IOM Joint Initiative for Orchard Workers',
    ],
  ])('is read from «%s»', ([text, language, title]) => {
    expect(projectsOf(text, language).map((project) => project.title)).toContain(title)
  })
})

test('joins the lines of a title that a table holds in rows of their own', () => {
  const rows = [
    'Action\tCountries\tPeriod\tGrant (EUR)',
    'Support to\t\t\t',
    'Orchard Towns\tGhana, Togo\t2021–2025\t65 000',
    'West Africa\t\t\t',
    'Clean Recruitment\tMali\t2022–2026\t42 000',
  ]
  const { projects } = extractDocument(parsedOf(rows.join('\n'), { language: 'en' }))
  expect(projects.map(({ title }) => title)).toEqual(['Support to Orchard Towns', 'Clean Recruitment'])
})
