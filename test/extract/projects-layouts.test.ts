import { expect, test } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parsedOf } from './documents.ts'

/** title; donors; partners; years; countries; amount. */
type Expected = [title: string, donors: string, partners: string, years: string, countries: string, amount: string]

test.for<[says: string, language: string, text: string, ...Expected[]]>([
  [
    'items labelled with a name',
    'es',
    '# Proyectos\n\n1. Nombre: Huertos Claros\nEntidad financiadora: Noruega\nPeriodo: 2021-2024\nMonto: EUR 2.100.000\nÁmbito: Perú\nSocios: Cámara de Huertos\n\n2. Nombre: Espigas\nEntidad financiadora: Suecia\nPeriodo: 2022-2025\nMonto: EUR 900.000\nÁmbito: Bolivia\nSocios: Liga del Trigo',
    ['Huertos Claros', 'Norway', 'Cámara de Huertos', '2021-2024', 'PER', '2100000 EUR'],
    ['Espigas', 'Sweden', 'Liga del Trigo', '2022-2025', 'BOL', '900000 EUR'],
  ],
  [
    'cards of an agency that was commissioned',
    'en',
    '# Orchard\nCommissioned by: Norwegian Ministry of Foreign Affairs\nCountry: Togo\nDuration: 2021 to 2024',
    ['Orchard', 'Norwegian MFA', '', '2021-2024', 'TGO', ''],
  ],
  [
    'a form whose first row holds title and number',
    'en',
    '# Action document\n\nTitle / Number\tClean hiring of pickers in the Sahel (T05-EUTF-SAH-ZZ-01)\nTotal cost\tEUR 4 300 000\nImplementing partners\tEnabel\nCountries\tMali, Niger\nImplementation period\t2021 to 2024',
    ['Clean hiring of pickers in the Sahel', '', 'Enabel', '2021-2024', 'MLI NER', '4300000 EUR'],
  ],
  [
    'a sheet with the days of approval and closing',
    'en',
    '# Orchard Work for Refugees Project\n\nProject ID\tP1\nCountry\tUganda\nFunding\tNorway\nApproval date\t14 May 2020\nClosing date\t30 June 2025',
    ['Orchard Work for Refugees Project', 'Norway', '', '2020-2025', 'UGA', ''],
  ],
  [
    'an item of a title with its phase, and who runs it',
    'en',
    'Two go on: Open Ladders, Phase II (Norway, NOK 18 million, 2019–2021), run by the Danish Refugee Council in Serbia.',
    ['Open Ladders, Phase II', 'Norway', 'DRC', '2019-2021', 'SRB', '18000000 NOK'],
  ],
  [
    'names of one word in French prose',
    'fr',
    'Le programme Verger, qui a bénéficié d’un financement européen de 5 millions d’euros, a aidé la Tunisie de 2016 à 2019. L’Espagne a pour sa part soutenu le projet Cerise, lancé en 2022 avec 2,3 millions d’euros, au Maroc.',
    ['Verger', 'European Union', '', '2016-2019', 'TUN', '5000000 EUR'],
    ['Cerise', 'Spain', '', '2022-', 'MAR', '2300000 EUR'],
  ],
  [
    'letters with what they stand for, and a ministry printed small',
    'fr',
    'En 2020, le projet VERGOR (Vergers ouverts aux travailleurs saisonniers), doté de 20 millions d’euros pour la période 2019-2023, a couvert le Maroc. Il était cofinancé par le ministère allemand de la Coopération économique (BMZ) et le gouvernement norvégien.',
    ['projet VERGOR', 'BMZ, Norway', '', '2019-2023', 'MAR', '20000000 EUR'],
  ],
  [
    'money in the currency of the donor',
    'es',
    'En El Salvador, la iniciativa Volver al Huerto, financiada por el gobierno de Suecia con 22 millones de coronas suecas, apoyó a 1.850 personas entre 2020 y 2022 junto con la Cruz Roja Salvadoreña.',
    ['Volver al Huerto', 'Sweden', 'Cruz Roja Salvadoreña', '2020-2022', 'SLV', '22000000 SEK'],
  ],
  [
    'a sister project that is told of inside the block of another',
    'en',
    '# Orchard Work Project (2018–2022)\n\nDonor: Norway\n\nThe average grant was small. A sister operation, the Kenya Response to Floods Project, financed by the World Bank with US$ 100 million from 2017 to 2023, reached many.',
    ['Orchard Work Project', 'Norway', '', '2018-2022', '', ''],
    ['Kenya Response to Floods Project', 'World Bank', '', '2017-2023', 'KEN', '100000000 USD'],
  ],
  [
    'a line of facts without labels below a title',
    'en',
    '# Compendium\n\nHARVEST WORK IN GEORGIA\n\nGeorgia | European Union | January 2021 – December 2023 | EUR 1,800,000\n\nThe project matched 780 pickers.\n\nCOUNSEL FOR PICKERS IN ARMENIA\n\nArmenia · Norway · 2019–2022 · NOK 640,000\n\nMany were advised.',
    ['Harvest Work in Georgia', 'European Union', '', '2021-2023', 'GEO', '1800000 EUR'],
    ['Counsel for Pickers in Armenia', 'Norway', '', '2019-2022', 'ARM', '640000 NOK'],
  ],
  [
    'a box of labels before the title that stands beside it',
    'en',
    '# Quick facts\n\nCountries: Togo, Benin\n\nProject end: June 2023\n\nProject code: RAS/19/09/EUR\n\nDonor(s) & budget: Norway (NOK 10 million)\n\n# Fair nets for fishers in West Africa – Final Independent Evaluation\n\nThe project ran from February 2020 to June 2023.',
    ['Fair nets for fishers in West Africa', 'Norway', '', '2020-2023', 'TGO BEN', '10000000 NOK'],
  ],
  [
    'who pays a part of the cost, in the cell that holds it',
    'fr',
    'Intitulé/Numéro\tRetour durable des cueilleurs au Niger\nCoût total\tCoût total : 18 millions d’euros Cofinancement de l’Allemagne : 2 millions d’euros\nDurée\tavril 2019 à septembre 2022',
    ['Retour durable des cueilleurs au Niger', 'Germany', '', '2019-2022', 'NER', '18000000 EUR'],
  ],
  [
    'who launches what a sum is named for',
    'en',
    'Last year USAID launched the Open Ladders project, a five-year, $68 million effort in El Salvador.',
    ['Open Ladders project', 'USAID', '', '', 'SLV', '68000000 $'],
  ],
  [
    'countries that support a project, and its end in another clause',
    'en',
    'Denmark and the Netherlands support the Ladders for All project (2022–2026, €18.5 million) in Uganda. Through the Neighbours at Work Program, funded by Norway with NOK 12 million, Togo will certify pickers. The program began in 2022 and will end in 2025.',
    ['Ladders for All project', 'Denmark, Netherlands', '', '2022-2026', 'UGA', '18500000 EUR'],
    ['Neighbours at Work Program', 'Norway', '', '2022-2025', 'TGO', '12000000 NOK'],
  ],
  [
    'years behind a comma before the labels',
    'en',
    '# Portfolio\n\nLadders: a regional programme, Phase II, 2019–2023. Donors: Norway. Budget: NOK 6.9 million. Countries: Togo, Benin.',
    ['Ladders: a regional programme, Phase II', 'Norway', '', '2019-2023', 'TGO BEN', '6900000 NOK'],
  ],
  [
    'projects side by side, each a column',
    'en',
    '\tRising Orchards\tPasture Ladders\nDonor\tNorway\tFinland\nCountries\tTogo\tKenya, Ethiopia\nPeriod\t2018–2021\t2020–2023\nBudget\tEUR 5.5 million\tSEK 41 million\nPartners\tOrchard League\tLadder Union',
    ['Rising Orchards', 'Norway', 'Orchard League', '2018-2021', 'TGO', '5500000 EUR'],
    ['Pasture Ladders', 'Finland', 'Ladder Union', '2020-2023', 'KEN ETH', '41000000 SEK'],
  ],
  [
    'a place and a quoted title that open a paragraph',
    'es',
    '# Iniciativas\n\nEcuador – «Huertos en Regla». Capacitación de 4.200 personas. Aporta la Unión Europea, a través del Fondo Verde, 3,1 millones de euros. 2021–2023. Ejecutan: OIT y Liga del Trigo.',
    ['Huertos en Regla', 'European Union', 'ILO, Liga del Trigo', '2021-2023', 'ECU', '3100000 EUR'],
  ],
  [
    'sentences that go on with "it" and "il"',
    'fr',
    'Le programme « Domestiques et dignes », que la France et le Canada soutiennent depuis 2021, aide le Liban. Doté de 2,7 millions d’euros, il est mis en œuvre par le BIT.',
    ['Domestiques et dignes', 'France, Canada', 'ILO', '2021-', 'LBN', '2700000 EUR'],
  ],
  [
    'a name that is explained by its sum, and one behind who launched it',
    'en',
    'Action to Improve the Ladders of Pickers, a EUR 9.7 million project of the European Union carried out by the ILO from 2017 to 2022, covered Togo.\n\nLaunched by IOM in 2017 with funding from Norway, Open Nets for Fishers works with 40 firms in Ghana.',
    ['Action to Improve the Ladders of Pickers', 'European Union', 'ILO', '2017-2022', 'TGO', '9700000 EUR'],
    ['Open Nets for Fishers', 'Norway', '', '2017-', 'GHA', ''],
  ],
  [
    'the end that is told alone, in the past',
    'fr',
    'Le Projet d’appui aux vergers de la côte, cofinancé par la Norvège, s’est achevé en décembre 2023 au Togo.',
    ['Projet d’appui aux vergers de la côte', 'Norway', '', '-2023', 'TGO', ''],
  ],
  [
    'a title that runs into the days of its approval',
    'en',
    '# Jordan: Work for Syrians\n\nOperations\n\nYouth, Ladders, and Jobs Project. Approved in March 2020; closing in June 2025. Financing: $200 million. Implemented by the Ministry of Orchards. It trains pickers.',
    ['Youth, Ladders, and Jobs Project', '', 'Ministry of Orchards', '2020-2025', 'JOR', '200000000 $'],
  ],
  [
    'a name that ends with its country, and until when it is paid for',
    'en',
    'In 2022 they also began LadderData Ghana, a two-year initiative worth US$ 410,000 that the Swiss State Secretariat for Migration supports until 2024.',
    ['LadderData Ghana', 'SEM', '', '-2024', 'GHA', '410000 USD'],
  ],
  [
    'news of projects',
    'es',
    'El proyecto Lazos, que la OIT ejecuta desde 2021 en Perú con una contribución de 3,4 millones de dólares de Noruega, cerró el año.\n\nComenzó en Costa Rica la segunda fase del Programa Sembrando Huertos (2023-2026). Financiado por Suecia con 4 millones de euros, llegará a 500 recolectores. Lo ejecutan el Instituto del Café y la Federación del Trigo.\n\nFinalizó «Tejiendo Redes», iniciativa de la cooperación alemana en Ecuador.',
    ['Lazos', 'Norway', 'ILO', '2021-', 'PER', '3400000 $'],
    [
      'Programa Sembrando Huertos',
      'Sweden',
      'Instituto del Café, Federación del Trigo',
      '2023-2026',
      'CRI',
      '4000000 EUR',
    ],
    ['Tejiendo Redes', 'Germany', '', '', 'ECU', ''],
  ],
  [
    'two words of a title in passing',
    'en',
    'Project | Donor | Period\nSafe Nets along Lake Volta | Norway | 2020–2024\n\nUnder the Lake Volta project, 243 children were helped by its donor.',
    ['Safe Nets along Lake Volta', 'Norway', '', '2020-2024', '', ''],
  ],
  [
    'a donor that is a region, in a document of one country',
    'fr',
    '# Bilan de la stratégie tunisienne\n\n# Vergers ouverts (2018-2022)\n\nBailleur de fonds : Union européenne (12,8 millions d’euros). Mise en œuvre : GIZ. Régions : Gafsa, Tataouine.',
    ['Vergers ouverts', 'European Union', 'GIZ', '2018-2022', 'TUN', '12800000 EUR'],
  ],
  [
    'sums whose head says who gives them',
    'en',
    'Title\tLead implementer\tEUTF contribution (EUR)\tStart\tEnd\tCountry\nOrchards for All in Libya\tUNDP\t50 000 000\t04/2018\t10/2023\tLibya',
    ['Orchards for All in Libya', 'EUTF', 'UNDP', '2018-2023', 'LBY', '50000000 EUR'],
  ],
  [
    'who co-finances, in the present',
    'en',
    'Italy co-finances the Ladders of Libya Together initiative with EUR 22 million.',
    ['Ladders of Libya Together initiative', 'Italy', '', '', 'LBY', '22000000 EUR'],
  ],
  [
    'items of a note on both sides of a border',
    'fr',
    '# Haïti – République dominicaine : appui aux cueilleurs\n\n- « Vergers pour tous » : 22 000 arbres, grâce à un don de 900 000 euros de la Norvège (2020-2022) ;\n\n- Programme binational de formation des cueilleurs, financé par la Suède à hauteur de 3 millions de dollars.',
    ['Vergers pour tous', 'Norway', '', '2020-2022', 'HTI DOM', '900000 EUR'],
    ['Programme binational de formation des cueilleurs', 'Sweden', '', '', 'HTI DOM', '3000000 $'],
  ],
  [
    'labels of years and funds below a numbered heading',
    'es',
    '# 1. Guatemala: Huertos que Florecen\n\nAños de ejecución: 2020-2023. Presupuesto: 1.450.000 euros. Entidad ejecutora: Liga del Trigo. Fondos: Unión Europea y AECID.',
    ['Guatemala: Huertos que Florecen', 'European Union, AECID', 'Liga del Trigo', '2020-2023', 'GTM', '1450000 EUR'],
  ],
  [
    'an organisation’s own project, a grant by its adjective, and a place that was said before',
    'en',
    'In Iraq, KOICA’s Ladders and Homes for Pickers project (2021–2023, $8.4 million) rebuilt 60 homes.\n\nIn Togo, the Korean grant of €5 million pays for the Stoves for All Pickers programme.\n\nEthiopia hosts many. There, the Learning Ladders project has been supported by Norway since 2020.',
    ['Ladders and Homes for Pickers project', 'KOICA', '', '2021-2023', 'IRQ', '8400000 $'],
    ['Stoves for All Pickers programme', 'South Korea', '', '', 'TGO', '5000000 EUR'],
    ['Learning Ladders project', 'Norway', '', '2020-', 'ETH', ''],
  ],
  [
    'givers behind "del"',
    'es',
    'El proyecto «Puertos», ejecutado con recursos del Fondo Verde, ayuda en Brasil.',
    ['Puertos', 'Fondo Verde', '', '', 'BRA', ''],
  ],
  [
    'givers behind "des"',
    'fr',
    'Le projet « Ports ouverts », lancé en 2023 grâce au financement des Pays-Bas, aide le Togo.',
    ['Ports ouverts', 'Netherlands', '', '2023-', 'TGO', ''],
  ],
])('reads %s', ([, language, text, ...expected]) => {
  const { projects } = extractDocument(parsedOf(text, { language }))
  const read = projects.map(({ title, donors, partners, period, countries, amounts }): Expected => [
    title,
    donors.map(({ name }) => name).join(', '),
    partners.map(({ name }) => name).join(', '),
    period ? `${period.from ?? ''}-${period.to ?? ''}` : '',
    countries.join(' '),
    amounts.map(({ value, currency }) => `${value} ${currency}`)[0] ?? '',
  ])
  expect(read).toEqual(expected)
})

test('evaluations are commissioned as well, and not by a donor', () => {
  const text =
    '# Final evaluation\n\nProject title: Fair Orchards\nDonor: Norway\nDuration: 2021 to 2024\nType of evaluation: final\nCommissioned by: Sida'
  const [project] = extractDocument(parsedOf(text, { language: 'en' })).projects
  expect(project!.donors.map(({ name }) => name)).toEqual(['Norway'])
})
