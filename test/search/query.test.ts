import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QueryNode } from '../../src/contracts/search.ts'
import { RihlaError } from '../../src/errors.ts'
import { queryNames } from '../../src/query-names.ts'
import type { NameResolvers } from '../../src/search/names.ts'
import { parseQuery } from '../../src/search/query.ts'
import { processorTimeOf } from '../processor-time.ts'

const countries: Record<string, string> = {
  nepal: 'NPL',
  népal: 'NPL',
  npl: 'NPL',
  'sri lanka': 'LKA',
  guinea: 'GIN',
  'guinea bissau': 'GNB',
  qatar: 'QAT',
  qat: 'QAT',
}
const names: NameResolvers = {
  resolveCountry: (name) => countries[name.toLowerCase()],
  resolveRegion: (name) => ({ asean: 'ASEAN', 'west africa': '011' })[name.toLowerCase()],
  resolveInstrument: (name) =>
    ({ 'domestic workers convention': 'C189', c189: 'C189', r086: 'R086' })[name.toLowerCase()],
}

/** A tree in one line: `and(word:a not(word:b))`. */
function spoken(node: QueryNode): string {
  switch (node.type) {
    case 'word':
      return `${node.match}:${node.word}`
    case 'phrase':
      return `phrase:${node.words.join('_')}`
    case 'and':
    case 'or':
    case 'some':
      return `${node.type}(${node.nodes.map(spoken).join(' ')})`
    case 'not':
      return `not(${spoken(node.node)})`
    case 'filter':
      return `${node.field}=${node.values.join(',')}${node.implied ? '+implied' : ''}`
    case 'date':
      return `date[${node.from ?? ''},${node.to ?? ''}]`
    case 'corridor':
      return `corridor[${node.origin ?? ''}>${node.destination ?? ''}]`
    case 'figure': {
      const low = node.low === undefined ? '(' : `${node.openLow ? '(' : '['}${node.low}`
      const high = node.high === undefined ? ')' : `${node.high}${node.openHigh ? ')' : ']'}`
      return `figure${low},${high}${node.kinds?.join() ?? ''}${node.currency ?? ''}`
    }
    default:
      return node.type
  }
}

