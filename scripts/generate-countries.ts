// Writes src/gazetteers/countries.json from i18n-iso-countries, CLDR and the two lists in scripts/gazetteers.
// Run by hand when one of them changes: node scripts/generate-countries.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { inflect } from './gazetteers/inflect.ts'

const languages = ['en', 'fr', 'es']
const load = createRequire(import.meta.url)
const here = import.meta.dirname

type Names = Record<string, Record<string, string[]>>

/** Territories without settled inhabitants, and names that are other things far more often. */
const left = new Set(['ATA', 'BVT', 'HMD', 'SGS', 'ATF', 'UMI', 'CCK', 'CXR', 'PCN', 'SJM', 'NFK', 'IOT'])
const leftNames = new Set([
  'Myanmar (Burma)',
  'Myanmar (Birmanie)',
  'Myanmar (Birmania)',
  'Réunion',
  'Reunion',
  'La Réunion',
  'Reunión',
  'Salvador',
  'RU',
  'San Martín',
  'Maurice',
])
/** What i18n-iso-countries and CLDR give as plain names. */
const formerNames = new Set(['Swaziland', 'Suazilandia', 'East Timor', 'Burma'])
const abbreviations = /^(?:UAE|UK|USA?|U\.S\..*|É\.-U\.|EE\. UU\.)$/

const codes: [string, string, string][] = load('i18n-iso-countries/codes.json')
const countries = new Map<string, { code: string; alpha2: string; m49: string; names: Names }>()
for (const [alpha2, alpha3, m49] of codes) {
  const code = alpha3 === 'XKK' ? 'XKX' : alpha3
  if (left.has(code)) continue
  countries.set(code, { code, alpha2, m49, names: {} })
  for (const language of languages) for (const name of libraryNames(alpha2, language)) add(code, language, 'name', name)
}

for (const [code = '', form = '', language = '', list = ''] of lines('country-names.txt'))
  for (const name of list.split(';')) add(code, language, form, name)

for (const [code = '', ...columns] of lines('demonyms.txt'))
  for (const [index, language] of languages.entries())
    for (const base of columns[index]?.split(',').filter(Boolean) ?? [])
      for (const word of inflect(base, language)) add(code, language, 'demonym', word)

const file = {
  source: {
    names: 'i18n-iso-countries (MIT); CLDR, cldr-localenames-full (Unicode-3.0)',
    additions: 'scripts/gazetteers/country-names.txt, compiled by hand after United Nations usage',
    demonyms: 'scripts/gazetteers/demonyms.txt, compiled by hand, inflected by rule',
  },
  countries: [...countries.values()].toSorted((one, other) => (one.code < other.code ? -1 : 1)),
}
writeFileSync(join(here, '..', 'src', 'gazetteers', 'countries.json'), `${JSON.stringify(file, undefined, 1)}\n`)

function libraryNames(alpha2: string, language: string): string[] {
  const cldr: Record<string, string> = load(`cldr-localenames-full/main/${language}/territories.json`).main[language]
    .localeDisplayNames.territories
  const iso: Record<string, string | string[]> = load(`i18n-iso-countries/langs/${language}.json`).countries
  const variants = ['', '-alt-variant', '-alt-short'].map((variant) => cldr[alpha2 + variant])
  return [...variants, iso[alpha2]].flat().flatMap((name) => (name ? [name.replaceAll('’', "'")] : []))
}

function add(code: string, language: string, form: string, printed: string): void {
  const country = countries.get(code)
  if (!country) throw new Error(`no country ${code}`)
  const name = printed
    .replace(/^(?:the |l')/i, '')
    .replace(' SAR China', '')
    .replace(/^R\.A\.S\. chinoise de |^RAE de (.*) \(China\)$/, '$1')
  if (leftNames.has(name) || (name === 'Congo' && language === 'en')) return
  const forms = (country.names[language] ??= {})
  if (Object.values(forms).some((list) => list.includes(name))) return
  const kept = formerNames.has(name) ? 'former' : abbreviations.test(name) ? 'abbreviation' : form
  ;(forms[kept] ??= []).push(name)
}

function lines(name: string): string[][] {
  const text = readFileSync(join(here, 'gazetteers', name), 'utf8')
  const kept = text.split('\n').filter((line) => line && !line.startsWith('#'))
  return kept.map((line) => line.split('|'))
}
