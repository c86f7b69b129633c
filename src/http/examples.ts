/** What a parameter may hold, for those who read the description; a test proves that each address takes it. */
const examples: Record<string, unknown> = {
  q: 'domestic workers',
  country: ['NPL'],
  region: ['gcc'],
  convention: ['C189'],
  organisation: ['ilo'],
  donor: ['SDC'],
  corridor: ['NPL>ARE'],
  language: ['fr'],
  year: ['2013'],
  active: ['2013'],
  completeness: ['complete'],
  implied: 'yes',
  facets: ['country', 'donor'],
  currency: ['USD'],
  from: 2010,
  to: 2015,
  min: '100e9',
  max: '4.5e11',
  code: 'pdf-encrypted',
  name: 'report.pdf',
  reason: 'asked for by the person it is about',
  number: 1,
  size: 20,
}

/** The example of a parameter; none of one whose values are made by the archive itself: ids, keys, cursors. */
export const exampleOf = (name: string): { example?: unknown } =>
  Object.hasOwn(examples, name) ? { example: examples[name] } : {}

/** A request that takes a body, by its operation. */
export const bodyExamples: Record<string, unknown> = {
  saveSearch: {
    name: 'Nepal and the Gulf',
    query: { q: 'recruitment', country: ['NPL'] },
    webhook: 'https://example.org/rihla',
  },
  signIn: { token: 'the text that rihla token printed' },
}
