import type { Span } from '../../contracts/position.ts'
import { indexBefore } from '../extraction-input.ts'
import { closedBracket } from './labels.ts'
import { isCertain, isState, type Party, readAdjective, readParties } from './parties.ts'
import { type ProjectReading, quote, within } from './reading.ts'
import { readSubjects } from './subjects.ts'

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
  String.raw`with\s(?:the\s)?(?:generous\s)?(?:support|assistance|backing|money|resources)\s(?:of|from|by)`,
  // "Funding of USD 750,000 comes from", "received $3 million from", "made possible by"
  String.raw`(?:funding|funds|money|financing|support|budget)\s(?:of\s[^.;()]{2,40}?\s)?(?:comes?|came)\s(?:\p{L}+ly\s)?from`,
  String.raw`(?:receiv(?:e[ds]?|ing)|obtain(?:ed|s)?|got|secured|won)\s(?:\p{L}+\s){0,4}?(?:US\$|[A-Z]{3}\s|[$€£])\s?\d[\d.,\s]{0,14}(?:(?:million|billion|mn?|bn)\s)?(?:from|of)`,
  String.raw`made\spossible\s(?:by|thanks\sto)(?:\s(?:support|funding|grants?|contributions?)\s(?:from|of|by))?`,
  // "is funded in equal parts by", "financed to the tune of EUR 2 million by"
  String.raw`(?:co-?)?(?:financed|funded)\s(?!by\s)[^.;(),]{3,60}?\sby`,
  // "financé à hauteur de 2,8 millions d’euros par", "financiado con 3 millones por"
  String.raw`(?:co)?financée?s?,?\s(?:à\shauteur|pour\sun\smontant|pour\spartie|depuis|en\s\p{Ll}+|conjointement|de\s\d)[^.;()]{0,60}?\spar`,
  String.raw`(?:co)?financiad[oa]s?,?\s(?:con|de\sforma|de\smanera|desde|en\s\p{Ll}+)[^.;()]{0,60}?\spor`,
  // "soutenu depuis 2023 par", "bénéficie de l’appui de", "con una aportación de 3 millones de"
  String.raw`(?:soutenue?s?|appuyée?s?|subventionnée?s?)\s(?:depuis|de|entre|en|à\shauteur)\s[^.;(),]{2,40}?\spar`,
  String.raw`bénéfici(?:e|ent|é|ait|ant)\s(?:de\sl['’]|du\s|d['’]un\s)(?:appui|soutien|concours|financement|don)(?:\sfinancier)?\s(?:des|du|de|d['’])`,
  String.raw`(?:don|subvention|contribution|dotation|prêt|aportación|aporte|donación|contribución|subvención|préstamo)\sde\s[^.;()]{1,40}?(?:euros|dollars|dólares|francs|coronas|couronnes|pesos|USD|EUR|CHF|GBP|NOK|SEK|DKK|CAD|AUD|XOF|(?:CHF|EUR|USD|GBP|NOK|SEK|DKK|CAD|AUD|US\$|[€$£])\s?\d[\d.,]*(?:\smill(?:ions?|ones))?|[€$£])\s(?:de\sla|de\sl['’]|d['’]|du|des|del?)`,
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
  String.raw`con\s(?:fondos|financiación|financiamiento|recursos|dinero)\s(?:del|de)`,
  String.raw`recib(?:e|en|ió|ieron)\s(?:el\s)?(?:apoyo|financiamiento|financiación|fondos)\s(?:financiero\s)?(?:del|de)`,
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
/** "delivered in Nepal by", "mis en œuvre au Bénin avec", "ejecutado de forma conjunta por": what runs it stands behind an adjunct. */
const partnerBehindAdjunct =
  /(?<!\p{L})(?:(?:implemented|executed|carried\sout|managed|delivered|run|led|administered)\s(?:in|across|on|at|locally|under|since)\s?(?!by)[^.;(),]{0,60}?\sby|(?:mise?s?\sen\sœuvre|exécutée?s?|pilotée?s?|gérée?s?|portée?s?|conduite?s?)\s(?:en|au|aux|dans|à|depuis|sur|localement)\s?[^.;(),]{0,60}?\s(?:par|avec)|(?:implementad|ejecutad|gestionad|liderad)[oa]s?\s(?:en|de\s(?:forma|manera)|desde)\s?[^.;(),]{0,60}?\spor|(?:ejecución|implementación|gestión|exécution|mise\sen\sœuvre|gestion)\s(?:[^\s.,;]+\s){0,3}?(?:corresponde|corre|está|es|est|revient|incombe)(?:\s(?:a\scargo|confiée|assurée|responsabilidad))?\s(?:a|à|de|par|del|al|au|aux))\s(?=\p{L})/giu
