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

/**
 * What Windows has where Unicode has control characters: quotation marks and dashes of files that name no encoding. For a lone
 * circumflex, which nobody prints, stands the bullet that TeX has there.
 */
const windows = '€\u0081‚ƒ„…†‡•‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The same of the letters of TeX that are printed as pictures, and named by their place alone: ligatures, quotation marks, dashes. */
const tex: Record<string, string> = {
  '\u0010': '“',
  '\u0011': '”',
  '\u0012': '„',
  '\u0013': '«',
  '\u0014': '»',
  '\u0015': '–',
  '\u0016': '—',
  '\u001b': 'ff',
  '\u001c': 'fi',
  '\u001d': 'fl',
  '\u001e': 'ffi',
  '\u001f': 'ffl',
}

/**
 * Ligatures of which Ghostscript writes the letters with their bytes exchanged, and of three the last two as their sum. No
 * Chinese text has these pairs.
 */
const exchanged: Record<string, string> = {
  昀昀: 'ff',
  昀椀: 'fi',
  昀氀: 'fl',
  昀琀: 'ft',
  昀케: 'ffi',
  昀툀: 'ffl',
}

/** Gives control characters back what they print; a text that has others too, or little else, is in no such encoding. */
function named(text: string): string {
  const western = text.replace(/[\u0080-\u009f]/g, (character) => windows.charAt(character.charCodeAt(0) - 0x80))
  const places = western.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g) ?? []
  // What begins with an escape is a command to a terminal.
  const isForeign = places.some((character) => !(character in tex)) || western.includes('\u001b[')
  if (places.length === 0 || isForeign) return western
  const letters = western.match(/[\p{L}\d ]/gu)?.length ?? 0
  return letters < places.length ? western : western.replace(/[\u0010-\u001f]/g, (character) => tex[character]!)
}

/** The characters as text may hold them: symbols named, control characters and halves of pairs left out. */
export function cleanCharacters(printed: string): string {
  const text = printed.includes('昀') ? printed.replace(/昀[昀椀氀琀케툀]/g, (pair) => exchanged[pair]!) : printed
  if (!/[\u0000-\u001f\u007f-\u009f\ud800-\uf8ff\ufffe\uffff\ufeff\u200b]/.test(text)) return text
  return named(text)
    .toWellFormed()
    .replace(/[\uf000-\uf0ff]/g, (character) => symbols[character] ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff\u200b]/g, '')
    .replace(/[\t\r\n]/g, ' ')
}

/** How many characters are none: places that a font uses as it likes, control characters, the sign for "unknown". */
export function unmappedCharacters(text: string): number {
  if (!/[\u0000-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/.test(text)) return 0
  const found = named(text).match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/g) ?? []
  return found.filter((character) => !(character in symbols)).length
}
