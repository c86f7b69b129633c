import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { monthNames } from '../gazetteers/figure-words.ts'

/** Kinds of documents as they name themselves, the more telling first, in English, French and Spanish. */
const kinds = [
  'background note',
  'background paper',
  'fact sheet',
  'factsheet',
  'evaluation brief',
  'policy brief',
  'research brief',
  'working paper',
  'discussion paper',
  'concept note',
  'briefing note',
  'information note',
  'technical note',
  'annual report',
  'progress report',
  'final report',
  'situation report',
  'country report',
  'project document',
  'project list',
  'terms of reference',
  'press release',
  'joint declaration',
  'memorandum of understanding',
  'guidelines',
  'questionnaire',
  'survey',
  'newsletter',
  'note d’information',
  'note de synthèse',
  'note d’orientation',
  'document de travail',
  'fiche d’information',
  'fiche de projet',
  'rapport annuel',
  'communiqué de presse',
  'nota informativa',
  'nota conceptual',
  'documento de trabajo',
  'hoja informativa',
  'ficha informativa',
  'informe anual',
  'comunicado de prensa',
  'declaration',
  'déclaration',
  'declaración',
  'resolution',
  'résolution',
  'resolución',
  'convention',
  'report',
  'rapport',
  'informe',
  'brief',
] as const

/** How far into a document it says what it is. */
const opening = 600

/** The kind of document that it calls itself in its title or its first lines ("background note"). */
export function documentKindOf({ metadata, text, furniture }: ParsedDocument): string | undefined {
  const heads = furniture.filter(({ page }) => page <= 2).map((piece) => piece.text)
  for (const place of [...heads, metadata.title ?? '', text.slice(0, opening)]) {
    const said = place.toLowerCase().replace(/['’]/g, '’').replace(/\s+/g, ' ')
    const kind = kinds.find((name) => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u').test(said))
    if (kind) return kind
  }
  return undefined
}

/** Who published it: what its properties say, else the organisation named as author, else the one that heads it. */
export function publisherOf({ metadata, text }: ParsedDocument, { mentions }: ExtractedDocument): string | undefined {
  if (metadata.publisher) return metadata.publisher
  const organisations = mentions.filter((mention) => mention.kind === 'organisation')
  const head = text.indexOf('\n\n', 200)
  const found =
    organisations.find(({ role }) => role === 'author') ??
    organisations.find(({ end, role }) => role === undefined && end <= Math.min(opening, head < 0 ? opening : head))
  return found?.quote.replace(/\s+/g, ' ').trim()
}

const monthAndYear = new RegExp(
  `(?<![\\p{L}])(?:${monthNames.join('|')})\\.? (?:de |del )?((?:19|20)\\d\\d)(?!\\d)`,
  'gu',
)

/** Its date: the one that it bears, else the year of the latest month that it names, after which it was written. */
export function dateOf({ metadata, text }: ParsedDocument): string | undefined {
  if (metadata.date) return metadata.date
  let latest = ''
  for (const [, year] of text.matchAll(monthAndYear)) if (year! > latest) latest = year!
  return latest || undefined
}
