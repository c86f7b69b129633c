import fc from 'fast-check'
import { RegisterName, RegisterSort, type RegisterFilters } from '../../src/contracts/registers.ts'

const word = fc.oneof(
  fc.constantFrom(
    'NPL',
    'Nepal',
    'C189',
    'sdc',
    'money',
    'percent',
    'a'.repeat(64),
    '38bf',
    '*',
    '%',
    '_',
    '\\',
    "'",
    '""',
  ),
  fc.constantFrom(
    '$1',
    '{}',
    '[]',
    'null',
    '__proto__',
    'constructor',
    '<script>',
    '../x',
    '\u202E',
    '移民',
    'e\u0301',
    'İ',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const words = fc.array(word, { minLength: 1, maxLength: 6 })
const number = fc.oneof(
  fc.constantFrom(0, -0, 1e308, -1e308, Infinity, -Infinity, 5e-324, 2 ** 53),
  fc.double({ noNaN: true }),
)
const year = fc.oneof(fc.constantFrom(1, 1900, 2012, 9999), fc.integer({ min: 1, max: 9999 }))

const filters: fc.Arbitrary<RegisterFilters> = fc.record(
  {
    q: fc.oneof(
      word,
      words.map((some) => some.join(' ')),
      fc.constant('x '.repeat(250)),
    ),
    countries: words,
    conventions: words,
    donors: words,
    documents: words,
    kinds: words,
    currencies: fc.array(fc.constantFrom('USD', 'EUR', '$'), { minLength: 1, maxLength: 3 }),
    from: year,
    to: year,
    min: number,
    max: number,
  },
  { requiredKeys: [] },
)

/** Whatever the registers may be asked by those whose filters are well formed, and mean nothing good. */
export const anyRegisterQuestions = fc.record({
  register: fc.constantFrom(...RegisterName.options),
  filters,
  sort: fc.constantFrom(...RegisterSort.options),
  size: fc.integer({ min: 1, max: 500 }),
  key: fc.oneof(word, fc.constantFrom('C189', 'NPL', 'x'.repeat(300))),
  cursor: fc.option(
    word.filter((cursor) => cursor !== ''),
    { freq: 5, nil: undefined },
  ),
})
