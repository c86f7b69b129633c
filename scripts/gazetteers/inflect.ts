/** The forms of a demonym: plural in English, gender and number in French and Spanish. */
export function inflect(base: string, language: string): string[] {
  if (language === 'en') return /(ese|ish|ch|s|men|man|batswana)$/i.test(base) ? [base] : [base, `${base}s`]
  return language === 'fr' ? french(base) : spanish(base)
}

function french(base: string): string[] {
  const feminine = frenchFeminine(base)
  const plural = /[sx]$/.test(base) ? base : `${base}s`
  return [...new Set([base, plural, feminine, feminine.endsWith('s') ? feminine : `${feminine}s`])]
}

function frenchFeminine(base: string): string {
  if (base.endsWith('e')) return base
  if (/(i|é)en$/.test(base)) return `${base}ne`
  if (base.endsWith('on')) return `${base}ne`
  if (base === 'grec') return 'grecque'
  if (base === 'turc') return 'turque'
  return `${base}e`
}

const accents: Record<string, string> = { á: 'a', é: 'e', í: 'i', ó: 'o', ú: 'u' }

function spanish(base: string): string[] {
  if (base.endsWith('o')) return ['o', 'a', 'os', 'as'].map((ending) => base.slice(0, -1) + ending)
  if (/[áéó][sn]$/.test(base)) {
    const stem = base.slice(0, -2) + accents[base.at(-2)!] + base.at(-1)
    return [base, `${stem}a`, `${stem}es`, `${stem}as`]
  }
  if (/[íú]$/.test(base)) return [base, `${base}es`, `${base}s`]
  if (/ol$|ís$/.test(base)) return [base, `${base}a`, `${base}es`, `${base}as`]
  return /[ae]$/.test(base) ? [base, `${base}s`] : [base, `${base}es`]
}
