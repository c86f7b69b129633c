import type { Span } from '../../contracts/position.ts'
import { isNamedBody } from './bodies.ts'
import { isCertain, type Party, readParties } from './parties.ts'
import { type ProjectReading, quote, within } from './reading.ts'

const mostBefore = 170
const sum = String.raw`(?=(?:(?:over|about|around|some|nearly|près\sde|environ|unos|cerca\sde)\s)?(?:US\$|[A-Z]{3}\s?\d|[$€£]\s?\d|\d[\d.,\s]{0,14}(?:(?:million|billion|millions?|millones|millón|milliards?|mil|mn?)\s)?(?:de\s|d['’])?(?:US\$|USD|[A-Z]{3}(?!\p{L})|[$€£]|euros?|dollars?|dólares|francs|pesos|libras|yen|kroner|kronor|coronas|couronnes)))`
const project = String.raw`(?:projects?|programmes?|programs?|initiatives?|projets?|proyectos?|programas?|iniciativas?)`
const theProject = String.raw`(?:it(?!\p{L})|(?:the|this|le|la|l['’]|ce|cette|el|este|esta)\s?(?:[^\s.,;:()]+\s){0,8}?${project}(?!\p{L}))`

/** "gave $2 million", "a apporté 1,5 million d’euros", "aportó 2 millones": who gives stands before. */
const givesSum = new RegExp(
  String.raw`(?<!\p{L})(?:(?:has|have|had)\s)?(?:(?:also|then)\s)?(?:gave|given|gives?|paid|pays?|contribut(?:e[ds]?|ing)|donat(?:e[ds]?|ing)|provid(?:e[ds]?|ing)|put\sin|invest(?:s|ed)?|grant(?:s|ed)|pledg(?:e[ds]?|ing)|commit(?:s|ted)|allocat(?:e[ds]?))\s(?:\p{L}+\s){0,2}?${sum}` +
    String.raw`|(?<!\p{L})(?:(?:a|ont|avait|avaient)\s(?:également\s)?(?:apporté|versé|donné|accordé|alloué|débloqué|investi|mobilisé)|apport(?:e|ent)|vers(?:e|ent)|accord(?:e|ent)|allou(?:e|ent)|donn(?:e|ent)|(?:a\s)?contribu(?:e|é|ent)\sà\shauteur\sde|y\s(?:a\s)?consacr(?:e|é))\s(?:\p{L}+\s){0,2}?${sum}` +
    String.raw`|(?<!\p{L})(?:(?:ha|han|había)\s)?(?:aport(?:a|an|ó|aron|ado)|don(?:a|an|ó|aron|ado)|entreg(?:a|an|ó|aron|ado)|destin(?:a|an|ó|aron|ado)|otorg(?:a|an|ó|aron|ado)|invirt(?:ió|ieron)|contribuy(?:e|en|ó|eron)\scon|concedi(?:ó|eron|do))\s(?:\p{L}+\s){0,2}?${sum}`,
  'gu',
)
/** "have supported it since", "ont financé, de 2019 à 2021, l’initiative", "cofinancian el programa". */
const paysProject = new RegExp(
  String.raw`(?<!\p{L})(?:(?:has|have|had)\s)?(?:(?:jointly|also)\s)?(?:(?:co-?)?(?:fund(?:s|ed)?|financ(?:e[ds]?))|support(?:s|ed)?|back(?:s|ed)?|sponsor(?:s|ed)?|underwr(?:ite|ites|ote)|pa(?:y|ys|id)\sfor)\s${theProject}` +
    String.raw`|(?<!\p{L})(?:(?:a|ont|le|la|l['’])\s?){0,2}(?:co)?(?:financ(?:é|e|ent)|soutien(?:t|nent)|soutenu|appu(?:ie|ient|yé)|subventionn(?:e|ent|é))(?:,\s[^.;,()]{3,40},)?\s${theProject}` +
    String.raw`|(?<!\p{L})(?:(?:ha|han|lo|la)\s){0,2}(?:co)?(?:financi(?:a|an|ó|aron|ado)|coste(?:a|an|ó|aron)|apoy(?:a|an|ó|aron|ado)|sufrag(?:a|an|ó|aron)|patrocin(?:a|an|ó|aron))(?:,\s[^.;,()]{3,40},)?\s${theProject}` +
    String.raw`|(?<!\p{L})(?:lo|la|le|l['’]|ha|han)\s?(?:co)?(?:financi(?:a|an|ó|aron)|financ(?:e|ent)|apoyan?|soutien(?:t|nent)|(?:a|ont)\s(?:co)?(?:financé|soutenu))(?!\p{L})` +
    String.raw`|(?<!\p{L})(?:is|are|was|were|est|sont|était|es|son|fue|fueron)\s(?:(?:the|its|an?|le|la|les|el|los)\s)?(?:(?:main|only|sole|principal|first|principale?s?|seule?s?|único|principales)\s)?(?:donors?|funders?|financiers?|bailleurs?|donantes?|financiador(?:es)?)(?!\p{L})`,
  'gu',
)
/** "Enabel managed it", "en assurent l’exécution", "lo ejecuta": who runs it stands before. */
const runsProject = new RegExp(
  String.raw`(?<!\p{L})(?:(?:has|have|had)\s)?(?:(?:jointly|together)\s)?(?:manag(?:e[ds]?)|r[ua]ns?|implement(?:s|ed)?|deliver(?:s|ed)?|lead|leads|led|coordinat(?:e[ds]?)|execut(?:e[ds]?)|carr(?:y|ies|ied)\sout|oversees?|oversaw|host(?:s|ed)?)\s${theProject}` +
    String.raw`|(?<!\p{L})(?:en\s)?(?:assure(?:nt)?|assurait|assuraient)\s(?:l['’]exécution|la\s(?:mise\sen\sœuvre|gestion|coordination|conduite))` +
    String.raw`|(?<!\p{L})(?:(?:l['’]\s?(?:a|ont)|le|la|les?)\s)(?:exécut(?:e|ent|é)|pilot(?:e|ent|é)|gèr(?:e|ent)|géré|condui(?:t|sent)|met(?:tent)?\sen\sœuvre|mis\sen\sœuvre)(?!\p{L})|(?<!\p{L})l['’]exécut(?:e|ent)(?!\p{L})` +
    String.raw`|(?<!\p{L})(?:met(?:tent)?\sen\sœuvre|exécut(?:e|ent)|pilot(?:e|ent)|gèr(?:e|ent)|porte(?:nt)?|(?:a|ont)\s(?:exécuté|piloté|mis\sen\sœuvre))\s${theProject}` +
    String.raw`|(?<!\p{L})(?:lo|la)\s(?:ejecut(?:a|an|ó|aron)|implement(?:a|an|ó|aron)|gestion(?:a|an|ó|aron)|coordin(?:a|an|ó|aron)|lider(?:a|an|ó|aron)|llev(?:a|an|ó|aron)\sa\scabo)(?!\p{L})` +
    String.raw`|(?<!\p{L})(?:ejecut(?:a|an|ó|aron)|implement(?:a|an|ó|aron)|gestion(?:a|an|ó|aron)|coordin(?:a|an|ó|aron))\s${theProject}|(?<!\p{L})(?:tienen?\sa\ssu\scargo|se\s(?:encargan?|encargaron|ocupan?)\sde)(?!\p{L})` +
    String.raw`|(?<!\p{L})(?:is|are|was|were|est|sont|était|étaient|es|son|fue|fueron|particip(?:an?|ó|aron)\scomo)\s(?:(?:the|its|an?|le|la|les|el|los|sus?)\s)?(?:[\p{L}-]{4,14}\s)?(?:partners?|partenaires?|socios?|socias?|contrapartes?)(?!\p{L})`,
  'gu',
)

