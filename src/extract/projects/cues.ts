import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import { type Party, readAdjective, readParties } from './parties.ts'
import { type ProjectReading, quote, within } from './reading.ts'

/** Verbs and nouns of financing before "by", "from" and the like, in three languages. */
const financed = [
  // "funded by", "co-financed jointly by", "is financially supported by"
  String.raw`(?:co-?\s?)?(?:financ(?:ed|ially supported)|funded|sponsored|bankrolled|paid\sfor)\s(?:\p{L}+ly\s)?by`,
  // "with financial support from", "thanks to the funding of", "with a contribution from", "funding was provided by"
  // "made possible by a grant of US$2.3 million from"
  String.raw`(?:grants?|contributions?|funding|donations?)\sof\s[^.;()]{2,40}?\sfrom`,
  String.raw`(?:financial\s(?:support|assistance|contribution|backing)|funding|funds|financing|grants?|(?:generous\s)?contributions?)\s(?:(?:was|is|were|are|has been|have been)\s)?(?:provided\s|received\s|given\s|made available\s)?(?:from|of|by)`,
  // "With €4 million from", "1 250 000 euros d'ENABEL"
  String.raw`(?:US\$|[A-Z]{3}\s|[$€£])\s?\d[\d.,\s]{0,14}(?:(?:million|billion|mn?|bn)\s)?from`,
  String.raw`\d\s(?:millions?\sd['’]|millones\sde\s)?(?:euros|dollars|dólares)\s(?:de\sla|du|de\sl['’]|d['’]|(?:del|de))`,
  // "a EUR 9.7 million project of the European Union"
  String.raw`(?:US\$|[A-Z]{3}\s|[$€£])\s?\d[\d.,]*[\s-](?:(?:million|billion)[\s-])?(?:project|programme|program|initiative)\s(?:of|by|from)`,
  String.raw`with\s(?:the\s)?(?:generous\s)?(?:support|assistance)\s(?:of|from)`,
  // "financé par", "cofinancée conjointement par", "avec l'appui financier de", "grâce au financement de"
  String.raw`(?:co)?financée?s?\s(?:\p{L}+ment\s)?par`,
  String.raw`(?:appui|soutien|concours|contribution)\sfinanci(?:er|ère)\s(?:des|du|de|d['’])`,
  // "doté de 4 milliards par", "avec l'appui de"
  String.raw`dotée?s?\sd(?:(?!\s(?:ils?|elles?|mise?s?)\s)[^.;()]){3,60}\spar`,
  String.raw`avec\s(?:l['’]|le\s)?(?:appui|soutien|concours)\s(?:des|du|de|d['’])`,
  String.raw`financements?\s(?:des|du|de|d['’])`,
  // "financiado por", "cofinanciada por", "con el apoyo financiero de", "con fondos de"
  String.raw`(?:co)?financiad[oa]s?\s(?:\p{L}+mente\s)?por`,
  String.raw`(?:apoyo|respaldo|aporte|contribución)\sfinancier[oa]\s(?:del|de)`,
  String.raw`dotad[oa]s?\s(?:de|con)(?:(?!\s(?:es|ejecutad[oa]|fue)\s)[^.;()]){3,60}\spor`,
  // "una iniciativa de la cooperación alemana"
  String.raw`(?:project|programme|initiative|projet|proyecto|programa|iniciativa)\s(?:of\sthe|de\sla|de\sl['’]|del)\s?(?=cooperación|coopération|Agenc|Uni[óo]n|European)`,
  // "Aporta la Unión Europea"
  String.raw`(?<=^|[.;:\n]\s)(?:Aportan?|Financian?)(?!\p{L})`,
  String.raw`con\s(?:el\s)?apoyo\s(?:del|de)`,
  String.raw`con\s(?:fondos|financiación|financiamiento|recursos)\s(?:del|de)`,
]
const donorBefore = new RegExp(String.raw`(?<!\p{L})(?:${financed.join('|')})\s?`, 'giu')
/** "Supported by X, this project": weaker, so that X must be a party that is known or printed as a name at once. */
const supported = /(?<!\p{L})(?:supported\s(?:\p{L}+ly\s)?by|(?:appuyé|soutenu)e?s?\spar|apoyad[oa]s?\spor)\s/giu
/** "The donor is X", "The project’s main donors are X and Y". */
const donorIs =
  /\b(?:donors?|funders?|funding agenc(?:y|ies)|bailleurs?(?: de fonds)?|donantes?|financiador(?:es)?)\s(?:is|are|was|were|est|sont|es|son)\s/giu
/** "European Commission-funded research project", "EU-financed programme", "an SDC funded project". */
const fundedNoun =
  /(?<!\p{L})((?:\p{Lu}[\p{L}&.’]*[ -]){1,6}?)(?:co-?)?(?:funded|financed|sponsored)\s(?:[\p{L}\d-]+\s){0,3}?(?:projects?|programmes?|programs?|initiatives?|research)/gu
