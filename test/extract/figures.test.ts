import { describe, expect, test } from 'vitest'
import { findFigures } from '../../src/extract/figures.ts'
import { findCountries } from '../../src/extract/countries.ts'
import { findRegions } from '../../src/extract/regions.ts'
import type { Found } from '../../src/extract/rule.ts'
import { inputOf, type TextParts } from './documents.ts'

type Figure = Found<'figure'> & { quote: string }

function figuresIn(text: string, parts?: TextParts): Figure[] {
  const input = inputOf(text, parts)
  const places = [...findCountries(input), ...findRegions(input)].toSorted((one, other) => one.start - other.start)
  return findFigures(input, places).map((figure) => ({
    ...figure,
    quote: input.text.slice(figure.start, figure.end),
  }))
}

const values = (text: string, parts?: TextParts): string[] =>
  figuresIn(text, parts).map(
    ({ quote, value, currency, figureKind }) => `${quote} = ${[value].flat().join('..')} ${currency ?? figureKind}`,
  )

describe('a figure', () => {
  test.for([
    ['over 50 per cent of the 214 million migrants', [['over'], undefined]],
    ['The office estimates that over 50 per cent left.', [['over', 'estimated']]],
    ['profits estimated by the bank at some US$44 billion', [['some', 'estimated']]],
    ['an estimated one in eight are young', [['estimated']]],
    ['It lasts over a period of 40 sessions.', [undefined]],
    ['this is 10% or more of them', [['or more']]],
    ['plus de 300 000 personnes et près de 40 % des femmes', [['plus de'], ['près de']]],
    ['casi 120.000 personas y al menos 30 niños', [['casi'], ['al menos']]],
    ['the first three agreements', [['first']]],
  ] as const)('has its hedges: «%s»', ([text, expected]) => {
    expect(figuresIn(text).map(({ modifiers }) => modifiers)).toEqual(expected)
  })

  test.for([
    ['some 9.1 million victims of forced labour lived there', ['victims of forced labour']],
    ['44 per cent of the total population', ['population']],
    ['deux millions de travailleurs migrants sont partis', ['travailleurs migrants']],
    ['más de 1.300 empleados en toda la región', ['empleados']],
    ['It rose to 12,000.', [undefined]],
  ] as const)('says what is counted: «%s»', ([text, expected]) => {
    expect(figuresIn(text).map(({ unit }) => unit)).toEqual(expected)
  })

  test.for([
    ['In 2012, 300 men and 200 women came.', ['2012-2012', '2012-2012']],
    ['It grew from 12 million in 2010 to 15 million in 2015.', ['2010-2010', '2015-2015']],
    ['From 2009 to 2011 the office signed 600 papers.', ['2009-2011']],
    ['The Harbour Convention, 2011 (No. 199) has 40 parties.', [undefined]],
    ['The 2014 census counted 40,000 farms.', ['2014-2014']],
    ['Until 2030 some 400 wells are dug (Miller 2017).', ['2030-2030']],
    ['Mortality was 200 per 100,000 in the 1980s.', ['1980-1989']],
  ] as const)('has its period: «%s»', ([text, expected]) => {
    const periods = figuresIn(text).map(({ period }) => (period ? `${period.from}-${period.to}` : undefined))
    expect(periods).toEqual(expected)
  })

  test('takes its period from the note that its sentence cites', () => {
    const text = 'Flows are now over 400 billion dollars a year^1, more than ever.'
    const [figure, inNote] = figuresIn(text, {
      notes: { 1: 'Put at USD 401 billion in 2012. See the Bank’s brief 20.' },
    })
    expect(figure).toMatchObject({
      period: { from: 2012, to: 2012 },
      notes: [1],
      per: 'year',
      where: 'text',
      currency: 'USD',
    })
    expect(inNote).toMatchObject({ quote: 'USD 401 billion', where: 'note' })
  })

  test('takes its period from the note of its paragraph that repeats it', () => {
    const text = 'Some 44% of them had moved before.^1 That is a lot.'
    const notes = { 1: 'See the 2012 estimate, page 3 (44 per cent of the total).' }
    expect(figuresIn(text, { notes })[0]).toMatchObject({ period: { from: 2012, to: 2012 } })
  })

  test('is tied to the places of its sentence', () => {
    expect(
      figuresIn('Some 40,000 people left Nepal for Qatar. Another 300 stayed.').map(({ places }) => places),
    ).toEqual([['NPL', 'QAT'], []])
  })
})

