import { findBlocks } from '../projects/blocks.ts'
import type { ProjectDraft } from '../projects/draft.ts'
import type { ProjectReading } from '../projects/reading.ts'
import { defineProjectRule } from '../rule.ts'

/** Projects that have a block of their own: a title, perhaps with its period, and lines or sentences that tell of it. */
export const blockRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/title-over-block',
  accept: [
    [
      'SAFE JOURNEYS FOR SEASONAL WORKERS (2012/2014)\n\nPARTNER: CARITAS\n\nThe office helps ministries to inspect farms. The project is financed by Norway.',
      'SAFE JOURNEYS FOR SEASONAL WORKERS',
    ],
    [
      'Better Papers for Fishers (until 2021)\n\nBudget: EUR 2 000 000. Country: Ghana. Donor: EU.\n\nThe action helps crews.',
      'Better Papers for Fishers',
    ],
    ['# Fair Kitchens\n\nDonors: SDC\nPartners: Unions of Cooks\n\nIt trains cooks who go abroad.', 'Fair Kitchens'],
    [
      '# Liste des projets\n\n# Retour et emploi des jeunes (2015-2018)\n\nCe projet aide les jeunes qui rentrent. Il est financé par la Suède.',
      'Retour et emploi des jeunes',
    ],
    [
      '# Projects on labour migration\n\n## Papers for Masons\n\n1 June 2007 - 30 June 2009\n\nThe project helps masons.\n\n## Shore Jobs\n\n2010\n\nSupported by Norway, it trains crews.',
      'Papers for Masons',
      'Shore Jobs',
    ],
    [
      'Contratación Justa en el Campo (2016-2019)\n\nSocios: OIM\n\nEl proyecto es financiado por la AECID.',
      'Contratación Justa en el Campo',
    ],
  ],
  reject: [
    '# Migration and development\n\nMany countries send workers abroad, and some of them return.',
    '# National Action Plan on Migration (2012-2016)\n\nThe ministry adopted the plan after long talks.',
    '# Background\n\nThe project was discussed by all who were there.',
  ],
  find: (reading) => findBlocks(reading, 'project/title-over-block'),
})