/** "IOM worked with": who did is an organisation, or it is the project itself. */
const worksWith = /\bwork(?:s|ed)\s(?:closely\s)?with\b/g

/** What is quick to see: without one of these no sentence has such a verb. */
const paysHint =
  /fund|financ|support|back|sponsor|underwr|pay|paid|souten|soutien|appu|subvention|coste|apoy|sufrag|patrocin|donor|bailleur|donante/u
const runsHint =
  /\b(?:manag|r[ua]ns? |implement|deliver|lead|led |coordin|execut|carr|overs|host)|assur|exécut|pilot|g[éè]r|condui|œuvre|porte|ejecut|gestion|lider|cabo|cargo|encarg|ocupa|partn|parten|soci[oa]|contraparte/u

/** Who gives and who runs, where they stand before their verbs: "Italy gave …", "Caritas et la mairie en assurent …". */
export function readSubjects(
  reading: ProjectReading,
  sentence: Span,
): { donors: Party[]; partners: Party[]; clauses: Span[] } {
  const text = quote(reading, sentence)
  const subjects = (pattern: RegExp): Span[] =>
    [...text.matchAll(pattern)].flatMap(({ index }) => subjectBefore(reading, sentence, sentence.start + index) ?? [])
  const giving = [
    ...(within(reading.money, sentence).length > 0 ? subjects(givesSum) : []),
    ...(paysHint.test(text) ? subjects(paysProject) : []),
  ]
  const running = runsHint.test(text) ? subjects(runsProject) : []
  return {
    donors: giving.flatMap((span) => readParties(reading, span)),
    partners: [
      ...running.flatMap((span) => readParties(reading, span)),
      ...subjects(worksWith)
        .flatMap((span) => readParties(reading, span))
        .filter(({ organisation }) => organisation),
    ],
    clauses: giving,
  }
}