/** "worked with", "en collaboration avec", "con la asistencia técnica de", "its partners are": weaker, so that only sure names count. */
const worksWith =
  /(?<!\p{L})(?:work(?:s|ed|ing)?\s(?:closely\s|jointly\s|together\s|hand\sin\shand\s)?with|(?:in|a)\s(?:close\s)?(?:collaboration|co-?operation|association|alliance|partnership)\s(?:with|between|of)|(?:together|jointly)\swith|alongside|with\s(?:the\s)?technical\s(?:assistance|support|advice|help)\s(?:of|from|by)|(?:en|une)\s(?:étroite\s)?(?:collaboration|coopération|coordination|association|partenariat|lien)\s(?:avec|entre)|avec\s(?:l['’]|le\s)(?:assistance|appui|concours|soutien|expertise)\stechnique\s(?:des|du|de|d['’])|(?:en|una)\s(?:estrecha\s)?(?:colaboración|coordinación|asociación|alianza|cooperación|conjunto)\s(?:con|entre)|(?:junto|conjuntamente|de\sla\smano)\s(?:con|a|de)|con\s(?:la\s|el\s)?(?:asistencia|apoyo|acompañamiento|cooperación)\stécnic[oa]\s(?:del|de)|(?:partners?|partenaires?|soci[oa]s?|contrapartes?)\s(?:[\p{L}-]+\s){0,2}?(?:is|are|was|were|include|includes|est|sont|était|étaient|es|son|fue|fueron)|(?:associe|réunit|rassemble|associait|réunissait|reúne|asocia|agrupa|brings\stogether|unites)(?:\s(?:en|au|aux|à|in)\s\p{Lu}[^\s,.;]+)?|(?:Participan?|Participaron|Colaboran?|Participent|Y\sparticipent)(?:\stambién|\sademás)?)\s(?=\p{L})/giu

/** "with X as a key partner", "the X is an implementing partner". */
const partnerAfter =
  /(?<!\p{L})(?:with\s|the\s|The\s)((?:\p{Lu}[\p{L}&.()]*\s(?:(?:of|for|and|de|des|the)\s){0,2}){1,10}?)(?:as\s(?:an?|the|its)\s(?:\p{L}+\s)?partner|(?:is|was)\s(?:an?|the)\s(?:\p{L}+\s)?partner)/gu

/** Bodies in whose names "pour" and "para" say what they are for: "Agence nationale pour l’emploi". */
const ofPurpose = String.raw`(?:Agence|Agencia|Office|Oficina|Organi[sz]ation|Organización|Fonds|Fondo|Bureau|Conseil|Consejo|Institut|Instituto|Centre|Centro|Fondation|Fundación|Comité|Commission|Comisión|Direction|Dirección|Association|Asociación|Haut-Commissariat)`

/** What is quick to see: without one of these no sentence has such a cue. */
const worksHint =
  /work(?:s|ed|ing)? |collab|colab|co-?op|assoc|asoc|alli?an|partn|part[ei]|techni|técnic|soci[oa]|contrapart|réuni|rassembl|reúne|agrup|together|unites|alongside|jointly|junto|conjunt|mano |coord|lien |particip/iu