/** "Norway funds the project", "SDC is financing the programme". */
const funds =
  /(?<!\p{L})((?:\p{Lu}[\p{L}&.]*\s(?:(?:of|for|and|de|du|des|del)\s)?){1,8}?)(?:funds?|finances?|(?:is|has been)\s(?:funding|financing)|has\s(?:funded|financed)|finance|financia|donated|contributes\s\p{L}+)\s(?:(?:the|this|le|ce|el|este)\s)?(?:(?:US\$|[A-Z]{3}\s|[$€£])\s?[\d.,]+\s(?:(?:million|billion)\s)?)?(?:projects?|programmes?|programs?|initiatives?|projet|proyecto|programa)/gu

/** "Denmark and the Netherlands support the Open Ladders project": a country that supports gives. */
const supports =
  /(?<!\p{L})((?:\p{Lu}[\p{L}&.]*\s(?:and\s(?:the\s)?)?){1,6}?)(?:supports?|(?:co-?)?(?:funds?|finances?))\s(?:the|this|an?)\s(?:[^\s.,;:()]+\s){0,8}?(?:project|programme|program|initiative)(?!\p{L})/gu
/** "USAID launched the Open Ladders project, a five-year, $68 million effort": who begins what a sum is named for. */
const launches =
  /(?<!\p{L})((?:\p{Lu}[\p{L}&.]*\s(?:of\s(?:the\s)?)?){1,6}?)(?:(?:has|have|will)\s)?(?:launch|announc)(?:e|es|ed)?\s(?:the|an?|its)\s[^.;()]{4,120}?,\san?\s(?:[\p{L}-]+,?\s){0,3}?(?=US\$|[A-Z]{3}\s\d|[$€£]\s?\d)/gu

/** "the State Department funded the … programme", "With USAID funding, …": the money's owner before the verb. */
const ownerName = String.raw`((?:\p{Lu}[\p{L}&.]*\s(?:(?:of|for|and|de|du|des|del)\s(?:the\s)?)?){1,7}?)`
const owner = new RegExp(
  String.raw`(?<![\p{L}’'])${ownerName}(?:(?:has|have|had)\s)?(?:funded|financed|co-financed|co-funded|sponsored|supported)\s(?:the|an?|its|this)\s(?=\p{L})` +
    // "the United States announces $40 million for the …"
    String.raw`|(?<![\p{L}’'])${ownerName}(?:(?:has|have|will|is)\s)?(?:announc|provid|pledg|commit|contribut|invest|award|allocat)(?:es?|ed|ing|ted)?\s(?:\p{L}+\s){0,3}?(?=US\$|USD|EUR|[$€£]\s?\d|\d)` +
    String.raw`|(?<!\p{L})[Ww]ith\s(?:the\s)?${ownerName}(?:funding|financing|funds|support|assistance)(?!\p{L})`,
  'gu',
)

/** "which the State Department has funded since", "que la Banque mondiale finance": the money's owner in a relative clause. */
const ofRelative = new RegExp(
  String.raw`\b(?:which|that|que|qu['’])\s?((?:the\s|la\s|le\s|el\s|l['’])?(?:\p{Lu}[\p{L}&.()]*\s(?:(?:of|for|and|et|y|de|du|des|del)\s(?:the\s|la\s|le\s|el\s)?)?(?:\p{Ll}{5,}\s)?){1,7}?)(?:(?:has|have|had|a|ha)\s)?(?:funds?|funded|financ(?:es?|ed|é|ia|ió|iado)|financent|financian|supports?|supported|soutien(?:t|nent)|appuie(?:nt)?|apoyan?|apoyó)(?!\p{L})`,
  'gu',
)

/** "the Korean grant of $5 million". */
const adjectiveBefore = /(?<!\p{L})(\p{Lu}\p{Ll}{3,16})\s(?:grants?|funding|contribution|donation)(?!\p{L})/gu

