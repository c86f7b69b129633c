import type { IloInstrument } from '../../gazetteers/instruments.ts'
import type { Citation } from '../instrument-grammar.ts'
import type { IloSeries } from '../ilo-titles.ts'
import { isCapital, wordsOf } from '../words.ts'

type Input = { text: string }

const iloNames =
  /(?<![\p{L}\p{N}])(?:ILO|OIT|BIT|International Labou?r (?:Organi[sz]ation|Office|Conference|Convention|Standards)|Organisation internationale du [Tt]ravail|Organización Internacional del Trabajo)(?![\p{L}\p{N}])/u
/** How only the ILO's instruments are cited: "…Convention (Revised), 1949 (No. 97)", "Convenio sobre …, 2011 (núm. 189)". */
const iloCitation =
  /(?:Convention|Recommendation)(?:\s\([^()\n]{3,60}\))?,\s(?:19|20)\d\d\s\(No\.\s?\d{1,3}\)|(?:[Cc]onvenio|[Rr]ecomendación)\s(?:sobre|relativo)\s[^.;\n]{3,140}?,\s(?:19|20)\d\d\s\(núm\.\s?\d{1,3}\)|[Cc]onvention\s(?:sur|concernant)\s[^.;\n]{3,140}?,\s(?:19|20)\d\d\s\(n(?:°|º|o)\s?\d{1,3}\)|(?:[Cc]onvention|[Rr]ecommandation)\s\(n(?:°|º|o)\s?\d{1,3}\)\s(?:sur|concernant)\s/u
/** The fundamental Conventions and those on migrants, which are cited by number alone. */
const wellKnown = String.raw`(?:0?29|0?87|0?97|0?98|100|105|111|118|138|143|157|181|182|187|188|189|190)(?!\d|[.,]\d)`
const cited = String.raw`(?:[Cc]onventions?|[Cc]onvenios?)\s(?:(?:[Nn]os?|n°s?|nº|núms?)\.?\s?)?`
/** "Conventions Nos. 87 and 98", "ratified Convention No. 97", "ratification of C190", "C. 97 (1949)". */
const iloNumbers = new RegExp(
  [
    String.raw`${cited}${wellKnown}(?:,\s${wellKnown})*,?\s(?:and|et|y)\s(?:(?:No|n°|núm)\.?\s?)?${wellKnown}`,
    String.raw`\b[Rr]atifi[^.;\n]{1,60}?(?:${cited}|\bC\.?\s?)${wellKnown}`,
    String.raw`(?:${cited}|\bC\.?\s?)${wellKnown}[^.\n]{1,60}?\bratifi`,
    String.raw`\bC\.?\s?(?:97\s\(1949|143\s\(1975|181\s\(1997|189\s\(2011|190\s\(2019)`,
  ].join('|'),
  'u',
)
const known = new WeakMap<object, boolean>()

/** Whether the document names the ILO, or cites instruments as only the ILO's are cited: without it, a bare number is rarely one of its instruments. */
export function speaksOfIlo(input: Input): boolean {
  let speaks = known.get(input)
  if (speaks === undefined) {
    speaks = iloNames.test(input.text) || iloCitation.test(input.text) || iloNumbers.test(input.text)
    known.set(input, speaks)
  }
  return speaks
}

type Numbered = {
  series: IloSeries
  start: number
  head: number
  plural: boolean
  citation: Citation
  value: number
  instrument: IloInstrument | undefined
}

/** Numbers from which a Recommendation is cited by its bare number; below, evaluations count theirs. */
const leastMarkedRecommendation = 60
const leastBareRecommendation = 86
const iloProtocols = new Set([29, 81, 89, 110, 147, 155])
/** Words before the noun that make it another body's. */
const otherBodies = new Set(
  (
    'general hague geneva european vienna additional optional europe haye haya ginebra facultatif facultativo ' +
    'adicional additionnel framework marco interinstitucional'
  ).split(' '),
)

/** Why a number behind "Convention", "Recommendation" or "Protocol" is none of the ILO's; undefined where it is. */
export function whyNoNumber(input: Input, numbered: Numbered): string | undefined {
  const { series, head, citation, value, instrument } = numbered
  const words = wordsOf(input)
  const near = input.text.slice(Math.max(0, words.starts[head]! - 60), citation.end + 60)
  const isOfIlo = citation.ofIlo || /^(?:ILO|OIT)\b/.test(input.text.slice(numbered.start, numbered.start + 4))
  const nearIlo = isOfIlo || iloNames.test(near)
  if (value === 0) return 'no instrument has the number 0'
  if (otherBodies.has(words.folded[head - 1] ?? '')) return 'an instrument of another body'
  if (isOfCouncilOfEurope(input.text, words.starts[head]!, citation.end))
    return 'an instrument of the Council of Europe'
  if (series === 'P') return nearIlo && iloProtocols.has(value) ? undefined : 'protocols of the ILO have few numbers'
  if (citation.year !== undefined && instrument?.year === citation.year) return undefined
  if (!nearIlo && !speaksOfIlo(input))
    return series === 'C' && citation.marked && value >= 100 && instrument
      ? undefined
      : 'the document does not speak of the ILO'
  if (!instrument)
    return citation.marked && citation.numbers.length < 12 ? undefined : 'unknown, and not marked as a number'
  if (series === 'R') return isOfIlo ? undefined : whyNoRecommendation(numbered, nearIlo)
  if (citation.marked) return undefined
  if (value < 10) return 'too small to be cited without its mark'
  return isCapital(input.text, words.starts[head]!) || nearIlo ? undefined : 'no capital, no mark'
}

const councilOfEurope = String.raw`(?:Council\sof\sEurope|Conseil\sde\sl['’]Europe|Consejo\sde\sEuropa|C?ETS)`
const councilBefore = new RegExp(String.raw`${councilOfEurope}(?:['’]s)?\s$`, 'u')
const councilAfter = new RegExp(
  String.raw`^\s(?:of\sthe\s|du\s|del\s)?${councilOfEurope}|^[^.;]{0,40}(?:personal|automatic) `,
  'u',
)

function isOfCouncilOfEurope(text: string, start: number, end: number): boolean {
  return councilBefore.test(text.slice(Math.max(0, start - 30), start)) || councilAfter.test(text.slice(end, end + 60))
}

function whyNoRecommendation({ citation, value, plural }: Numbered, nearIlo: boolean): string | undefined {
  const largest = Math.max(...citation.numbers.map((number) => number.value))
  if (citation.marked || plural)
    return largest >= leastMarkedRecommendation ? undefined : 'a recommendation of the document itself'
  return value >= leastBareRecommendation || (nearIlo && value >= leastMarkedRecommendation)
    ? undefined
    : 'a recommendation of the document itself'
}