describe('a dollar', () => {
  test.for([
    ['It cost $5 million.', ['$']],
    ['It cost $5 million, of US$ 9 million planned.', ['USD', 'USD']],
    ['It cost $5 million. Another 300 Canadian dollars went to the guide.', ['CAD', 'CAD']],
    ['US$ 5 and C$ 7 were paid, then $3.', ['USD', 'CAD', '$']],
  ] as const)('is told apart where the document names one kind: «%s»', ([text, expected]) => {
    expect(figuresIn(text).map(({ currency }) => currency)).toEqual(expected)
  })
})

describe('three languages', () => {
  test.for([
    ['Il y avait 1 234,5 tonnes et 2 500 000 habitants.', ['1 234,5 = 1234.5 count', '2 500 000 = 2500000 count']],
    ['Se contaron 1.234,5 toneladas y 11.500 visados.', ['1.234,5 = 1234.5 count', '11.500 = 11500 count']],
    ['There were 1,234.5 tonnes and 11,500 visas.', ['1,234.5 = 1234.5 count', '11,500 = 11500 count']],
    [
      'Une personne sur huit et deux tiers des femmes.',
      ['Une personne sur huit = 0.125 ratio', 'deux tiers = 0.666666666666667 ratio'],
    ],
    ['Uno de cada ocho y la mitad de las mujeres.', ['Uno de cada ocho = 0.125 ratio', 'mitad = 0.5 ratio']],
    ['Près de la moitié des deux millions de migrants.', ['moitié = 0.5 ratio', 'deux millions = 2000000 count']],
    [
      'dos tercios de los seis millones de personas',
      ['dos tercios = 0.666666666666667 ratio', 'seis millones = 6000000 count'],
    ],
    [
      'con $25 millones de dólares y 3.000 millones de euros',
      ['$25 millones de dólares = 25000000 $', '3.000 millones de euros = 3000000000 EUR'],
    ],
    ['trois milliards d’euros, soit 12 % du budget', ['trois milliards d’euros = 3000000000 EUR', '12 % = 12 percent']],
  ] as const)('«%s»', ([text, expected]) => {
    expect(values(text)).toEqual(expected)
  })

  test('a quotation in another language is read by its own words', () => {
    const text =
      'The ministry wrote to us about the people in the camps, and that the number of those who came is known to the office.\n\n' +
      'Le ministère a écrit que deux millions de personnes sont parties dans les pays voisins, et que la moitié de ces personnes sont des femmes qui travaillent.'
    expect(values(text, { language: 'en' })).toEqual(['deux millions = 2000000 count', 'moitié = 0.5 ratio'])
  })
})

