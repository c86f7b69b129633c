import type { Passage } from '../contracts/search.ts'

/** What a passage can be or hold, with the words that people type for it: a passage has several kinds at once. */
export const passageKinds = {
  title: 'title titre titulo',
  heading: 'heading headings title titre titulo intertitre encabezado',
  body: 'body text texte texto',
  'list-item': 'list item listitem liste lista',
  caption: 'caption captions legende leyenda',
  table: 'table tables tableau tabla cuadro',
  note: 'note notes footnote footnotes nota',
  project: 'project projects projet projets proyecto proyectos',
  figure: 'figure figures number chiffre chiffres cifra cifras',
  country: 'country countries pays pais paises',
  region: 'region regions grouping',
  convention: 'convention conventions instrument instruments convenio convenios',
  organisation: 'organisation organisations organization organizations organizacion',
  corridor: 'corridor corridors couloir corredor',
} as const

export type PassageKind = keyof typeof passageKinds

/** Every kind that the passage is or holds. */
export function kindsOf(passage: Pick<Passage, 'kind' | 'entities' | 'figures'>): PassageKind[] {
  const { entities } = passage
  const holds: [PassageKind, readonly unknown[]][] = [
    ['project', entities.projects],
    ['figure', passage.figures],
    ['country', entities.countries],
    ['region', entities.regions],
    ['convention', entities.instruments],
    ['organisation', entities.organisations],
    ['corridor', entities.corridors],
  ]
  return [passage.kind, ...holds.filter(([, values]) => values.length > 0).map(([kind]) => kind)]
}
