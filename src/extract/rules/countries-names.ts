import { type CountryCandidate, countryCandidatesOf, type CountryInput } from '../country-candidates.ts'
import { defineRule, type Found } from '../rule.ts'

/** Countries by name, whole or formal ("Lao People's Democratic Republic"), and by names that they bore ("Burma"). */
const name = defineRule<'country', CountryInput>({
  id: 'country/name',
  kind: 'country',
  accept: [
    ['Workers leave Nepal and the Lao PDR for Thailand.', 'Nepal = NPL', 'Lao PDR = LAO', 'Thailand = THA'],
    [
      'Papua New Guinea and Guinea Bissau signed; the Dominican Republic did not.',
      'Papua New Guinea = PNG',
      'Guinea Bissau = GNB',
      'Dominican Republic = DOM',
    ],
    [
      'Iran (Islamic Republic of), Korea, Republic of, and Bolivia (Plurinational State of)',
      'Iran (Islamic Republic of) = IRN',
      'Korea, Republic of = KOR',
      'Bolivia (Plurinational State of) = BOL',
    ],
    [
      'La République de Moldova et la Côte d’Ivoire accueillent des travailleurs du Bénin.',
      'République de Moldova = MDA',
      'Côte d’Ivoire = CIV',
      'Bénin = BEN',
    ],
    [
      'Argentina, Perú y la República Bolivariana de Venezuela',
      'Argentina = ARG',
      'Perú = PER',
      'República Bolivariana de Venezuela = VEN',
    ],
    ['Burma and Swaziland have other names now.', 'Burma = MMR', 'Swaziland = SWZ'],
    [
      'The FORMER YUGOSLAV REPUBLIC OF MACEDONIA and VIET NAM',
      'FORMER YUGOSLAV REPUBLIC OF MACEDONIA = MKD',
      'VIET NAM = VNM',
    ],
  ],
  reject: [
    'Mr Jordan met Barbara Jordan in Mexico City.',
    'Fishing in the South China Sea and the Gulf of Guinea',
    'See www.nepal.example or write to info@kenya.example',
    'The romanian sommelier ate turkey from fine china.',
    'Write to P.O. Box 12, Nairobi, Kenya or to CH-1211 Geneva 22, Switzerland',
    'Jordan Smith moved from Savannah, Georgia to Florida',
    'The report quotes Chad, B. and Jordan, M. on Lake Chad.',
  ],
  find: (input) =>
    foundIn(input, ({ place, match }) => place.form !== 'abbreviation' && place.form !== 'demonym' && !match.split),
})

const demonym = defineRule<'country', CountryInput>({
  id: 'country/demonym',
  kind: 'country',
  accept: [
    ['Filipino nurses and Senegalese fishers', 'Filipino = PHL', 'Senegalese = SEN'],
    ['los trabajadores guatemaltecos y las familias haitianas', 'guatemaltecos = GTM', 'haitianas = HTI'],
    ['des travailleuses burkinabè et des ressortissants maliens', 'burkinabè = BFA', 'maliens = MLI'],
    [
      'South African employers hire South Sudanese and Nigerien drivers',
      'South African = ZAF',
      'South Sudanese = SSD',
      'Nigerien = NER',
    ],
    ['ETHIOPIAN AND SOMALI MIGRANT WOMEN', 'ETHIOPIAN = ETH', 'SOMALI = SOM'],
    ['Spanish employers and French unions', 'Spanish = ESP', 'French = FRA'],
  ],
  reject: [
    'Available in English, French and Spanish.',
    'Latin American and African American studies',
    'The form was translated into Nepali.',
    'She polished the danish pastry.',
  ],
  find: (input) => foundIn(input, ({ place, match }) => place.form === 'demonym' && !match.split),
})

/** Titles in small capitals that lost their joint: "SRI L ANKA". */
const split = defineRule<'country', CountryInput>({
  id: 'country/split-capitals',
  kind: 'country',
  accept: [
    ['LABOUR MIGRATION POLICY FOR SRI L ANKA', 'SRI L ANKA = LKA'],
    ['SUPPORT TO M OROCCO AND L IBYA', 'M OROCCO = MAR', 'L IBYA = LBY'],
    ['THE I NDONESIAN TRADE UNION', 'I NDONESIAN = IDN'],
  ],
  reject: ['THE DAY THAT I RAN', 'A PILOT PROJECT WITH A TRIPARTITE BOARD', 'I CANADA'],
  find: (input) => foundIn(input, ({ match }) => match.split),
})

export const nameRules = [name, demonym, split]

/** The candidates that were not refused and that the rule wants, as mentions. */
export function foundIn(input: CountryInput, wanted: (candidate: CountryCandidate) => boolean): Found<'country'>[] {
  return countryCandidatesOf(input)
    .filter((candidate) => !candidate.refused && wanted(candidate))
    .map(({ match, place }) => ({
      kind: 'country',
      start: match.start,
      end: match.end,
      country: place.code,
      form: place.form,
    }))
}
