import words from '../../gazetteers/project-words.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'
import { fieldNamed } from './labels.ts'
import type { Piece } from './pieces.ts'
import { type ProjectReading, within } from './reading.ts'

const generic = new Set(words.genericHeadings)

/** Whether a heading names a part of any document ("Background") or a field ("Donor"), and so no project. */
export function isGenericHeading(text: string): boolean {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s\d.)IVX•–-]+(?=\p{L}{3})|[\s:.]+$/gu, '')
    .toLowerCase()
  // "Open Doors: main results": a part of what is told of a project.
  const part = /:\s([^:]{4,40})$/u.exec(plain)?.[1]
  return (
    generic.has(plain) ||
    (part !== undefined && generic.has(part)) ||
    reportName.test(plain) ||
    fieldNamed(text) !== undefined ||
    /^(?:annex|annexe|anexo|appendix|table|figure|box|chapter|section|part)\s?[\divxa-e]{0,4}\b[\s.:–-]*$/iu.test(plain)
  )
}

/** "Project completion report", "Action fiche", "Rapport final d’exécution": what a paper is, and nobody's title. */
const reportName =
  /^(?:(?:project|programme|program|action|final|interim|progress|annual|semi-annual|quarterly|mid-?term|technical|narrative|financial|inception|completion|closing|donor|development|cooperation|technical cooperation|independent|evaluation|monitoring|end-of-project|\p{Lu}{2,5})\s){1,4}(?:report|fiche|document|sheet|brief|note|profile|summary|evaluation|factsheet|fact sheet)$|^(?:rapport|fiche|document|note)\s(?:(?:final|annuel|intermédiaire|narratif|technique|d['’]achèvement|d['’]exécution|de|du|d['’]|projet|action|avancement|clôture|fin|synthèse)\s?)+$|^(?:informe|ficha|documento|nota)\s(?:(?:final|anual|intermedio|narrativo|técnico|técnica|de|del|cierre|proyecto|acción|avance|progreso|ejecución|la)\s?)+$/iu

const projectsWord =
  /\b(?:projects|programmes|programs|technical\s+co-?operation|project\s+(?:list|portfolio|profiles|briefs|summaries)|projets|coopération\s+technique|proyectos|programas|cooperación\s+técnica|portfolio|initiatives|iniciativas)\b/iu

/** Whether a heading announces projects ("Technical Cooperation Projects", "Liste des projets"). */
export const announcesProjects = (text: string): boolean => text.length < 200 && projectsWord.test(text)

export const announcesAnnex = (text: string): boolean =>
  /^\W{0,3}(?:annex|annexe|anexo|appendix|appendice|apéndice)\b/iu.test(text.trim())

/** Whether a heading stands over a list of books. */
export const announcesReferences = (text: string): boolean =>
  /^\W{0,3}(?:[\dIVX.]{1,5}\s)?(?:references|bibliography|works cited|sources|literature|further reading|publications|bibliographie|références|ouvrages cités|bibliografía|referencias|publicaciones)\b/iu.test(
    text.trim(),
  )

const world = String.raw`(?:global|globally|inter-?regional|worldwide|world|mondial|monde|niveau mondial|mundial|a nivel mundial|interrégional|multi-?regional)`
const worldwide = new RegExp(
  String.raw`^${world}(?:\s(?:and|et|y)\s${world})?(?:\s(?:projects|programmes|level|region|projets|proyectos|window))?$`,
  'iu',
)
/** "A. ", "IV) ", "2.1 ": the number of a heading. */
const numbered = /^(?:[\s\d.)•–-]+|(?:\p{Lu}|[IVX]{1,5})[.)]\s+)/u
const regional = /(?:\bregions?|\bwindow|\bsub-?region|\bStates|\bprojects)$|^(?:région|región|region)\b/iu

/** Whether a heading is a region's and nothing more ("Africa Region", "Horn of Africa window", "Global"). */
export function isRegionHeading(reading: ProjectReading, { start, end, text }: Span & { text: string }): boolean {
  const collapsed = text.replace(/\s+/g, ' ')
  const plain = collapsed.replace(numbered, '').replace(/[\s:]+$/u, '')
  if (plain.length > 70 || /[.!?]$/.test(plain)) return false
  if (worldwide.test(plain)) return true
  const regions = within(reading.regions, { start, end })
  if (regions.length === 0) return false
  const rest = withoutSpans(reading.text, { start: start + (numbered.exec(text)?.[0].length ?? 0), end }, regions)
  return rest.every((word) => /^(?:and|the|et|y|la|le|les|el|of|de|du|des|d|l)$/iu.test(word) || regional.test(word))
}

/** Whether a heading is a country's and nothing more. */
export function isCountryHeading(reading: ProjectReading, { start, end, text }: Span & { text: string }): boolean {
  if (text.length > 70) return false
  const countries = within(reading.countries, { start, end })
  if (countries.length === 0) return false
  const from = start + (numbered.exec(text)?.[0].length ?? 0)
  return withoutSpans(reading.text, { start: from, end }, countries).every((word) =>
    /^(?:and|the|et|y|of|de|la|le|projects|programmes)$/iu.test(word),
  )
}

/** Whether a heading is a region's or a country's and nothing more. */
export const isPlaceHeading = (reading: ProjectReading, heading: Span & { text: string }): boolean =>
  isRegionHeading(reading, heading) || isCountryHeading(reading, heading)

function withoutSpans(text: string, { start, end }: Span, spans: readonly Span[]): string[] {
  let rest = ''
  let from = start
  for (const span of spans) {
    if (span.start > from) rest += ` ${text.slice(from, span.start)}`
    from = Math.max(from, span.end)
  }
  return (rest + ` ${text.slice(from, end)}`).match(/[\p{L}]+/gu) ?? []
}

const otherThings = new Set(words.otherThings)

/** Whether a title's own noun says that it is no project ("National Action Plan", "Law on …"). */
export function isOtherThing(title: string): boolean {
  const folded = title.toLowerCase().match(/[\p{L}]+/gu) ?? []
  if (
    folded.some((word) => /^(?:project|programme|program|initiative|projet|proyecto|programa|iniciativa)$/u.test(word))
  )
    return false
  const head = folded.findIndex((word) =>
    /^(?:of|for|on|to|against|in|de|du|des|sur|pour|relative|sobre|para|contra)$/u.test(word),
  )
  const noun = folded[(head < 0 ? folded.length : head) - 1]
  return noun !== undefined && otherThings.has(noun)
}

/** Whether a piece stands as a heading: set as one, or in capitals. */
export const isHeading = (piece: Piece): boolean =>
  piece.kind === 'heading' || piece.kind === 'title' || piece.kind === 'capitals'
