import type { map as model } from '../en/map.ts'

export const map: typeof model = {
  label: (shown, count) => `Mapa de ${shown} ${count === 1 ? 'corredor' : 'corredores'}`,
  legend: 'Qué significan las líneas',
  places: (shown, count) => `nombrado en ${shown} ${count === 1 ? 'lugar' : 'lugares'}`,
  directed: 'hacia el país de destino',
  undirected: 'sentido no indicado',
  part: (shown, total) => `De ${total} corredores se trazan los ${shown} que nombran más documentos.`,
  wholeWorld: 'Mundo entero',
  keys: 'Cada línea abre su corredor. Con el teclado, las flechas van de línea en línea e Intro abre.',
  note: 'Los contornos y las fronteras, también las disputadas, son los de Natural Earth y no toman partido.',
}
