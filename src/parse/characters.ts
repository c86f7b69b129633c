/** What symbol fonts print at their private places, as Unicode has it: the bullets and dashes of office programs. */
const symbols: Record<string, string> = {
  '\uf02d': '–',
  '\uf076': '❖',
  '\uf0a7': '▪',
  '\uf0a8': '◆',
  '\uf0b7': '•',
  '\uf0d8': '➢',
  '\uf0e0': '→',
  '\uf0fc': '✓',
  '\uf06f': '□',
  '\uf071': '□',
  '\uf0a3': '≤',
  '\uf0b3': '≥',
  '\uf0b0': '°',
  '\uf0bb': '≈',
}

/** The characters as text may hold them: symbols named, control characters and halves of pairs left out. */
export function cleanCharacters(text: string): string {
  if (!/[\u0000-\u001f\u007f-\u009f\ud800-\uf8ff\ufffe\uffff\ufeff\u200b]/.test(text)) return text
  return text
    .toWellFormed()
    .replace(/[\uf000-\uf0ff]/g, (character) => symbols[character] ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff\u200b]/g, '')
    .replace(/[\t\r\n]/g, ' ')
}

/** How many characters are none: places that a font uses as it likes, control characters, the sign for "unknown". */
export function unmappedCharacters(text: string): number {
  const found = text.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/g) ?? []
  return found.filter((character) => !(character in symbols)).length
}
