import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { alpha2Of } from './country-codes.ts'
import * as en from './messages/en.ts'
import * as es from './messages/es.ts'
import * as fr from './messages/fr.ts'

export const languages = { en: 'English', fr: 'Français', es: 'Español' } as const
export type LanguageCode = keyof typeof languages

/** Every text of the page: a language that lacks one does not compile. */
export type Messages = typeof en
const catalogues: Record<LanguageCode, Messages> = { en, fr, es }

export type Texts = Messages & {
  language: LanguageCode
  setLanguage: (language: LanguageCode) => void
  /** A country by its alpha-3 code, or a region or grouping by its own, in the reader's language; the code where it has no name. */
  placeName: (code: string) => string
  languageName: (code: string) => string
  number: (value: number) => string
  /** Day and time of an instant. */
  moment: (instant: string) => string
}

const kept = 'rihla-language'
const isLanguage = (code: string | null | undefined): code is LanguageCode => code != null && code in languages

function firstLanguage(): LanguageCode {
  const candidates = [localStorage.getItem(kept), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return candidates.find(isLanguage) ?? 'en'
}

const TextsContext = createContext<Texts | undefined>(undefined)

export function TextsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const texts: Texts = {
    ...catalogues[language],
    ...namesIn(language),
    language,
    setLanguage(code) {
      localStorage.setItem(kept, code)
      // the operators' desk is drawn by the server, which sees no storage of the browser
      document.cookie = `${kept}=${code}; path=/; max-age=31536000; samesite=strict`
      setLanguage(code)
    },
  }
  return <TextsContext value={texts}>{children}</TextsContext>
}

export function useTexts(): Texts {
  const texts = use(TextsContext)
  if (!texts) throw new Error('a view stands outside of the texts')
  return texts
}

function namesIn(language: LanguageCode): Pick<Texts, 'placeName' | 'languageName' | 'number' | 'moment'> {
  const places = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const tongues = new Intl.DisplayNames(language, { type: 'language' })
  const { regions } = catalogues[language]
  // numbers and dates as where the reader lives, if that speaks the language: 31 Dec in Britain, Dec 31 in America
  const locale = navigator.languages.find((tag) => tag.slice(0, 2) === language) ?? language
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return {
    placeName(code) {
      const known = alpha2Of.get(code)
      return (known && places.of(known)) ?? regions[code] ?? code
    },
    languageName: (code) => (code === 'und' ? '–' : (tongues.of(code) ?? code)),
    number: (value) => numbers.format(value),
    moment: (instant) => moments.format(new Date(instant)),
  }
}
