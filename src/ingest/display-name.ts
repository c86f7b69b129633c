const longestName = 255

/** Control characters, and those that turn the direction of writing or have no width: they only serve to deceive. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * A name from outside as people may see it: no folders, nothing invisible, at most 255 characters. It is data, and never
 * becomes part of a path.
 */
export function displayName(name: string): string {
  const base = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const seen = base.replace(invisible, '').normalize('NFC').trim()
  if (seen === '' || seen === '.' || seen === '..') return 'unnamed'
  const characters = Array.from(seen)
  return characters.length > longestName ? characters.slice(0, longestName).join('') : seen
}