const adjunctHint =
  /implement|execut|carried|manag|deliver|run |led |administ|œuvre|exécut|pilot|géré|porté|condui|ejecu|gestion|gestión|lider/iu

/** The same of those who give: the stems of the verbs that stand behind a giver's name, and of what a sum is announced by. */
const giverHint =
  /fund|financ|sponsor|support|assistance|donated|contribut|announc|provid|pledg|commit|invest|award|allocat|appuy|soutenu|apoya/iu
const donorHint = /donor|funde|agenc|bailleur|donante|financiador/iu
const launchHint = /launch|announc/u
const adjectiveHint = /financ|fond|dons?\s|appui|apoyo|donaci|grant|funding|contribution|donation/u

/** Where the list of parties ends: the sentence goes on with what they do, or with another clause. */
const stops = new RegExp(
  [
    // English: a verb, a clause, what the money is for ("in Kenya", "to help", "with a budget of").
    String.raw`,?\s(?:and\s)?(?:implemented|executed|carried|managed|run|coordinated|administered|which|that|who|whose|aim\w*|seeks?|covers?|covering|targets?|supports?|is|was|are|were|has|have|will|started|launched|began|ran|runs|jointly|together|alongside|received?)\b`,
    String.raw`,?\s(?:under|through|within|as\s(?:part|a|an|the)|in|since|until|over|during|at|on|with)\s|,?\s(?:to\s\p{Ll}{2}|from\s(?:\d|\p{Lu}\p{Ll}+\s\d)|between\s\d|for\s(?:(?:a|the|an|\p{Ll}+ing)\s|\d|\p{Lu}{3}\s\d))`,
    String.raw`,?\s(?:this|the)\s(?:project|programme|program|initiative)|,\s(?:the|our|its)\s(?:[\p{L}-]+\s){1,6}?(?:project|programme|program|initiative)|,\s\d`,
    // "…, aide le Togo": the sentence goes on with what the project does.
    String.raw`,\s(?:helps?|trains?|works?|aide|forme|appuie|soutient|accompagne|couvre|ayuda|forma|apoya|capacita|acompaña)\s`,
    // French.
    String.raw`,?\s(?:et\s)?(?:(?:qui|que|dont|vise|par\sle\sbiais|à\stravers|dans|afin|avec|est|a(?!\s(?:la|las|los|el)\s)|ont|sera|mise?s?|de\s(?:19|20)\d\d|à\shauteur|depuis|jusqu['’]\p{L}+|au(?!\sdéveloppement)|aux|en|sur|entre)(?!\p{L})|(?<!${ofPurpose}(?:\s\p{Ll}{4,})?\s)pour\s(?!(?:le\s|la\s|les\s|l['’])?\p{Lu}|(?:le|la|l['’])\s?(?:développement|coopération))|à\s|ce\s(?:projet|programme))`,
    // Spanish.
    String.raw`,?\s(?:y\s)?(?:(?:quien|cuyo|a\stravés|mediante|busca|tiene|con|desde|hasta|fue|es|ha|por|ejecutad[oa]|implementad[oa]|durante|entre)(?!\p{L})|(?<!${ofPurpose}(?:\s\p{Ll}{4,})?\s)para\s(?!(?:el\s|la\s|los\s|las\s)?\p{Lu}|el\sdesarrollo)|en\s(?:el|la|colaboración|asociación|\d|\p{Lu})|este\s(?:proyecto|programa))`,
    String.raw`[.:;](?:\s|$)|\s?\((?:19|20)\d\d|\s?\((?:\p{Lu}{3}\s?\d|US\$|[$€£]|\d)|\s[–—]\s|[»”]|,\s(?:19|20)\d\d`,
  ].join('|'),
  'gu',
)