/** "KOICA’s Open Ladders project": whose it is, where that is an organisation. */
const genitive =
  /(?<!\p{L})((?:\p{Lu}[\p{L}&.]*\s){0,5}\p{Lu}[\p{L}&.]*)['’]s\s(?=\p{Lu}[^.;()]{4,100}?\s(?:project|programme|program)(?!\p{L}))/gu

/** "L’Espagne a pour sa part soutenu le projet", "Noruega ha financiado la iniciativa". */
const ownerBefore = new RegExp(
  String.raw`(?<!\p{L})((?:\p{Lu}[\p{L}&.]*\s(?:(?:de|du|des|del)\s(?:la\s)?)?){1,6}?)(?:a|ont|ha|han)\s(?:[\p{L}-]+\s){0,4}?(?:co)?(?:soutenu|financé|appuyé|financiado|apoyado)\s(?:le|la|les|l['’]|une?|el|los|las)(?!\p{L})`,
  'gu',
)

/** "un financement européen", "con fondos noruegos": who gives stands as an adjective. */
const givingAdjective =
  /(?<!\p{L})(?:financements?|fonds|dons?|appuis?\sfinanciers?|financiaci[óo]n|financiamiento|fondos|donaci[óo]n|apoyo\sfinanciero)\s(\p{Ll}{4,16})(?!\p{L})/gu

/** "que la OIT ejecuta", "which Enabel implements": who runs it, in a relative clause. */
const runs =
  /\b(?:which|that|que|qu['’])\s?((?:the\s|la\s|le\s|el\s|l['’])?(?:\p{Lu}[\p{L}&.()]*\s(?:(?:of|for|and|et|y|de|du|des|del)\s(?:the\s|la\s|le\s|el\s)?)?){1,7}?)(?:(?:has|have|had|a|ha)\s)?(?:implements?|implemented|runs?|executes?|exécutent?|met(?:tent)?\sen\sœuvre|ejecutan?|implementan?)(?!\p{L})/gu

/** What is quick to see: most sentences with "that" have no party behind it. */
const relativeHint = /\b(?:which|that|que|qu['’]) ?(?:the |la |le |el |l['’])?\p{Lu}/u

const partnerBefore =
  /(?<!\p{L})(?:(?:jointly\s)?(?:implemented|executed|carried\sout|managed|delivered|run|led|administered)\s(?:jointly\s|together\s)?(?:by|with)|(?:in|a)\s(?:close\s)?partnership\swith|indirect\smanagement\swith|gestion\sindirecte\savec|gestión\sindirecta\scon|en\spartenariat\savec|(?:mise?s?\sen\sœuvre|exécutée?s?|pilotée?s?|gérée?s?|portée?s?|conduite?s?)\s(?:conjointement\s)?par|(?:implementad|ejecutad|gestionad|liderad)[oa]s?\s(?:conjuntamente\s)?por|(?<=^|[.;]\s)(?:Lo|La|Los|Las)\s(?:ejecut(?:an?|ó|aron)|implement(?:an?|ó|aron))|a\scargo\sde|en\sasociación\scon|en\salianza\scon|junto\scon)\s/giu
/** "with X as a key partner", "the X is an implementing partner". */
const partnerAfter =
  /(?<!\p{L})(?:with\s|the\s|The\s)((?:\p{Lu}[\p{L}&.()]*\s(?:(?:of|for|and|de|des|the)\s){0,2}){1,10}?)(?:as\s(?:an?|the|its)\s(?:\p{L}+\s)?partner|(?:is|was)\s(?:an?|the)\s(?:\p{L}+\s)?partner)/gu

/** Where the list of parties ends: the sentence goes on with what they do, or with another clause. */
const stop = new RegExp(
  [
    // English: a verb, a clause, what the money is for ("in Kenya", "to help", "with a budget of").
    String.raw`,?\s(?:and\s)?(?:implemented|executed|carried|managed|run|coordinated|administered|which|that|who|whose|aim\w*|seeks?|covers?|covering|targets?|supports?|is|was|are|were|has|have|will|started|launched|began|ran|runs|jointly)\b`,
    String.raw`,?\s(?:under|through|within|as\s(?:part|a|an|the)|in|to\s\p{Ll}|since|until|over|during|at|on|with)\s|,?\s(?:from\s(?:\d|\p{Lu}\p{Ll}+\s\d)|between\s\d|for\s(?:(?:a|the|an|\p{Ll}+ing)\s|\d|\p{Lu}{3}\s\d))`,
    String.raw`,?\s(?:this|the)\s(?:project|programme|program|initiative)|,\s(?:the|our|its)\s(?:[\p{L}-]+\s){1,6}?(?:project|programme|program|initiative)|,\s\d`,
    // "…, aide le Togo": the sentence goes on with what the project does.
    String.raw`,\s(?:helps?|trains?|works?|aide|forme|appuie|soutient|accompagne|couvre|ayuda|forma|apoya|capacita|acompaña)\s`,
    // French.
    String.raw`,?\s(?:et\s)?(?:(?:qui|que|dont|vise|par\sle\sbiais|à\stravers|dans|afin|avec|est|a|ont|sera|mise?s?|de\s(?:19|20)\d\d|à\shauteur|depuis|jusqu['’]\p{L}+|au(?!\sdéveloppement)|aux|en|sur|entre)(?!\p{L})|pour\s(?!(?:le\s|la\s|les\s|l['’])?\p{Lu}|(?:le|la|l['’])\s?(?:développement|coopération))|à\s|ce\s(?:projet|programme))`,
    // Spanish.
    String.raw`,?\s(?:y\s)?(?:(?:quien|cuyo|a\stravés|mediante|busca|tiene|con|desde|hasta|fue|es|ha|por|ejecutad[oa]|implementad[oa]|durante|entre)(?!\p{L})|para\s(?!(?:el\s|la\s|los\s|las\s)?\p{Lu}|el\sdesarrollo)|en\s(?:el|la|colaboración|asociación|\d|\p{Lu})|este\s(?:proyecto|programa))`,
    String.raw`[.:;](?:\s|$)|\s?\((?:19|20)\d\d|\s?\((?:USD|EUR|US\$|[$€£])|\s[–—]\s|[»”]|,\s(?:19|20)\d\d`,
  ].join('|'),
  'u',
)