describe('tables', () => {
  test('rows and columns give unit, period and scale', () => {
    const table = '# Workers abroad (thousands)\n\nPlace\t2014\t2015\nNepal\t12.5\t14\nQatar\t3\t2'
    expect(figuresIn(table)).toMatchObject([
      {
        value: 12_500,
        unit: 'Nepal, 2014'.slice(0, 5),
        period: { from: 2014, to: 2014 },
        places: ['NPL'],
        where: 'table',
      },
      { value: 14_000, period: { from: 2015, to: 2015 }, places: ['NPL'] },
      { value: 3000, places: ['QAT'] },
      { value: 2000, places: ['QAT'] },
    ])
  })

  test('a currency that a sentence declares before holds for the values of a table', () => {
    const text = 'All values are in USD millions.\n\nDonor\tYear\tValue\nFrance\t2011\t4302.54\nFrance\t2012\t5966.38'
    expect(figuresIn(text)).toMatchObject([
      { value: 4_302_540_000, currency: 'USD', period: { from: 2011, to: 2011 } },
      { value: 5_966_380_000, currency: 'USD', period: { from: 2012, to: 2012 } },
    ])
  })

  test('rates and shares are read as such, and large numbers are not', () => {
    const text = 'Measure\tNorth\tSouth\nUnemployment rate\t5.5\t6.1\nUnemployed\t1,200\t900'
    expect(figuresIn(text).map(({ figureKind, value }) => [figureKind, value])).toEqual([
      ['percent', 5.5],
      ['percent', 6.1],
      ['count', 1200],
      ['count', 900],
    ])
  })
})

describe('a currency of several countries', () => {
  test.for([
    ['In Argentina a cook earns 30,000 pesos. In Chile it is 500,000 pesos.', ['ARS', 'CLP']],
    ['Argentina pays best, Chile less. There, 900 pesos are paid.', ['CLP']],
    ['Nepal and India agreed. Wages in Nepal are 900 rupees.', ['NPR']],
    ['Place\tWage (pesos)\nUruguay\t18,000\nChile\t400,000', ['UYU', 'CLP']],
    ['Le Cameroun et le Gabon paient 45 000 FCFA par mois.', ['XAF']],
    ['Au Sénégal, ils gagnent 45 000 francs CFA.', ['XOF']],
    ['Dans la CEMAC, le permis coûte 90 000 francs CFA.', ['XAF']],
    ['Ils gagnent 45 000 FCFA par mois.', ['XOF']],
    ['In the Gambia a day pays D150.', ['GMD']],
    ['In block D 150 came, most of them from Ghana.', [undefined]],
  ] as const)('is that of the country named with it: «%s»', ([text, expected]) => {
    expect(figuresIn(text).map(({ currency }) => currency)).toEqual(expected)
  })
})

test('the first row of a form that looks like a heading holds a value all the same', () => {
  const input = inputOf('Abroad (2022)\t2.7 million\nAt home\t139,210 (5 per cent)\nReturned\t21,400')
  const rows = input.paragraphs[0]!.rows!.map((row, index) => ({ ...row, heading: index < 2 }))
  const flagged = { ...input, paragraphs: [{ ...input.paragraphs[0]!, rows }] }
  expect(findFigures(flagged).map(({ value }) => value)).toEqual([2_700_000, 139_210, 5, 21_400])
})

describe('small numbers in words', () => {
  test.for([
    ['six participating countries', false],
    ['four provinces', false],
    ['of which three have entered into force', false],
    ['the three pillars of the plan', true],
    ['four basic social security guarantees', true],
    ['a three-pronged approach', true],
    ['for the next five years', true],
    ['children under 5, by age', true],
  ] as const)('«%s» is optional: %s', ([text, optional]) => {
    expect(figuresIn(text).map((figure) => figure.optional ?? false)).toEqual([optional])
  })
})

describe('arithmetic', () => {
  test.for([
    ['It reached 100 people (60 women and 30 men).', 'its 2 parts make 90, not 100'],
    ['It reached 90 people (60 women and 30 men).', undefined],
    ['It reached almost 120,000 people (22,308 women, 75,271 men, 7,866 girls and 13,740 boys).', undefined],
    ['Some 44% had moved before – 15 per cent within and 39 per cent across borders.', 'its 2 parts make 54, not 44'],
    ['It works in 136 of the 340 towns (40 per cent).', undefined],
    ['It works in 136 of the 340 towns (60 per cent).', '136 of 340 is 40 per cent, not 60'],
    ['Of 500 people (300 women), 40 left.', undefined],
  ] as const)('«%s»', ([text, expected]) => {
    expect(figuresIn(text).find(({ disagreement }) => disagreement)?.disagreement).toBe(expected)
  })
})
