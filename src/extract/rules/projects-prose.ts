import { findAnnouncedNames } from '../projects/announced-names.ts'
import { findBracketedNames } from '../projects/bracketed-names.ts'
import type { ProjectDraft } from '../projects/draft.ts'
import { findFundedTitles, findNamedProjects, findOpeningNouns } from '../projects/names.ts'
import { findFollowedNames } from '../projects/followed-names.ts'
import { findPaidNames } from '../projects/paid-names.ts'
import { findListedNames } from '../projects/listed-names.ts'
import { findLeadingTitles } from '../projects/leading-titles.ts'
import { findQuotedTitles } from '../projects/quoted.ts'
import type { ProjectReading } from '../projects/reading.ts'
import { findShortNames } from '../projects/short-names.ts'
import { defineProjectRule } from '../rule.ts'

/** A title in quotation marks beside the word project, programme or initiative. */
export const quotedTitleRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-quoted-title',
  accept: [
    [
      'In 2011 the union began the project “Fair Boats: contracts for deckhands”, which ran for two years.',
      'Fair Boats: contracts for deckhands',
    ],
    ['Projet « Retour aux champs » (2012-2015), financé par la Norvège.', 'Retour aux champs'],
    ['La oficina puso en marcha el proyecto «Manos Migrantes», financiado por la AECID.', 'Manos Migrantes'],
    ['The “Homeward Skills” programme, funded by Sida, trained masons.', 'Homeward Skills'],
    ['Its object is “Paths to Papers”, a pilot that Norway financed.', 'Paths to Papers'],
  ],
  reject: [
    'The minister said the programme was “a great step for all of us”.',
    'The survey asked whether “the project helped” those who came back.',
    'A workshop called “Counting Migrants” closed the year.',
  ],
  find: (reading) => findQuotedTitles(reading, 'project/prose-quoted-title'),
})

/** A name in capitals that ends or begins with its own noun: "the Harbour Skills Programme", "Programa de Cosechas". */
export const namedProjectRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-named',
  accept: [
    [
      'The Action Programme on Seasonal Cooks was launched in 2006 in two countries.',
      'Action Programme on Seasonal Cooks',
    ],
    ['Two ministries implement the Harbour Skills Project with money from Finland.', 'Harbour Skills Project'],
    ['The agency funds the Central Valley Youth (CVY) Program for returnees.', 'Central Valley Youth (CVY) Program'],
    [
      'El gobierno reanudará el Programa de Visas para Cosechas, que ayuda a los jornaleros.',
      'Programa de Visas para Cosechas',
    ],
    [
      'Le ministère exécute le Programme de retour des pêcheurs, qui aide les équipages.',
      'Programme de retour des pêcheurs',
    ],
  ],
  reject: [
    'The World Food Programme and the United Nations Development Programme took part.',
    'Many visa programmes exist, and each project has its own rules.',
    'El Programa de las Naciones Unidas para el Desarrollo publicó un informe.',
    'The work programme of the committee was adopted in May.',
  ],
  find: (reading) => findNamedProjects(reading, 'project/prose-named'),
})

/** A name with a short name that says what it is: "Safe Roads for Drivers (SAFEROAD project)". */
export const shortNameRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-short-name',
  accept: [
    [
      '• The Joint Action to Shield Pickers from Debt (UN-PICKER project) which works in two valleys;',
      'Joint Action to Shield Pickers from Debt (UN-PICKER project)',
    ],
    [
      'Under Safe Roads for Drivers (the SAFEROAD programme), unions met.',
      'Safe Roads for Drivers (the SAFEROAD programme)',
    ],
    ['In 2012 two unions launched the PICKSAFE programme in Ghana.', 'PICKSAFE programme'],
    ['Its forerunner, the EU-funded RE-PICK programme, had issued fewer.', 'RE-PICK programme'],
    ['In Ghana our HomeShore project (2022-2025; donor: Norway) opened three homes.', 'HomeShore project'],
    ['Le syndicat exécute le projet RETOURS au Mali.', 'projet RETOURS'],
    ['Money went to the Return with Dignity (REDI) project, funded by Norway.', 'Return with Dignity (REDI) project'],
  ],
  reject: [
    'The UNICEF project and the EU programme met again.',
    'It was decided (see the project document) to go on.',
    'Many came (project staff among them).',
  ],
  find: (reading) =>
    [
      ...findFundedTitles(reading, 'project/prose-short-name'),
      ...findShortNames(reading, 'project/prose-short-name'),
    ].sort((one, other) => one.title.start - other.title.start),
})

