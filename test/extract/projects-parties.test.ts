import { describe, expect, test } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { processorTimeOf } from '../processor-time.ts'
import { parsedOf } from './documents.ts'

type Case = [says: string, language: string, text: string, donors: string, partners: string]

function partiesOf(text: string, language: string): [donors: string, partners: string] {
  const { projects } = extractDocument(parsedOf(text, { language }))
  expect(projects).toHaveLength(1)
  const names = (parties: readonly { name: string }[]): string => parties.map(({ name }) => name).join('; ')
  return [names(projects[0]!.donors), names(projects[0]!.partners)]
}

const en = 'The Open Ladders project was launched in Togo in 2021. '
const fr = 'Le projet « Échelles ouvertes » a été lancé au Togo en 2021. '
const es = 'El proyecto «Escaleras Abiertas» comenzó en Perú en 2021. '

describe('who gives stands before the verb', () => {
  test.for<Case>([
    ['a body that gave a sum', 'en', `${en}The Orchard Trust gave it USD 300,000.`, 'Orchard Trust', ''],
    [
      'two that have supported it',
      'en',
      `${en}Norway and the Plum Foundation have supported it.`,
      'Norway; Plum Foundation',
      '',
    ],
    [
      'a country that contributed',
      'en',
      'Finland contributed EUR 2 million to the Open Ladders project in Togo.',
      'Finland',
      '',
    ],
    ['the main funder', 'en', `${en}Norway and Sweden were its main funders.`, 'Norway; Sweden', ''],
    ['a sum that comes from somebody', 'en', `${en}Funding of USD 40,000 comes from Japan.`, 'Japan', ''],
    [
      'a sum that was received',
      'en',
      'The Open Ladders project in Togo received $3 million from the Plum Foundation and Norway.',
      'Plum Foundation; Norway',
      '',
    ],
    ['a country that brought a sum', 'fr', `${fr}L’Italie a apporté 1,5 million d’euros.`, 'Italy', ''],
    [
      'two that financed it over years',
      'fr',
      'La Norvège et la Région Centre ont financé, de 2019 à 2021, le projet « Échelles ouvertes » au Togo.',
      'Norway; Région Centre',
      '',
    ],
    [
      'financing up to a sum',
      'fr',
      `${fr}Il est financé à hauteur de 2 millions d’euros par la Norvège et la Fondation Prune.`,
      'Norway; Fondation Prune',
      '',
    ],
    [
      'support since a year',
      'fr',
      'Le projet « Échelles ouvertes » est soutenu depuis 2021 au Togo par la Norvège.',
      'Norway',
      '',
    ],
    ['an agency that brings a sum', 'es', `${es}La AMEXCID aportó 2 millones de dólares.`, 'AMEXCID', ''],
    [
      'two that co-finance',
      'es',
      'En Perú, Noruega y la Agencia Verde cofinancian el proyecto «Escaleras Abiertas».',
      'Norway; Agencia Verde',
      '',
    ],
    [
      'a gift of a sum',
      'es',
      'Con una donación de 2 millones de euros de Noruega, el proyecto «Escaleras Abiertas» llegó a Perú.',
      'Norway',
      '',
    ],
  ])('%s', ([, language, text, donors, partners]) => {
    expect(partiesOf(text, language)).toEqual([donors, partners])
  })
})

