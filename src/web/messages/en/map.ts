export const map = {
  label: (shown: string, count: number) => `Map of ${shown} ${count === 1 ? 'corridor' : 'corridors'}`,
  legend: 'What the lines mean',
  places: (shown: string, count: number) => `named in ${shown} ${count === 1 ? 'place' : 'places'}`,
  directed: 'to the country of destination',
  undirected: 'way not told',
  part: (shown: string, total: string) => `Of ${total} corridors, the ${shown} named in most documents are drawn.`,
  wholeWorld: 'Whole world',
  keys: 'Each line opens its corridor. With the keyboard, arrow keys go from line to line and Enter opens.',
  note: 'Outlines and borders are those of Natural Earth, disputed ones included, and say nothing of whose they are.',
}