/** A title without quotation marks that opens its paragraph, or stands right behind "the project". */
export const leadingTitleRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-leading-title',
  accept: [
    [
      'Money for the project Digital Ledgers for Growers (DILEG), funded by Norway, ran out.',
      'Digital Ledgers for Growers',
    ],
    ['Safe Ladders (2020–2022, £1.1m) trains pickers in two valleys.', 'Safe Ladders'],
    [
      'Roads to Work: Interns Abroad is a four-year project in Ghana, funded by Norway.',
      'Roads to Work: Interns Abroad',
    ],
    ['Fair Paths for Pickers (FAIRPA), 2020–2024. Thanks to Norway, all are trained.', 'Fair Paths for Pickers'],
    [
      'Projects. Rights for Crews (RICREW), 2019–2023, US$ 3.2 million, Norway: aid in twelve ports.',
      'Rights for Crews',
    ],
    ['Fields of Rights wound down in June. Funded by Norway, it supported pickers.', 'Fields of Rights'],
    ['Puentes Perú. Con fondos de Noruega, dio apoyo a los que trabajan.', 'Puentes Perú'],
    [
      'Le projet Appui au retour des pêcheurs (ARP), financé par la Norvège, aide les équipages.',
      'Appui au retour des pêcheurs',
    ],
  ],
  reject: [
    'Anna Berg (1950–2012) wrote many books.',
    'The programme Manager, funded by Norway, left.',
    'Migration is a theme of the project.',
    'El programa Mundial de Alimentos (PMA), financiado por todos, ayuda.',
  ],
  find: (reading) => findLeadingTitles(reading, 'project/prose-leading-title'),
})

/** A sentence that opens with the noun and the title: "Proyecto Puentes, financiado por la AECID". */
export const openingNounRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-opening-noun',
  accept: [
    ['Proyecto Puentes para Jornaleros, financiado por la AECID.', 'Puentes para Jornaleros'],
    ['Projet Retour et Métiers (2014-2017), financé par l’Union européenne.', 'Retour et Métiers'],
    ['Project Green Harvest, funded by Norway, trained two hundred pickers.', 'Green Harvest'],
  ],
  reject: [
    'Project managers, funded by their ministries, met in June.',
    'Proyecto de ley, presentado por el gobierno.',
  ],
  find: (reading) => findOpeningNouns(reading, 'project/prose-opening-noun'),
})

/** A name of two capitals or more right behind its noun. */
export const announcedNameRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-announced-name',
  accept: [
    ['The sister project Fair Ladders has taken over the register.', 'Fair Ladders'],
    ['It builds on the pilot Picking Calendar, which ended in 2016.', 'Picking Calendar'],
    ['Ministers welcomed the second phase of Roads for Herders.', 'Roads for Herders'],
    ['El proyecto Manos del Valle, que cerró en 2016, dejó dos cooperativas.', 'Manos del Valle'],
    ['La Suisse contribue au programme régional Ports Ouverts en Afrique du Nord.', 'Ports Ouverts en Afrique du Nord'],
    ['In May they began a project called Cooks in Transit.', 'Cooks in Transit'],
    ['A smaller effort, Masons in Business, began in Togo.', 'Masons in Business'],
    ['In Togo our programme CREW Home, now in its third year, gave advice.', 'CREW Home'],
    ['Le programme Échelles a formé 30 cueilleurs, financé par la Norvège.', 'Échelles'],
  ],
  reject: [
    'The project Steering Committee met, and the programme Manager left.',
    'In the project United Nations agencies and Swiss mayors meet.',
    'El programa Mundial de Alimentos ayuda.',
    'Under this project Nepal and Jordan exchange lists.',
    'On the programme NGOs and Ministers agree, funded by Norway.',
  ],
  find: (reading) => findAnnouncedNames(reading, 'project/prose-announced-name'),
})