describe('who runs it', () => {
  test.for<Case>([
    [
      'partners that are said to be',
      'en',
      `${en}The Ladder Board and the Chamber of Orchards are the implementing partners.`,
      '',
      'Ladder Board; Chamber of Orchards',
    ],
    [
      'a body that managed it',
      'en',
      `${en}Enabel managed it in partnership with the Ladder Agency.`,
      '',
      'Enabel; Ladder Agency',
    ],
    [
      'a city it worked with',
      'en',
      `${en}It worked with the Federation of Growers and the city of Lomé.`,
      '',
      'Federation of Growers; city of Lomé',
    ],
    [
      'pickers and other persons are no partners',
      'en',
      `${en}It worked with Syrian refugees and with Kenyan women.`,
      '',
      '',
    ],
    [
      'behind where',
      'en',
      'The Open Ladders project is implemented in Togo by the ILO together with the Orchard Authority.',
      '',
      'ILO; Orchard Authority',
    ],
    [
      'an assembly of bodies, some printed small',
      'fr',
      'Le projet « Échelles ouvertes » réunit au Togo la mairie d’Aného, l’Office togolais des vergers et le ministère du Travail.',
      '',
      'mairie d’Aného; Office togolais des vergers; ministère du Travail',
    ],
    [
      'with a body for a purpose',
      'fr',
      'Le projet « Échelles ouvertes » est mis en œuvre au Togo avec l’Agence verte pour l’emploi et la mairie de Kara.',
      '',
      'Agence verte pour l’emploi; mairie de Kara',
    ],
    [
      'those who see to it',
      'fr',
      `${fr}Caritas et l’Union des cueilleurs en assurent l’exécution.`,
      '',
      'Caritas; Union des cueilleurs',
    ],
    [
      'technical assistance',
      'es',
      'El proyecto «Escaleras Abiertas» se desarrolla en Perú con la asistencia técnica de la OIT.',
      '',
      'ILO',
    ],
    [
      'jointly',
      'es',
      `${es}Es ejecutado de forma conjunta por la Alcaldía de Tacna y la Cámara del Trigo.`,
      '',
      'Alcaldía de Tacna; Cámara del Trigo',
    ],
    [
      'execution by a ministry with commas in its name, and by another',
      'es',
      `${es}Su ejecución corresponde al Ministerio de Trabajo, Empleo y Previsión Social y a la Fundación Ciruela.`,
      '',
      'Ministerio de Trabajo, Empleo y Previsión Social; Fundación Ciruela',
    ],
    [
      'the execution that is somebody’s',
      'es',
      `${es}Su ejecución corresponde a la Fundación Ciruela y a la Liga del Trigo.`,
      '',
      'Fundación Ciruela; Liga del Trigo',
    ],
  ])('%s', ([, language, text, donors, partners]) => {
    expect(partiesOf(text, language)).toEqual([donors, partners])
  })

  test('the bracket behind a sum says who gives it', () => {
    const text =
      '# Échelles ouvertes\n\nPays : Togo\n\nPériode : 2021 – 2024\n\nBudget : 900 000 euros (Norvège ; Fondation Prune)\n\nPartenaires : OIM, avec l’Office togolais des vergers et la commune de Kara'
    expect(partiesOf(text, 'fr')).toEqual([
      'Norway; Fondation Prune',
      'IOM; Office togolais des vergers; commune de Kara',
    ])
  })

  test('what is paid for gives nothing', () => {
    const text =
      'Doté de 2 millions de dollars par la Norvège, le Programme d’emploi des cueilleurs au Togo (2021-2024) est ouvert.'
    expect(partiesOf(text, 'fr')).toEqual(['Norway', ''])
  })

  test('whose project it is runs it where somebody else pays', () => {
    const text = 'The Open Ladders project in Togo, a project of the Dock Workers’ Union, is funded by Norway.'
    expect(partiesOf(text, 'en')).toEqual(['Norway', 'Dock Workers’ Union'])
  })

  test('the body that speaks is no partner of its own project', () => {
    const text = `ILO - Report\n\n${en}The ILO worked with the Ladder Board.`
    expect(partiesOf(text, 'en')).toEqual(['', 'Ladder Board'])
  })
})

describe('a country before its genitive', () => {
  test.for<[text: string, donors: string, countries: string]>([
    ['Germany’s Open Ladders project started in Togo in 2021.', 'Germany', 'TGO'],
    ['Togo’s Open Ladders project was launched in 2021.', '', 'TGO'],
  ])('«%s»', ([text, donors, countries]) => {
    const [project] = extractDocument(parsedOf(text, { language: 'en' })).projects
    expect(project!.donors.map(({ name }) => name).join('; ')).toBe(donors)
    expect(project!.countries.join(' ')).toBe(countries)
  })
})

test.for<[opening: string, language: string, text: string, donors: string]>([
  ...[
    ['the Plum Foundation and the city of Lomé', 'Plum Foundation; city of Lomé'],
    [
      'the Ministry of Labour and Social Affairs and the Plum Trust',
      'Ministry of Labour and Social Affairs; Plum Trust',
    ],
    ['the United Kingdom’s Foreign, Commonwealth and Development Office', 'FCDO'],
  ].map(([text, donors]): [string, string, string, string] => [
    'The project “Open Ladders”, funded by',
    'en',
    text!,
    donors!,
  ]),
  [
    'Le projet « Échelles », financé par',
    'fr',
    'la Fondation Prune et la Région Centre',
    'Fondation Prune; Région Centre',
  ],
  [
    'Le projet « Échelles », financé par',
    'fr',
    'le ministère de la Santé et de la Famille',
    'ministère de la Santé et de la Famille',
  ],
  [
    'El proyecto «Escaleras», financiado por',
    'es',
    'la Fundación Ciruela y del Gobierno de Noruega',
    'Fundación Ciruela; Norway',
  ],
  [
    'El proyecto «Escaleras», financiado por',
    'es',
    'el Ministerio de la Mujer y Poblaciones Vulnerables',
    'Ministerio de la Mujer y Poblaciones Vulnerables',
  ],
])('%s parts (%s) «%s»', ([opening, language, text, donors]) => {
  expect(partiesOf(`${opening} ${text}.`, language)[0]).toBe(donors)
})

test.for([
  'The Trust and the Board and ',
  'Norway gave and gave USD and the ',
  'la Fundación y la Alcaldía de la Cámara de y ',
  'l’Agence pour l’Office des et la mairie d’',
  'financé à hauteur de financé à hauteur de ',
  'implemented in the implemented in the ',
  'Ministry of Labour’s Ministry of Labour’s ',
  'project of the project of the ',
])('half a megabyte of «%s» takes its time only', (stretch) => {
  const text = `The Open Ladders project, ${stretch.repeat(Math.ceil(500_000 / stretch.length))}`
  expect(processorTimeOf(() => extractDocument(parsedOf(text, { language: 'en' })))).toBeLessThan(8_000)
})
