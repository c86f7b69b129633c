import type { ProjectRecord } from '../../contracts/extracted-document.ts'
import type { Span } from '../../contracts/position.ts'
import type { DraftField, ProjectDraft } from './draft.ts'
import { type ProjectReading, quote, within } from './reading.ts'

export type FoundAmount = Span & Pick<ProjectRecord['amounts'][number], 'value' | 'currency'>

/** What a sentence must say for its amount to be the project's own. */
const ofProject = new RegExp(
  String.raw`(?<!\p{L})(?:${[
    String.raw`budget|total\s(?:cost|value|amount)|project\scost|financial\senvelope|grant\sof|worth|amounts?\sto|amounting\sto|valued\sat`,
    String.raw`(?:funded|financed|financé\p{L}*|financiad\p{L}+)(?!\p{L})[^.]{0,80}(?<!\p{L})(?:with|for|avec|con|pour|por)(?!\p{L})`,
    // "un financement européen de 5 millions", "launched in 2022 with NOK 3 million"
    String.raw`(?:financements?|financiaci[óo]n|financiamiento|fondos|fonds|funding|loan|prêt|préstamo)(?:\s\p{L}+){0,2}\s(?:de|of|d['’])\s?(?:US\$|[A-Z]{3}\s?\d|[$€£]|\d)`,
    String.raw`(?:launched|lancé|lanzad)\p{L}*\s[^.;()]{0,30}(?:with|thanks\sto|avec|grâce\sà|con|gracias\sa)\s(?:US\$|[A-Z]{3}\s?\d|[$€£]|\d)`,
    // "Italy co-finances the Open Ladders initiative with EUR 22 million"
    String.raw`(?:co-?)?(?:finances?|funds?|supports?)\s[^.;()]{3,120}?\swith\s(?:US\$|[A-Z]{3}\s?\d|[$€£]\s?\d)`,
    String.raw`contribution\sof|contribuci[óo]n\sde|aporte\sde|budget\sde|montant|enveloppe|d['’]un\scoût|à\shauteur\sde|dotée?s?\sd`,
    String.raw`phase\s\([^()]{0,30}?(?:US\$|[A-Z]{3}\s?\d|[$€£]\s?\d)`,
    // "Funded by Norway (US$ 1.25 million)", "With €4 million from the Foundation"
    String.raw`(?:funded|financed|supported|funding|financement|financiación|financiamiento|fondos|financé\p{L}*|financiad\p{L}+)[^.();]{0,80}\((?:US\$|[A-Z]{3}\s?\d|[$€£]\s?\d|\d[\d.,\s]{0,12}(?:m|M|euros?|dollars|dólares|francs))`,
    String.raw`(?:with|thanks\sto|avec|grâce\sà|con|gracias\sa)\s(?:US\$|[A-Z]{3}\s|[$€£])\s?\d[\d.,\s]{0,12}(?:\p{L}+\s)?(?:from|de|du|of)(?!\p{L})`,
    String.raw`presupuesto|por\sun\s(?:monto|importe|valor)|con\sun\scosto|dotad[oa]s?\s(?:con|de)|aporta\p{L}*`,
    // "awarded $8 million to the project", "will spend EUR 3 million on the project"
    String.raw`(?:award|allocat|spend|spent|contribut|invest|pledg|commit|provid|donat|gave|given|paid|donn|don[aó]|apport|vers[eé]|accord|allou|destin|otorg|receiv|funding\sof)\p{L}*\s(?:\p{L}+\s){0,3}?(?:US\$|[A-Z]{3}\s?\d|[$€£]\s?\d|\d[\d.,\s]{0,14}(?:\p{L}+\s)?(?:de\s|d['’])?(?:euros|dollars|dólares|francs|pesos|kron|coronas|couronnes))`,
  ].join(
    '|',
  )})|(?:million|billion|[\d,. ]{4,})[\s,-](?:\p{L}+-year\s)?(?:project|programme|program|initiative|action|effort|scheme|undertaking|pilot)(?!\p{L})`,
  'iu',
)
const topUp = /\b(?:top[- ]?up|additional|supplementary|increas\w+|complément\w*|adicional\w*)\b/iu

/** The amounts that are the project's: those of its budget field, else those that a sentence calls so. */
export function readAmounts(reading: ProjectReading, draft: ProjectDraft): FoundAmount[] {
  const labelled = draft.fields.filter(({ name }) => name === 'amount').flatMap((field) => amountsIn(reading, field))
  if (labelled.length > 0)
    return labelled.filter(({ start }, index) => labelled.findIndex((other) => other.start === start) === index)
  // "Donor and budget: SDC, US$ 4,850,000"
  const beside = draft.fields.filter(({ name }) => name === 'donor').flatMap(({ value }) => moneyIn(reading, value))
  if (beside.length > 0) return beside
  const found: FoundAmount[] = []
  const isLine = draft.rule === 'project/list-item' || draft.rule === 'project/table-row'
  for (const figure of within(reading.money, draft.block)) {
    const sentence = quote(reading, figure.sentence)
    if ((!isLine && !ofProject.test(sentence)) || topUp.test(sentence) || typeof figure.value !== 'number') continue
    found.push({ start: figure.start, end: figure.end, value: figure.value, currency: figure.currency ?? '$' })
  }
  return found
}

function amountsIn(reading: ProjectReading, { value: span, heading }: DraftField): FoundAmount[] {
  const figures = moneyIn(reading, span)
  const factor = heading === undefined ? 1 : scaleOf(heading)
  if (figures.length > 0 && factor === 1) return figures
  const cell = quote(reading, span)
  const unit = heading === undefined ? undefined : currencyOf(heading)
  const read = readAmount(cell, unit)
  if (!read) return figures
  // "2.5" under "Budget (USD million)"; a cell that says "2.5 million" itself is scaled already.
  const value = read.value * (scaleOf(cell) > 1 ? 1 : factor)
  return [{ value, currency: read.currency, start: span.start + read.start, end: span.start + read.end }]
}

const moneyIn = (reading: ProjectReading, span: Span): FoundAmount[] =>
  within(reading.money, span).flatMap(({ start, end, value, currency }) =>
    typeof value === 'number' && currency !== undefined ? [{ start, end, value, currency }] : [],
  )

const signs: Record<string, string> = {
  '€': 'EUR',
  EUROS: 'EUR',
  EURO: 'EUR',
  EUR: 'EUR',
  US$: 'USD',
  USD: 'USD',
  $US: 'USD',
  '£': 'GBP',
  GBP: 'GBP',
  CHF: 'CHF',
  SFR: 'CHF',
  SEK: 'SEK',
  NOK: 'NOK',
  DKK: 'DKK',
  CAD: 'CAD',
  CA$: 'CAD',
  CAN$: 'CAD',
  AUD: 'AUD',
  AU$: 'AUD',
  A$: 'AUD',
  C$: 'CAD',
  NZD: 'NZD',
  JPY: 'JPY',
  '¥': 'JPY',
  XOF: 'XOF',
  MAD: 'MAD',
  MXN: 'MXN',
  ZAR: 'ZAR',
  $: '$',
  DOLLARS: '$',
}
const sign = String.raw`(?:US\$|CAN?\$|AU?\$|C\$|\$US|[$€£¥]|\b(?:USD|EUROS?|EUR|GBP|CHF|SFR|SEK|NOK|DKK|CAD|AUD|NZD|JPY|XOF|MAD|MXN|ZAR|dollars)\b)`
const digits = String.raw`\d{1,3}(?:[,.' \u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,3})?`
const scale = String.raw`(?:\s{0,2}(thousand|million|billion|millions|milliards?|millón|millones|mille|mil|mn|bn|m|k)\b)?`
const amount = new RegExp(String.raw`(${sign})?\s{0,2}(${digits})${scale}\s{0,2}(?:de\s|d['’])?(${sign})?`, 'iu')
const scales: Record<string, number> = {
  thousand: 1e3,
  mille: 1e3,
  mil: 1e3,
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  millions: 1e6,
  millón: 1e6,
  millones: 1e6,
  billion: 1e9,
  bn: 1e9,
  milliard: 1e9,
  milliards: 1e9,
}

/** An amount of a labelled field or a table cell; `currency` is that of the label or the column's heading. */
export function readAmount(text: string, currency?: string): FoundAmount | undefined {
  const match = amount.exec(text)
  if (!match) return undefined
  const [whole, before, number, scaled, after] = match
  const printed = signs[(before ?? after ?? '').toUpperCase()] ?? currency ?? currencyOf(text)
  const value = valueOf(number!) * (scales[scaled?.toLowerCase() ?? ''] ?? 1)
  if (!printed || !Number.isFinite(value) || value <= 0) return undefined
  const lead = whole.length - whole.trimStart().length
  return { start: match.index + lead, end: match.index + whole.trimEnd().length, value, currency: printed }
}

/** The currency that a heading or label names: "Budget (in EUR)", "Montant en euros". */
export function currencyOf(text: string): string | undefined {
  const match = new RegExp(sign, 'iu').exec(text)
  return match ? signs[match[0].toUpperCase()] : undefined
}

/** How many units a heading counts in: "Budget (EUR millions)" is a million. */
export function scaleOf(text: string): number {
  const match = /\b(thousands?|millions?|billions?|milliers|milliards|millones|miles)\b/iu.exec(text)
  if (!match) return 1
  return /^(?:thousand|millier|miles)/i.test(match[1]!) ? 1e3 : /^(?:b|milliard)/i.test(match[1]!) ? 1e9 : 1e6
}

function valueOf(number: string): number {
  const bare = number.replace(/[' \u00a0\u202f]/g, '')
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'))
  if (last < 0) return Number(bare)
  const decimals = bare.length - last - 1
  const mark = bare[last]!
  const grouped =
    decimals === 3 && (bare.indexOf(mark) !== last || !/[ ,.]/.test(bare.slice(0, last)) ? bare.length > 4 : true)
  const isDecimal = decimals !== 3 || (!grouped && bare.length <= 5)
  const integer = (isDecimal ? bare.slice(0, last) : bare).replace(/[.,]/g, '')
  return Number(isDecimal ? `${integer}.${bare.slice(last + 1)}` : integer)
}
