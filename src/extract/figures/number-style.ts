/** Which sign parts the whole from the decimals in a document; the other of the two groups thousands. */
export type DecimalSign = '.' | ','

/** Numbers that leave no doubt: `1,234.5`, `12.5` and `1,234,567` speak for the point; `1.234,5` and the like for the comma. */
const sure =
  /(?<![\d.,])(?:\d{1,3}(?:([.,])\d{3})+([.,])\d+|\d{1,3}(?:([.,])\d{3}){2,}|\d{1,3}([.,])\d{1,2})(?![\d.,]*\d)/g

/** `0,123`: three decimals are a style of this document. */
const threeDecimals: Readonly<Record<DecimalSign, RegExp>> = {
  '.': /(?<![\d.,])0\.\d{3}(?!\d)/,
  ',': /(?<![\d.,])0,\d{3}(?!\d)/,
}

/**
 * Whether `1,234` is a thousand and more although the comma parts decimals elsewhere: Spanish and French texts take numbers
 * over from English ones, and print three decimals only where they print them of small numbers too.
 */
export function mayGroupByDecimalSign(
  text: string,
  { sign, language }: { sign: DecimalSign; language: string },
): boolean {
  return (language === 'es' || language === 'fr') && sign === ',' && !threeDecimals[sign].test(text)
}

/** Numbers after which a document's style is clear enough; a long one need not be read to its end. */
const enough = 500

/** The decimal sign that a document's own numbers show; where they are silent, its language's. */
export function decimalSignOf(text: string, language: string): DecimalSign {
  let points = 0
  let commas = 0
  let seen = 0
  for (const [, group, decimal, groups, few] of text.matchAll(sure)) {
    if (decimal && group === decimal) continue
    const sign = decimal ?? few ?? (groups === '.' ? ',' : '.')
    if (sign === '.') points++
    else commas++
    if (++seen >= enough) break
  }
  // Dates and section numbers (12.05, 3.1) look like decimals with a point: in languages with a comma it takes many of them.
  const commaLanguage = language === 'fr' || language === 'es'
  if (commaLanguage) return points > 3 * commas && points > 2 ? '.' : ','
  return commas > 3 * points && commas > 2 ? ',' : '.'
}