/** Without one of these a sentence names no donor and no partner. */
const hint =
  /from|paid for|euros|run (?:jointly )?by|['’]s |led by|administered by|junto con|a cargo|gestionad|liderad|piloté|géré|porté|conduit|fund|financ|sponsor|support|donor|bailleur|donante|contribut|grant|partner|implement|execut|exécut|ejecut|carried|managed|management|gestion|gestión|launch|delivered|partenariat|œuvre|asociación|alianza|announc|provid|pledg|commit|invest|award|allocat|doté|dotad|appu|soutien|soutenu|concours|fondos|recursos|apoy|respaldo|aporta|aporte|coopera|coopéra|donated/iu
const mostSentences = 300

export type Funding = {
  donors: Party[]
  partners: Party[]
  /** Spans that name donors: their countries are not the project's. */
  clauses: Span[]
}

/** The donors and partners that sentences of a block name. */
export function readFunding(reading: ProjectReading, block: Span): Funding {
  const funding: Funding = { donors: [], partners: [], clauses: [] }
  const first = Math.max(0, indexBefore(reading.sentences, block.start))
  for (let index = first; index < reading.sentences.length && index < first + mostSentences; index++) {
    const { start, end } = reading.sentences[index]!
    if (start >= block.end) break
    const span = { start: Math.max(start, block.start), end: Math.min(end, block.end, start + 5000) }
    if (span.end > span.start && hint.test(quote(reading, span))) readSentence(reading, span, funding)
  }
  return funding
}

function readSentence(reading: ProjectReading, sentence: Span, funding: Funding): void {
  const text = quote(reading, sentence)
  const at = (start: number, end: number): Span => ({ start: sentence.start + start, end: sentence.start + end })
  /** What stands behind a cue, to where the list of parties ends. */
  const behind = (pattern: RegExp): Span[] =>
    [...text.matchAll(pattern)].map((match) => {
      const start = match.index + match[0].length
      const rest = text.slice(start, start + 320)
      return at(start, start + (stop.exec(maskPoints(rest))?.index ?? rest.length))
    })
  /** The name that a pattern holds. */
  const held = (pattern: RegExp): Span[] =>
    [...text.matchAll(pattern)].map((match) => {
      const name = (match[1] ?? match[2] ?? match[3]!).trimEnd().replace(/-$/, '')
      const start = match.index + match[0].indexOf(name)
      return at(start, start + name.length)
    })
  const clauses = [
    ...behind(donorBefore),
    ...behind(donorIs),
    ...behind(supported),
    ...held(fundedNoun),
    ...held(funds),
    ...held(owner),
    ...held(launches),
    ...held(genitive).filter((clause) => readParties(reading, clause).every(({ organisation }) => organisation)),
    ...held(supports).filter((clause) => isCountries(reading, clause)),
    ...held(ownerBefore),
    ...(relativeHint.test(text) ? held(ofRelative) : []),
  ]
  for (const clause of clauses) {
    const donors = readParties(reading, clause)
    funding.donors.push(...donors)
    // "financed by remittances from Mali" names no donor, and Mali stays a country of the project.
    if (donors.length > 0) funding.clauses.push(clause)
  }
  const adjectives = [...held(givingAdjective), ...held(adjectiveBefore)]
  funding.donors.push(...adjectives.flatMap((adjective) => readAdjective(reading, adjective) ?? []))
  const partners = [...held(partnerAfter), ...(relativeHint.test(text) ? held(runs) : []), ...behind(partnerBefore)]
  funding.partners.push(...partners.flatMap((clause) => readParties(reading, clause)))
}

const isCountries = (reading: ProjectReading, clause: Span): boolean =>
  readParties(reading, clause).every((party) => within(reading.countries, party).length > 0)

/** Points inside abbreviations ("U.S. ", "St. ") as letters, so that they end no clause. */
function maskPoints(text: string): string {
  return text.replace(/(?<=\b\p{L}|\b(?:St|Dr|Mr|No|Inc|Ltd))\./gu, 'x')
}