/** Without one of these a sentence names no donor and no partner. */
const hint =
  /from|together|alongside|jointly|work(?:s|ed|ing)? |collabora|colabora|associ|asoci|réuni|rassembl|reúne|agrup|técnic|techni|socio|contraparte|particip|brings|confi|revient|incombe|corresponde|['’] |projects? of|proyecto de|projet d|programmes? of|initiative d|iniciativa d|programa d|programme d|gave|paid|vers|donn|accord|don[aó]|paid for|euros|run (?:jointly )?by|['’]s |led by|administered by|junto con|a cargo|gestionad|liderad|piloté|géré|porté|conduit|fund|financ|sponsor|support|donor|bailleur|donante|contribut|grant|partner|implement|execut|exécut|ejecut|carried|managed|management|gestion|gestión|launch|delivered|partenariat|œuvre|asociación|alianza|announc|provid|pledg|commit|invest|award|allocat|doté|dotad|appu|soutien|soutenu|concours|fondos|recursos|apoy|respaldo|aport|coopera|coopéra|donated/iu
const mostSentences = 300

export type Funding = {
  donors: Party[]
  partners: Party[]
  /** Whose the project is called. */
  owners: Party[]
  /** Spans that name donors: their countries are not the project's. */
  clauses: Span[]
}

/** "is a project of the Dock Workers’ Union": whose it is; who runs it, where somebody else pays. */
const ownedBy =
  /(?<!\p{L})(?:projects?|programmes?|programs?|initiatives?|projets?|proyectos?|programas?|iniciativas?)\s(?:(?:of|by)\s(?:the\s)?|de\sla\s|de\sl['’]|d['’]|du\s|des\s|del?\s|de\slos\s)(?=\p{Lu})/gu
