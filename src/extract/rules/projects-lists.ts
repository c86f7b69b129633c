import type { ProjectDraft } from '../projects/draft.ts'
import { findEvaluations } from '../projects/evaluations.ts'
import { findListItems } from '../projects/list-items.ts'
import type { ProjectReading } from '../projects/reading.ts'
import { defineProjectRule } from '../rule.ts'

/** Lines of a list, each a project: its title, then where, when, for whom and with whose money. */
export const listItemRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/list-item',
  accept: [
    [
      '# Projects under way\n\n1. Fair Orchards, Nepal and Jordan, 2015–2018, funded by Norway (USD 2.4 million)\n\n2. Boats with Papers, Ghana, 2017',
      'Fair Orchards',
      'Boats with Papers',
    ],
    [
      '- Cooks without Borders – funded by Sweden, 2012-2014\n\n- Masons Coming Home – funded by Finland, 2013-2015',
      'Cooks without Borders',
      'Masons Coming Home',
    ],
    [
      '# Projets\n\nMétiers et Retour (MER), 2019-2021 : 250 000 euros d’Enabel ; dix stages ont eu lieu.\n\nPorts Ouverts, 2020-2022 : 90 000 euros de la Norvège.',
      'Métiers et Retour (MER)',
      'Ports Ouverts',
    ],
    ['# Proyectos\n\n- Manos del Sur, Perú, 2014-2016, financiado por la AECID', 'Manos del Sur'],
    [
      '# Completed projects\n\nCentres for Herders | Funded by: Norway | Budget: USD 500,000 | 2011–2013',
      'Centres for Herders',
    ],
  ],
  reject: [
    '- Nepal, 2015: 300 workers\n\n- Ghana, 2016: 200 workers',
    '# Projects\n\nMembers go abroad. Some came in 2022. The project Manos (2020–2023), funded by Norway, is long.',
    '# Projects\n\nImplementation period: 2020–2023\n\nBudget: EUR 4 million, funded by Norway',
    '# References\n\n- Orchard, A., 2012. Pickers and papers. Geneva, funded by nobody.',
    'The programme was extended, 2015 being a good year, and funded by Norway.',
  ],
  find: (reading) => findListItems(reading, 'project/list-item'),
})

/** Lines that name the evaluation of a project. */
export const evaluationRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/evaluation',
  accept: [
    ['Mid-term evaluation of the Better Orchards Programme in Lebanon', 'Better Orchards Programme in Lebanon'],
    ['Final evaluation: Masons Coming Home (2015–2018)', 'Masons Coming Home'],
    ['Évaluation finale du projet « Retour des maçons »', 'Retour des maçons'],
    ['Evaluación final del proyecto “Manos del Sur”', 'Manos del Sur'],
  ],
  reject: [
    'Evaluation of labour market policies in cities',
    'Evaluation of the law was slow and the project was late.',
  ],
  find: (reading) => findEvaluations(reading, 'project/evaluation'),
})
