import type { map as model } from '../en/map.ts'

export const map: typeof model = {
  label: (shown, count) => `Carte de ${shown} ${count === 1 ? 'corridor' : 'corridors'}`,
  legend: 'Ce que disent les traits',
  places: (shown, count) => `nommé à ${shown} ${count === 1 ? 'endroit' : 'endroits'}`,
  directed: 'vers le pays de destination',
  undirected: 'sens non précisé',
  part: (shown, total) => `Sur ${total} corridors, les ${shown} que nomment le plus de documents sont tracés.`,
  wholeWorld: 'Monde entier',
  keys: 'Chaque trait ouvre son corridor. Au clavier, les flèches vont d’un trait à l’autre et Entrée ouvre.',
  note: 'Les contours et les frontières, contestées ou non, sont ceux de Natural Earth et n’impliquent aucune prise de position.',
}
