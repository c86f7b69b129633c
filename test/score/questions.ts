import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { wordsOf } from '../../src/search/words.ts'
import { sharedFolder } from '../shared.ts'

/**
 * A passage that answers: one of ours by some of its words; one of the material beside the checkout, of which nothing is
 * copied, by the hash of so many of its words, with where it stands for people.
 */
const Answer = z.union([
  z.strictObject({ document: z.string(), text: z.string() }),
  z.strictObject({
    shared: z.string(),
    page: z.int(),
    section: z.string(),
    holds: z.array(z.string()).optional(),
    words: z.int().positive(),
    sha256: z.string(),
  }),
])
const Asked = z.strictObject({ question: z.string(), query: z.string(), answers: z.array(Answer).min(1) })
const Gold = z.object({ queries: z.array(z.object({ query: z.string(), key_sentence: z.string() })) })

export type Question = {
  query: string
  /** Whether this passage of that file is the right one. */
  isRight: (file: string, text: string) => boolean
}

const root = join(import.meta.dirname, '..', '..')
const fixtures = join(root, 'fixtures')

/** Every file that is searched: our fixtures, and real documents beside the checkout where there are any. */
export function searchedFiles(): string[] {
  const own = globSync('documents/*/*.pdf', { cwd: fixtures }).map((path) => join(fixtures, path))
  if (!sharedFolder) return own.toSorted()
  const real = ['dev/pdf/*.pdf', 'pdf/real/*.pdf', 'pdf/seed/ilo-typst2col.pdf']
  const beside = globSync(real, { cwd: sharedFolder }).map((path) => join(sharedFolder!, path))
  return [...own.toSorted(), ...beside.toSorted()]
}

/** Questions of people with the passages that answer them, all written down before any ranking was looked at. */
export function questions(): Question[] {
  const goldFolders = [join(fixtures, 'gold'), ...(sharedFolder ? [join(sharedFolder, 'dev', 'gold')] : [])]
  const ofGold = goldFolders.flatMap((folder) =>
    globSync('*.gold.json', { cwd: folder })
      .toSorted()
      .flatMap((file) => questionsOfGold(join(folder, file))),
  )
  return [...ofGold, ...askedIn('questions.json')]
}

/** Twenty more, written down later; the ranking was made by none of them, and the last ten decided how a query is relaxed. */
export function newQuestions(): Question[] {
  return askedIn('new-questions.json')
}

function askedIn(file: string): Question[] {
  const asked = z.array(Asked).parse(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')))
  const answerable = asked.filter(({ answers }) =>
    answers.some((answer) => 'document' in answer || (sharedFolder && existsSync(join(sharedFolder, answer.shared)))),
  )
  return answerable.map(({ query, answers }) => ({
    query,
    isRight: (file: string, text: string) => answers.some((answer) => answersBy(answer, file, text)),
  }))
}

function questionsOfGold(path: string): Question[] {
  const name = basename(path, '.gold.json')
  return Gold.parse(JSON.parse(readFileSync(path, 'utf8'))).queries.map(({ query, key_sentence }) => ({
    query,
    isRight: (file, text) => basename(file, '.pdf') === name && squeezed(text).includes(squeezed(key_sentence)),
  }))
}

function answersBy(answer: z.infer<typeof Answer>, file: string, text: string): boolean {
  if ('document' in answer)
    return basename(file, '.pdf') === answer.document && squeezed(text).includes(squeezed(answer.text))
  if (basename(file) !== basename(answer.shared)) return false
  const words = wordsOf(text).map((word) => word.folded)
  return words.some((_, at) => hash(words.slice(at, at + answer.words).join(' ')) === answer.sha256)
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
/** Without blanks, hyphens and the marks of table cells, which differ between a source and how it is printed. */
const squeezed = (text: string): string => text.replace(/[\s\u00AD|,‐-]+/g, '').toLowerCase()
