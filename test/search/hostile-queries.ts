import fc from 'fast-check'

/** What nobody asks who means well: each is answered or refused by its name, and never more than that. */
export const hostileQueries: Record<string, string> = {
  'brackets that open': '('.repeat(1_900),
  'brackets within brackets': `${'('.repeat(900)}a${')'.repeat(900)}`,
  'many alternatives': 'a OR '.repeat(390),
  'many phrases': Array.from({ length: 150 }, () => '"fees grow"').join(' OR '),
  'many exclusions': `${'NOT '.repeat(450)}fees`,
  'many beginnings': 'fe* '.repeat(390),
  'many misspelt words': 'recruitmnet~ '.repeat(150),
  'a long word': 'x'.repeat(2_000),
  'a long number': '1'.repeat(1_900),
  'a long phrase': `"${'word '.repeat(390)}"`,
  'a letter under a thousand accents': `a${'\u0301'.repeat(1_000)}`,
  'half a character': '\uD83D fees',
  'joined characters': '👩‍👩‍👧‍👦'.repeat(100),
  'no blanks': '移民'.repeat(500),
  'turned writing': '\u202E\u2066fees\u2069 \uFEFF\u200B',
  'control characters': 'fees\u0000\u0001\u001B[31m\u009B2J',
  'line ends': 'fees\r\nX-Evil: 1',
  markup: '<img src=x onerror=alert(1)> fees',
  SQL: `'; drop table passage; -- fees') or 1=1`,
  'a query of Postgres': `'fees':*ABCD & !(b <-> c)`,
  'a query of Elasticsearch': '_exists_:text OR title:/.*/ {"match_all":{}}',
  'a regular expression': '/(aa+)+$/ .*.*.* (fees+)+b',
  'a reference': '$1 $$ ${jndi:ldap://x} %s %%',
  backslashes: `"${'\\'.repeat(500)}" \\`,
  'a figure beyond numbers': 'figure:1e308..',
  'a figure of many parts': `figure:>5${'0'.repeat(290)}`,
  'names of what every object has': '__proto__ constructor toString hasOwnProperty:x',
  'a mark of misspelling alone': '~2',
  'marks without a word': '{~1 *~ "~" )~2 -~0 ~*',
  'a path': 'document:../../etc/passwd project:../x',
  'values that no field has': 'donor:%27 publisher:"*" region:toString corridor:NPL>ARE',
}

const piece = fc.oneof(
  fc.constantFrom('"', '(', ')', ' OR ', ' NOT ', '-', '*', '~', ':', '|', 'figure:', 'date:', '>', '..', ',', '\0'),
  fc.constantFrom('fees', 'NPL', '2013', '40%', '100e9USD', 'C189', 'l’emploi', "'", '\\', '%', '&', '!', '<->'),
  fc.constantFrom(
    '~2',
    ' ~1',
    '*~',
    '~*',
    ' NPL ',
    ' é',
    'e\u0301',
    'İ',
    '移民',
    '\u202E',
    '\uD800',
    '1e400',
    '-0',
    '38bf',
  ),
  fc
    .tuple(
      fc.constantFrom('country', 'convention', 'donor', 'project', 'corridor', 'origin', 'kind', 'lang', 'year'),
      fc.constantFrom('NPL', '"Sri Lanka"', '(a OR b', '>2012', '2012..2014', 'title', 'fr', '~', '*', '""', ','),
    )
    .map(([field, value]) => ` ${field}:${value}`),
  fc.string({ unit: 'binary', maxLength: 5 }),
)

/** Texts of which each is a query or none. */
export const anyQueries = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
