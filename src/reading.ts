import type { Reading } from './contracts/reading.ts'
import { parserVersion } from './parse/parser-version.ts'
import { hashOfSources } from './sources.ts'

/**
 * What reads documents here. Rules and gazetteers import nothing else that makes a difference (test/rooms.test.ts), so that
 * their sources tell when the same text may yield something else.
 */
export const reading: Reading = {
  parserVersion,
  rulesVersion: hashOfSources({ folders: ['extract', 'gazetteers'], packages: ['natural'] }),
}
