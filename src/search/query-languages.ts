import { foldedText } from './words.ts'

const codes =
  'ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu hy id it ja ka km ko lo lt lv mk ms my ne nl no pl ps pt ro ru si sk sl so sq sr sv sw ta th tl tr uk ur uz vi zh'.split(
    ' ',
  )

/** "fr", "French", "français", "francés" to the language's two letters; undefined where no language is called so. */
export function languageCode(name: string): string | undefined {
  const folded = foldedText(name)
  if (folded === 'und' || folded === 'unknown') return 'und'
  if (/^[a-z]{2}$/.test(folded)) return codes.includes(folded) ? folded : undefined
  return namesOfLanguages().get(folded)
}

let names: Map<string, string> | undefined

function namesOfLanguages(): Map<string, string> {
  if (names) return names
  names = new Map()
  for (const speaker of ['en', 'fr', 'es']) {
    const spoken = new Intl.DisplayNames([speaker], { type: 'language' })
    for (const code of codes) {
      const name = foldedText(spoken.of(code) ?? code)
      if (!names.has(name)) names.set(name, code)
    }
  }
  return names
}