/** "Germany’s Open Ladders project": whose it is, where that is a country. */
const nationalOwner =
  /(?<!\p{L})(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)['’]s?\s(?=(?:[^\s.;,()]+\s){0,8}?(?:project|programme|program|initiative)(?!\p{L}))/gu

/** The donors and partners that sentences of a block name. */
export function readFunding(reading: ProjectReading, block: Span): Funding {
  const funding: Funding = { donors: [], partners: [], owners: [], clauses: [] }
  const first = Math.max(0, indexBefore(reading.sentences, block.start))
  for (let index = first; index < reading.sentences.length && index < first + mostSentences; index++) {
    const { start, end } = reading.sentences[index]!
    if (start >= block.end) break
    const span = { start: Math.max(start, block.start), end: Math.min(end, block.end, start + 5000) }
    if (span.end > span.start && hint.test(quote(reading, span))) readSentence(reading, span, funding)
  }
  const named = new Set(funding.donors.map(({ name }) => name))
  if (named.size > 0) funding.partners.push(...funding.owners.filter(({ name }) => !named.has(name)))
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
      return at(start, start + listEnd(reading, at(start, start + rest.length), rest))
    })
  /** The name that a pattern holds. */
  const held = (pattern: RegExp): Span[] =>
    [...text.matchAll(pattern)].map((match) => {
      const name = (match[1] ?? match[2] ?? match[3]!).trimEnd().replace(/-$/, '')
      const start = match.index + match[0].indexOf(name)
      return at(start, start + name.length)
    })
  const has = (needed: RegExp): boolean => needed.test(text)
  const gives = has(giverHint)
  const clauses = [
    ...behind(donorBefore),
    ...(has(donorHint) ? behind(donorIs) : []),
    ...(gives ? behind(supported) : []),
    ...(gives ? [fundedNoun, funds, owner, ownerBefore].flatMap(held) : []),
    ...(has(launchHint) ? held(launches) : []),
    ...(has(/['’]s\s/u) ? held(genitive) : []).filter((clause) =>
      readParties(reading, clause).every(({ organisation }) => organisation),
    ),
    ...(gives ? held(supports) : []).filter((clause) => isCountries(reading, clause)),
    ...(has(relativeHint) ? held(ofRelative) : []),
  ]
  const give = (clause: Span): void => {
    const donors = readParties(reading, clause)
    funding.donors.push(...donors)
    // "financed by remittances from Mali" names no donor, and Mali stays a country of the project.
    if (donors.length > 0) funding.clauses.push(clause)
  }
  for (const clause of clauses) give(clause)
  const adjectives = has(adjectiveHint) ? [givingAdjective, adjectiveBefore].flatMap(held) : []
  funding.donors.push(...adjectives.flatMap((adjective) => readAdjective(reading, adjective) ?? []))
  const partners = [
    ...(has(/partner/u) ? held(partnerAfter) : []),
    ...(has(relativeHint) ? held(runs) : []),
    ...behind(partnerBefore),
    ...(has(adjunctHint) ? behind(partnerBehindAdjunct) : []),
  ]
  funding.partners.push(...partners.flatMap((clause) => readParties(reading, clause)))
  const weaker = (has(worksHint) ? behind(worksWith) : []).flatMap((clause) => readParties(reading, clause))
  const speaks = authorsOf(reading)
  const others = ({ organisation }: Party): boolean => organisation === undefined || !speaks.has(organisation)
  funding.partners.push(...weaker.filter((party) => isCertain(party) && !isState(party) && others(party)))
  const owners = behind(ownedBy).flatMap((clause) => readParties(reading, clause))
  funding.owners.push(...owners.filter((party) => isCertain(party) && !isState(party) && others(party)))
  for (const clause of has(/['’]s? /u) ? held(nationalOwner) : [])
    if (givesAbroad(reading, sentence, clause)) give(clause)
  const subjects = readSubjects(reading, sentence)
  funding.donors.push(...subjects.donors)
  funding.partners.push(...subjects.partners.filter(others))
  funding.clauses.push(...subjects.clauses)
}

const authorsOfMentions = new WeakMap<object, ReadonlySet<string>>()

/** "The ILO worked with …", in a paper of the ILO: whoever speaks is nobody's partner. */
function authorsOf({ organisations }: ProjectReading): ReadonlySet<string> {
  let authors = authorsOfMentions.get(organisations)
  if (!authors) {
    authors = new Set(organisations.filter(({ role }) => role === 'author').map(({ organisation }) => organisation))
    authorsOfMentions.set(organisations, authors)
  }
  return authors
}

/** Where a list of parties ends: at the first stop that is inside no known name ("… internationale pour les migrations"). */
function listEnd(reading: ProjectReading, span: Span, rest: string): number {
  const known = within(reading.organisations, span)
  for (const { index } of maskPoints(rest).matchAll(stops)) {
    const offset = span.start + index
    if (!known.some((name) => offset > name.start && offset < name.end)) return Math.min(index, closedBracket(rest))
  }
  return closedBracket(rest)
}

/** "Germany’s project came to Rwanda": its owner gives it where another country is the one that it works in. */
function givesAbroad(reading: ProjectReading, sentence: Span, owner: Span): boolean {
  const [country] = within(reading.countries, owner)
  if (!country || country.start !== owner.start) return false
  return within(reading.countries, { start: owner.end, end: sentence.end }).some(
    (other) =>
      other.country !== country.country &&
      !other.inOrganisationName &&
      wherePlaced.test(reading.text.slice(other.start - 14, other.start)),
  )
}

const wherePlaced = /(?<!\p{L})(?:in|to|for|with|across)\s(?:the\s)?$/iu

const isCountries = (reading: ProjectReading, clause: Span): boolean =>
  readParties(reading, clause).every((party) => within(reading.countries, party).length > 0)

/** Points inside abbreviations ("U.S. ", "St. ") as letters, so that they end no clause. */
function maskPoints(text: string): string {
  return text.replace(/(?<=\b\p{L}|\b(?:St|Dr|Mr|No|Inc|Ltd))\./gu, 'x')
}
