const words = [
  'table|figure|fig\\.|box|chart|graph|map|annex table',
  'tableau|graphique|encadré|carte',
  'cuadro|gráfico|gráfica|figura|recuadro|mapa|tabla',
].join('|')
/** "3", "IV", "A", "2.1", "B-3a" */
const label = '(?:[\\dIVX]+|[A-Z])(?:[.-]?\\d+)*[a-z]?'
const caption = new RegExp(`^(?:${words})\\s+${label}\\s*(?:[.:–—-]|$|\\s\\p{Lu})`, 'iu')

/** "Table 2: …", "Graphique 1. …" */
export const isCaption = (text: string): boolean => text.length < 300 && caption.test(text)
