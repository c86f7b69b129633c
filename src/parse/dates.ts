import type { Furniture, Paragraph } from '../contracts/parsed-document.ts'

const monthNames = [
  ['january', 'jan', 'janvier', 'enero'],
  ['february', 'feb', 'février', 'fevrier', 'febrero'],
  ['march', 'mar', 'mars', 'marzo'],
  ['april', 'apr', 'avril', 'abril'],
  ['may', 'mai', 'mayo'],
  ['june', 'jun', 'juin', 'junio'],
  ['july', 'jul', 'juillet', 'julio'],
  ['august', 'aug', 'août', 'aout', 'agosto'],
  ['september', 'sept', 'sep', 'septembre', 'septiembre', 'setiembre'],
  ['october', 'oct', 'octobre', 'octubre'],
  ['november', 'nov', 'novembre', 'noviembre'],
  ['december', 'dec', 'décembre', 'decembre', 'diciembre'],
]
const months = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))
const month = `(${[...months.keys()].sort((one, other) => other.length - one.length).join('|')})\\.?`
const year = '((?:19|20)\\d\\d)'

/** "27 December 2019", "1er mars 2004", "20 de abril de 2022" */
const dayFirst = new RegExp(
  `(?<![\\d–-])(\\d{1,2})(?:st|nd|rd|th|er|º)?\\.?\\s+(?:de\\s+|of\\s+)?${month}\\s*,?\\s+(?:de\\s+|del\\s+)?${year}(?!\\d)`,
  'iu',
)
/** "April 20, 2022" */
const monthFirst = new RegExp(`(?<!\\p{L})${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s+${year}(?!\\d)`, 'iu')
/** "December 2020", "junio de 2012" */
const monthOnly = new RegExp(`(?<!\\p{L})${month}\\s*,?\\s+(?:de\\s+|del\\s+)?${year}(?!\\d)`, 'iu')
/** "2023-04-19" */
const standard = /(?<!\d)((?:19|20)\d\d)-(\d{2})-(\d{2})(?!\d)/
/** "19-04-2023", "19/04/2023", "19.04.2023": the day stands first wherever that cannot be the month's number. */
const numeric = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)/
/** "6-2015", "06/2015" */
const monthNumber = /^(\d{1,2})[-/]((?:19|20)\d\d)$/
/** A year at the end of a short text: "STATECO N°99, 2005". */
const yearAtEnd = /(?<![\d/–-])((?:19|20)\d\d)(?![\d/–-])\D{0,4}$/

type Around = { furniture: Furniture[]; latest: string | undefined }

/** The date that a document bears: what stands alone in a short paragraph of its first pages, or in its running heads. */
export function dateInText(text: string, paragraphs: Paragraph[], { furniture, latest }: Around): string | undefined {
  const first = paragraphs.filter(({ kind, pages }) => kind !== 'note' && pages[0]!.page <= 2).slice(0, 40)
  const printed = first.flatMap((paragraph) => spansOf(paragraph).map(({ start, end }) => text.slice(start, end)))
  const short = printed.filter((one) => one.length <= 90 && !isSentence(one))
  const around = furniture.slice(0, 8).map((one) => one.text)
  for (const read of [day, ofMonth, ofYear]) {
    for (const one of read === ofYear ? [...short.filter((text) => text.length > 4), ...around] : short) {
      const date = read(one)
      // "Agenda 2030" is no date of a document that was made before.
      if (date && !(latest && date.slice(0, 4) > latest.slice(0, 4))) return date
    }
  }
  return undefined
}

const spansOf = ({ start, end, rows }: Paragraph) => rows?.flatMap(({ cells }) => cells) ?? [{ start, end }]
const isSentence = (text: string): boolean => text.endsWith('.') && text.split(' ').length > 6

function day(text: string): string | undefined {
  const first = dayFirst.exec(text)
  if (first) return toDay(first[3]!, months.get(first[2]!.toLowerCase())!, Number(first[1]))
  const second = monthFirst.exec(text)
  if (second) return toDay(second[3]!, months.get(second[1]!.toLowerCase())!, Number(second[2]))
  const third = standard.exec(text)
  if (third) return toDay(third[1]!, Number(third[2]), Number(third[3]))
  const fourth = numeric.exec(text)
  return fourth ? toDay(fourth[4]!, Number(fourth[3]), Number(fourth[1])) : undefined
}

function ofMonth(text: string): string | undefined {
  const number = monthNumber.exec(text)
  if (number && Number(number[1]) >= 1 && Number(number[1]) <= 12) return `${number[2]}-${twoDigits(Number(number[1]))}`
  const found = monthOnly.exec(text)
  return found ? `${found[2]}-${twoDigits(months.get(found[1]!.toLowerCase())!)}` : undefined
}

const ofYear = (text: string): string | undefined => (text.length <= 60 ? yearAtEnd.exec(text)?.[1] : undefined)

function toDay(year: string, month: number, dayOfMonth: number): string | undefined {
  const date = new Date(Date.UTC(Number(year), month - 1, dayOfMonth))
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  return valid ? `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}` : undefined
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** A date as PDFs write it ("D:20120727181433-05'00'") as ISO 8601 in UTC. */
export function pdfDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const found = /^D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([+-])(\d{2})'?(\d{2})?)?/.exec(value)
  if (!found) return undefined
  const [, years, ...rest] = found
  const [monthNumber = '01', dayNumber = '01', hours = '00', minutes = '00', seconds = '00'] = rest.slice(0, 5)
  const zone = rest[5] ? `${rest[5]}${rest[6]}:${rest[7] ?? '00'}` : 'Z'
  const date = new Date(`${years}-${monthNumber}-${dayNumber}T${hours}:${minutes}:${seconds}${zone}`)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1970) return undefined
  return date.toISOString().replace('.000Z', 'Z')
}
