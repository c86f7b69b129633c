import type { DocumentSketch } from './document-builder.ts'

/** A few documents of our own writing in which each query of the suite finds what its test names. */
export const library: DocumentSketch[] = [
  {
    name: 'Recruiters',
    date: '2013',
    passages: [
      { kind: 'title', text: 'Recruiters and the law' },
      { kind: 'heading', text: 'The licence', section: 'Recruiters and the law' },
      {
        text: 'Whoever places people abroad for a profit needs a licence; it may be revoked by the ministry.',
        section: 'The licence',
        runs: [[24 + 13, 24 + 13 + 92, 1, 50, 100, 400, 12]],
      },
      {
        text: 'Fair journeys teaches recruitment officers in Nepal to say no to fees.',
        entities: {
          countries: ['NPL'],
          impliedCountries: ['LBN'],
          regions: ['ASEAN'],
          donors: ['SDC'],
          projects: ['fair-journeys'],
          corridors: ['NPL>ARE'],
        },
        activeYears: [2009, 2010],
      },
      'Seasonal hands come under H-2B visas.',
    ],
  },
  {
    name: 'Fees',
    date: '2014-03',
    publisher: 'Migration Observatory',
    passages: [
      {
        text: 'Workers’ debts grow with recruitment fees, and nobody pays them back.',
        entities: { countries: ['NPL'] },
      },
      {
        text: 'Some 131,000 households, or 44 per cent, sold land.',
        figures: [
          { kind: 'count', low: 131_000, high: 131_000, unit: 'households' },
          { kind: 'percent', low: 44, high: 44 },
        ],
      },
      {
        kind: 'note',
        text: 'Domestic staff are protected since Nepal took up the instrument.',
        entities: { countries: ['NPL'], instruments: ['C189'] },
      },
    ],
  },
  {
    name: 'Remesas',
    language: 'es',
    date: '2019',
    incomplete: [{ code: 'page-without-text', message: 'page 3 holds no text', pages: [3] }],
    passages: [
      {
        text: 'Las remesas ligadas a la migración superaron los 160 mil millones de dólares.',
        entities: { countries: ['COL', 'ESP'], corridors: ['COL-ESP'] },
        figures: [{ kind: 'money', low: 160e9, high: 160e9, currency: 'USD' }],
      },
    ],
  },
  {
    name: 'Régularisation',
    language: 'fr',
    passages: ['La régularisation ouvre l’accès au marché de l’emploi.', 'Aucune demande n’a été refusée.'],
  },
]