/** Where the subject of a verb may begin: behind a comma, "and" or "which". */
const boundary =
  /[,;:]\s(?:(?:and|et|y|e|while|mientras|tandis\sque)\s)?|\s(?:and|et|y|e|while|which|that|que|qui)\s|\squ['’]/giu
/** What opens no subject: "In Malawi", "It", "Lancé en". */
const noSubject =
  /^(?:In|En|Au|Aux|À|A|An|Since|Depuis|Desde|From|Entre|Between|With|Avec|Con|On|At|By|Par|Por|During|Durant|Durante|Under|For|Pour|Para|After|Before|Its?|Their|His|Her|He|She|They|We|This|These|That|There|Il|Ils|Elles?|On|Ce|Cette|Ces|Son|Sa|Ses|Este|Esta|Estos|Su|Sus|As|When|While|Thanks|Grâce|Gracias)(?![\p{L}-])/u
const finite =
  /(?<!\p{L})(?:est|sont|ont|ha|han|es|son|fue|was|were|is|are|has|have|had|will|who|which|qui|que|dont|where|to)(?!\p{L})|\p{Ll}{3}(?:ó|aron|ieron|aient|eront|arán)(?!\p{L})|\d{3}|[.:;“”«»"]/u
const projectNoun = new RegExp(String.raw`(?<!\p{L})${project}(?!\p{L})`, 'iu')

/** The longest list of parties that ends at a verb; undefined where what stands there names none. */
function subjectBefore(reading: ProjectReading, sentence: Span, end: number): Span | undefined {
  const from = Math.max(sentence.start, end - mostBefore)
  const before = reading.text.slice(from, end)
  const starts = from === sentence.start ? [0] : []
  for (const match of before.matchAll(boundary)) starts.push(match.index + match[0].length)
  for (const start of starts) {
    const printed = before.slice(start).replace(/,?\s*$/u, '')
    if (!mayBeSubject(printed)) continue
    const span = { start: from + start, end: from + start + printed.length }
    const parties = readParties(reading, span)
    const covered = parties.length > 0 && parties.every((party) => isCertain(party))
    if (covered) return span
  }
  return undefined
}

function mayBeSubject(printed: string): boolean {
  if (printed.length < 2 || noSubject.test(printed) || finite.test(printed) || projectNoun.test(printed)) return false
  const bare = printed.replace(/^(?:(?:the|la|le|les|el|los|las)\s|l['’])/iu, '')
  if (isNamedBody(bare)) return true
  if (!/^\p{Lu}/u.test(bare)) return false
  // Words in small letters other than those that join a name's make a clause of it.
  return bare.split(/\s+/u).every((word) => /^[\p{Lu}\d(&]/u.test(word) || joins.test(word) || isNamedBody(bare))
}

const joins =
  /^(?:and|et|y|e|of|for|the|in|on|de|du|des|del|la|le|les|el|los|las|para|pour|al|au|aux|[ld]['’]\p{L}+)$/iu
