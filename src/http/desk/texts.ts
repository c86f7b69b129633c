import { type DeskMessages, en } from './messages/en.ts'
import { es } from './messages/es.ts'
import { fr } from './messages/fr.ts'

/** As the page of readers names them. */
export const deskLanguages = { en: 'English', fr: 'Français', es: 'Español' } as const
export type DeskLanguage = keyof typeof deskLanguages

const catalogues: Record<DeskLanguage, DeskMessages> = { en, fr, es }

export type Texts = DeskMessages & {
  languageCode: DeskLanguage
  number: (value: number) => string
  bytes: (value: number) => string
  /** "3 min", "2 h 10 min", "4 days": as exact as a person asks. */
  duration: (seconds: number) => string
  since: (then: string, now: string) => string
  documentCount: (count: number) => string
  attemptCount: (count: number) => string
}

/**
 * The texts in the language that the reader chose on the page (which keeps it in this cookie), else in the first of those
 * that the browser asks for, else in English.
 */
export function textsFor({
  cookie,
  'accept-language': accepted,
}: Record<string, string | string[] | undefined>): Texts {
  const chosen = /(?:^|; )rihla-language=([a-z]{2})/.exec(String(cookie ?? ''))?.[1]
  const asked = String(accepted ?? '')
    .split(',')
    .map((tag) => tag.trim().slice(0, 2).toLowerCase())
  return textsIn([chosen, ...asked].find(isLanguage) ?? 'en')
}

const isLanguage = (code: string | undefined): code is DeskLanguage =>
  code !== undefined && Object.hasOwn(catalogues, code)

export function textsIn(languageCode: DeskLanguage): Texts {
  const messages = catalogues[languageCode]
  const numbers = new Intl.NumberFormat(languageCode)
  const number = (value: number) => numbers.format(value)
  const duration = (seconds: number) => durationIn(messages, seconds)
  return {
    ...messages,
    languageCode,
    number,
    bytes: (value) => bytesIn(languageCode, value),
    duration,
    since: (then, now) => duration(Math.max(0, (Date.parse(now) - Date.parse(then)) / 1000)),
    documentCount: (count) => messages.countedDocuments(number(count), count === 1),
    attemptCount: (count) => messages.countedAttempts(number(count), count === 1),
  }
}

function durationIn({ lessThanASecond, days }: DeskMessages, seconds: number): string {
  if (seconds < 1) return lessThanASecond
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return days(Math.round(hours / 24))
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function bytesIn(language: DeskLanguage, value: number): string {
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  const format = {
    style: 'unit',
    unit: units[step]!,
    maximumSignificantDigits: 3,
    unitDisplay: step === 0 ? 'long' : 'short',
  } as const
  return new Intl.NumberFormat(language, format).format(value / 1000 ** step)
}