/** A name over a bracket with its years and who pays, or years alone where projects are spoken of. */
export const bracketedNameRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-bracketed-name',
  accept: [
    [
      'Two have been agreed: Ladders in Motion (Norway, 2020–2023, NOK 42 million) and Open Orchards (Finland, 2020–2022).',
      'Ladders in Motion',
      'Open Orchards',
    ],
    ['Earlier projects were Safe Kitchens (2012–2014) and Fair Boats (2013–2015).', 'Safe Kitchens', 'Fair Boats'],
    ['The office closed Shore Leave (2016–19; Finland) in May.', 'Shore Leave'],
  ],
  reject: [
    'The National Strategy on Migration (2012–2015) names no projects.',
    'It compares Nepal (2012–2014) and Jordan (2013–2015), where projects were.',
    'Her first term as Prime Minister (2010–2014) was short.',
  ],
  find: (reading) => findBracketedNames(reading, 'project/prose-bracketed-name'),
})

/** Several names in one sentence behind their noun. */
export const listedNamesRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-listed-names',
  accept: [
    [
      'Two projects closed: “Vuelta al Campo” in Peru, and Homeward Counselling in Brazil, both paid for by Norway.',
      'Vuelta al Campo',
      'Homeward Counselling in Brazil',
    ],
    [
      'It learns from projects such as Fair Boats, Cooks without Borders (2012) and the Masons in Transit.',
      'Fair Boats',
      'Cooks without Borders',
      'Masons in Transit',
    ],
    [
      'Hay tres proyectos en marcha: Manos del Valle, Puertos Justos y Casas Abiertas.',
      'Manos del Valle',
      'Puertos Justos',
      'Casas Abiertas',
    ],
  ],
  reject: [
    'They run projects in many places: Nepal, Ghana and Sri Lanka.',
    'Other programmes, such as Temporary Protected Status and the Colombo Process, go on.',
    'The projects have three parts: Skills, Rights and Dignity.',
  ],
  find: (reading) => findListedNames(reading, 'project/prose-listed-names'),
})

/** A name behind which follows who pays for it or who runs it. */
export const followedNameRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-followed-name',
  accept: [
    ['They share fairs with two others: Homeward Bound, which GIZ runs in Ghana, and one more.', 'Homeward Bound'],
    ['In Jordan, Ladders for All, funded by Norway, trained pickers.', 'Ladders for All'],
    ['En Ghana, Ports Ouverts, mis en œuvre par Enabel, aide les équipages.', 'Ports Ouverts'],
    ['En el sur, Manos del Valle, que ejecuta la AECID, dio crédito.', 'Manos del Valle'],
    ['In Togo, CREWPATH, which Norway has funded since 2016, helps crews.', 'CREWPATH'],
    ['They closed Ladies at the Pier (2018–2022), which Norway had supported.', 'Ladies at the Pier'],
    ['The Ladder Skills Passport, a pilot of the ministry, certified 30 pickers.', 'Ladder Skills Passport'],
  ],
  reject: [
    'The National Migration Centre, funded by Norway, opened in May.',
    'The Ministry of Labour, which Norway funds, met.',
    'He met Anna, which he funded.',
    'The Living Conditions Survey, financed by Finland, is out.',
    'Anna Berg, a project manager of the union, met Carla Diaz, a programme officer.',
  ],
  find: (reading) => findFollowedNames(reading, 'project/prose-followed-name'),
})

/** A name that a sum is given for, and that stands elsewhere, too. */
export const paidNameRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/prose-paid-name',
  accept: [
    [
      'Norway gave NOK 40 million for Open Ladders, which works in Togo. Open Ladders trained 30 pickers.',
      'Open Ladders',
    ],
    ['A grant of €2 million came from Finland for FAIR BOATS in Ghana. FAIR BOATS has three harbours.', 'FAIR BOATS'],
    ['With a grant of US$ 2 million from Norway, we began Open Doors in Togo.', 'Open Doors'],
    ['La Suisse donne 3 millions d’euros pour Ports Ouverts. Ports Ouverts aide les équipages.', 'Ports Ouverts'],
  ],
  reject: [
    'Norway gave NOK 40 million for Syrian Refugees.',
    'They paid €2 million for the Harbour Survey. The Harbour Survey is out.',
    'It sent US$ 3 million to Sri Lanka. Sri Lanka took it.',
  ],
  find: (reading) => findPaidNames(reading, 'project/prose-paid-name'),
})
