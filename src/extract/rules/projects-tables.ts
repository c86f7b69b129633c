import type { ProjectDraft } from '../projects/draft.ts'
import type { ProjectReading } from '../projects/reading.ts'
import { findSheets } from '../projects/sheets.ts'
import { findTableProjects } from '../projects/tables.ts'
import { defineProjectRule } from '../rule.ts'

/** Rows of a table that has a column of project titles. */
export const tableRowRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/table-row',
  accept: [
    [
      'Project title | Donor | Budget | Period\nSafe Boats for Deckhands | Norway | USD 200 000 | 2012–2014\nCooks without Borders | SDC | CHF 1.5 million | 2013-2015',
      'Safe Boats for Deckhands',
      'Cooks without Borders',
    ],
    ['Projet | Bailleur | Durée\nRetour des maçons | AFD | 2014-2016', 'Retour des maçons'],
    [
      'Action | Countries | Period | Grant (EUR)\nOrchard Towns | Ghana, Togo | 2021–2025 | 65 000\n\nA row that was taken for text\n\nClean Recruitment of Pickers | Nepal | 2022–2026 | 42 000\nTotal | | | 107 000',
      'Orchard Towns',
      'Clean Recruitment of Pickers',
    ],
    ['No. Title | Country | Donor | Dates\nLadders for All | Togo | Norway | 2014–2016', 'Ladders for All'],
    ['Nombre del proyecto | País | Financiador\nManos del Sur | Perú | AECID', 'Manos del Sur'],
  ],
  reject: [
    'Recipient | Donor | Year | Value\nAfrica, Total | France | 2011 | 4302.54',
    'Country | Workers | Year\nNepal | 300 | 2011',
  ],
  find: (reading) => findTableProjects(reading, 'project/table-row'),
})

/** A sheet of labels: one of the title, or the title that stands over the sheet. */
export const sheetRule = defineProjectRule<ProjectReading, ProjectDraft>({
  id: 'project/labelled-sheet',
  accept: [
    ['Project title: Orchard Contracts for All\n\nDonor: Norway\n\nBudget: NOK 4 million', 'Orchard Contracts for All'],
    [
      'Désignation : Ports sans Dettes (PSD)\n\nCommettant : BMZ\n\nDurée totale : de 2019 à 2023',
      'Ports sans Dettes (PSD)',
    ],
    ['Titre du projet : Retour des maçons\n\nBailleur : AFD\n\nDurée : 2014-2016', 'Retour des maçons'],
    ['Título del proyecto: Manos del Sur\n\nPaís: Perú\n\nDonante: AECID', 'Manos del Sur'],
    [
      '# Final evaluation of the project “Seasonal Cooks United”\n\nProject information:\n\nGeographical coverage: Nepal\n\nProject period: May 2011 – June 2013\n\nDonor:\n\nNorway\n\nBudget:\n\nUSD 2 million',
      'Seasonal Cooks United',
    ],
  ],
  reject: ['# Yearly accounts\n\nBudget: EUR 3 million\n\nStaff: 40', 'Title: Dr\n\nName: Ada'],
  find: (reading) => findSheets(reading, 'project/labelled-sheet'),
})