describe('the query language', () => {
  test.for([
    ['', 'everything'],
    ['  \t\n', 'everything'],
    ['labour mobility', 'and(word:labour word:mobility)'],
    ['labour AND mobility', 'and(word:labour word:mobility)'],
    ['labour OR mobility', 'or(word:labour word:mobility)'],
    ['labour | mobility | trade', 'or(word:labour word:mobility word:trade)'],
    ['a b OR c', 'or(and(word:a word:b) word:c)'],
    ['a (b OR c)', 'and(word:a or(word:b word:c))'],
    ['-kuwait', 'not(word:kuwait)'],
    ['a NOT b', 'and(word:a not(word:b))'],
    ['a -(b OR c)', 'and(word:a not(or(word:b word:c)))'],
    ['a -"b c"', 'and(word:a not(phrase:b_c))'],
    ['"domestic workers"', 'phrase:domestic_workers'],
    ['«travailleurs domestiques»', 'phrase:travailleurs_domestiques'],
    ['“smart quotes”', 'phrase:smart_quotes'],
    ['migr*', 'prefix:migr'],
    ['remitance~', 'fuzzy:remitance'],
    ['remitance~1', 'fuzzy:remitance'],
    ['well-being', 'word:well-being'],
    ['workers’ rights', 'and(word:workers’ word:rights)'],
    ['http://ilo.example/x', 'word:http://ilo.example/x'],
    ['Note: nothing', 'and(word:Note: word:nothing)'],
  ])('reads %j as %s', ([text, tree]) => {
    expect(spoken(parseQuery(text!, names))).toBe(tree)
  })

  test.for([
    ['country:NPL', 'country=NPL'],
    ['country:Népal', 'country=NPL'],
    ['pays:nepal', 'country=NPL'],
    ['país:nepal', 'country=NPL'],
    ['country:"Sri Lanka"', 'country=LKA'],
    ['country:Sri Lanka remittances', 'and(country=LKA word:remittances)'],
    ['country:Guinea Bissau', 'country=GNB'],
    ['country:Guinea fowl', 'and(country=GIN word:fowl)'],
    ['country: Nepal', 'country=NPL'],
    ['country:NPL,"Sri Lanka"', 'country=NPL,LKA'],
    ['country:(Nepal OR "Sri Lanka")', 'country=NPL,LKA'],
    ['country:NPL implied:yes', 'country=NPL+implied'],
    ['country:NPL implied:no', 'country=NPL'],
    ['-country:NPL a', 'and(not(country=NPL) word:a)'],
    ['convention:C189', 'convention=C189'],
    ['convention:189', 'convention=C189'],
    ['convention:c-97', 'convention=C097'],
    ['convention:"No. 143"', 'convention=C143'],
    ['convention:R86', 'convention=R086'],
    ['convention:"Domestic Workers Convention"', 'convention=C189'],
    ['convention:icrmw', 'convention=ICRMW,icrmw'],
    ['C189', 'convention=C189'],
    ['c-189 Lebanon', 'and(convention=C189 word:Lebanon)'],
    ['-R86 fees', 'and(not(convention=R086) word:fees)'],
    ['"C189" C999 C1890 H-2B', 'and(phrase:C189 word:C999 word:C1890 word:H-2B)'],
    ['document:38BF85BE', 'document=38bf85be'],
    ['donor:SDC', 'donor=SDC'],
    ['donor:"World Bank"', 'donor=World Bank'],
    ['region:asean', 'region=ASEAN'],
    ['region:West Africa', 'region=011'],
    ['kind:project', 'kind=project'],
    ['kind:footnote', 'kind=note'],
    ['kind:list-item', 'kind=list-item'],
    ['type:pays', 'kind=country'],
    ['lang:fr', 'language=fr'],
    ['langue:français', 'language=fr'],
    ['lang:Spanish', 'language=es'],
    ['year:2013', 'date[2013,2013]'],
    ['date:2012..2014', 'date[2012,2014]'],
    ['date:2014..2012', 'date[2012,2014]'],
    ['date:2012-2014', 'date[2012,2014]'],
    ['date:2013-05', 'date[2013-05,2013-05]'],
    ['date:>2012', 'date[2013,]'],
    ['date:<2013-01', 'date[,2012-12]'],
    ['date:>2012-12-31', 'date[2013-01-01,]'],
    ['date:..2014', 'date[,2014]'],
    ['active:2012..2014', 'active=2012,2013,2014'],
    ['origin:NPL destination:QAT', 'corridor[NPL>QAT]'],
    ['destination:QAT visas origin:NPL', 'and(word:visas corridor[NPL>QAT])'],
    ['origin:NPL', 'corridor[NPL>]'],
    ['corridor:NPL>QAT', 'corridor[NPL>QAT]'],
    ['corridor:"Nepal to Qatar"', 'corridor[NPL>QAT]'],
    ['is:partial', 'completeness=partial'],
    ['project:fair-journeys', 'project=fair-journeys'],
    ['project:"fair journeys"', 'and(kind=project phrase:fair_journeys)'],
  ])('reads the field %j as %s', ([text, tree]) => {
    expect(spoken(parseQuery(text!, names))).toBe(tree)
  })

  test.for([
    ['figure:>100e9USD', 'figure(100000000000,)moneyUSD'],
    ['figure:>=100e9EUR', 'figure[100000000000,)moneyEUR'],
    ['figure:<1.5m', 'figure(,1500000)'],
    ['figure:40..50%', 'figure[40,50]percent'],
    ['figure:40%..50%', 'figure[40,50]percent'],
    ['figure:1,000,000', 'figure[1000000,1000000]'],
    ['figure:>US$1bn', 'figure(1000000000,)moneyUSD'],
    ['figure:>$5 million', 'figure(5000000,)money$'],
    ['figure:"2..3 million euros"', 'figure[2000000,3000000]moneyEUR'],
    ['figure:..10', 'figure(,10]'],
    ['figure:10..', 'figure[10,)'],
    ['figure:money', 'figure(,)money'],
    ['figure:> 50 %', 'figure(50,)percent'],
  ])('reads the figure %j as %s', ([text, tree]) => {
    expect(spoken(parseQuery(text!, names))).toBe(tree)
  })

  test.for([
    ['"never closed', 'phrase:never_closed'],
    ['(a (b', 'and(word:a word:b)'],
    ['a) b', 'and(word:a word:b)'],
    ['a OR', 'word:a'],
    ['OR a', 'word:a'],
    ['a OR OR b', 'or(word:a word:b)'],
    ['NOT NOT a', 'not(word:a)'],
    ['--a', 'not(word:a)'],
    ['~2', 'word:~2'],
    ['a ~ b', 'and(word:a word:b)'],
    ['a -', 'word:a'],
    ['a - b', 'and(word:a word:b)'],
    ['+a', 'word:a'],
    ['""', 'everything'],
    ['OR', 'everything'],
    ['()', 'everything'],
    ['a & b', 'and(word:a word:b)'],
    ['🎉', 'nothing'],
    ['a \0 b', 'and(word:a word:b)'],
    ['*', 'everything'],
    [`${'('.repeat(1000)}a${')'.repeat(1000)}`, 'word:a'],
  ])('forgives %j', ([text, tree]) => {
    expect(spoken(parseQuery(text!, names))).toBe(tree)
  })

  test.for([
    ['a country:Atlantis', 'no country is known as "Atlantis"', 10],
    ['country:ASEAN', 'write region:"ASEAN"', 8],
    ['a document:38b', 'is no document', 11],
    ['contry:NPL', 'did you mean country?', 0],
    ['kind:unicorn', 'no kind is called "unicorn"', 5],
    ['lang:klingonese', 'no language is called', 5],
    ['date:soon', 'is no date', 5],
    ['date:2013-13', 'is no date', 5],
    ['figure:many', 'is no figure', 7],
    ['is:blue', 'partial or complete', 3],
    ['corridor:NPL', 'is no corridor', 9],
    ['country:', 'a value is missing after country:', 0],
    ['a*', 'at least 2 characters', 0],
    ['a '.repeat(1000), 'more than 400 parts', 800],
  ] as const)('points at the character of %j', ([text, message, offset]) => {
    expect(faultOf(text)).toMatchObject({ code: 'query-invalid', offset, message: expect.stringContaining(message) })
  })

  test.for([
    ['country:Nepl', 'no country is known as "Nepl": did you mean Nepal?'],
    ['origin:Philipines', 'no country is known as "Philipines": did you mean Philippines?'],
    ['country:ASEAN', 'no country is known as "ASEAN": it is a region, write region:"ASEAN"'],
    ['country:Atlantis', 'no country is known as "Atlantis"'],
  ] as const)('tells of %s what may be meant', ([text, message]) => {
    expect(faultOf(text, queryNames())?.message).toBe(message)
  })

  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '(',
      ')',
      ' OR ',
      ' NOT ',
      '-',
      '*',
      '~',
      ':',
      '|',
      '«',
      'country:',
      'figure:',
      'date:',
      'kind:',
      '>',
      '..',
      ',',
      '\0',
      '🎉',
      '\uD800',
    ),
    fc.constantFrom('labour', 'NPL', '2013', '40%', '100e9USD', 'C189', 'Sri Lanka', 'l’emploi'),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  const queries = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 2_000 }),
  )

  test('gives a tree or a named fault within the text for whatever is typed', () => {
    fc.assert(
      fc.property(queries, (text) => {
        const fault = faultOf(text)
        if (fault === undefined) return
        expect(fault.code).toBe('query-invalid')
        expect(fault.offset).toBeGreaterThanOrEqual(0)
        expect(fault.offset).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 2_000, seed: 7 },
    )
  })

  test('reads 100,000 characters of anything in well under a second', () => {
    for (const part of ['(', '"', '-', ' OR', 'a ', 'country:', '9,', 'x:y ', '>', 'figure:1..'])
      expect(processorTimeOf(() => faultOf(part.repeat(100_000 / part.length)))).toBeLessThan(1_000)
  })
})

function faultOf(text: string, known: NameResolvers = names): RihlaError | undefined {
  try {
    parseQuery(text, known)
    return undefined
  } catch (error) {
    if (error instanceof RihlaError) return error
    throw error
  }
}
