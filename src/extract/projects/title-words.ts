import words from '../../gazetteers/project-words.json' with { type: 'json' }
import { stemOf } from '../tokens.ts'

const dropped = new Set([
  ...Object.values(words.smallWords).flat(),
  ...Object.values(words.nouns).flat(),
  'projects',
  'programmes',
  's',
  'phase',
])

/** The words of a title that tell it from others: small letters, stemmed, without small words and "project". */
export function titleWords(title: string, language: string): string[] {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/gu, '')
  const tokens = plain.match(/[\p{L}\d]+/gu) ?? []
  const content = tokens.filter((token) => !dropped.has(token))
  return (content.length > 0 ? content : tokens).map((token) => stemOf(token, language))
}

/** An id that is the same for the same title, however it is printed. */
export function projectIdOf(title: string, language: string): string {
  const id = titleWords(title, language)
    .join('-')
    .replace(/[^\p{L}\d-]/gu, '')
    .slice(0, 120)
  return id || 'untitled'
}
