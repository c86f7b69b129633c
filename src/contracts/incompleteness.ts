import { z } from 'zod'

/** Why a document is only partly there. Each code says one kind of loss; README.md explains them to people. */
export const IncompletenessCode = z.enum([
  'page-without-text',
  'page-failed',
  'page-limit',
  'text-limit',
  'time-limit',
  'memory-limit',
  'unmapped-characters',
  'spacing-suspect',
  'xfa-form',
  'damaged',
  'recognised',
  'recognition-skipped',
  'passage-refused',
  'extraction-limit',
])
export type IncompletenessCode = z.infer<typeof IncompletenessCode>

export const Incompleteness = z.strictObject({
  code: IncompletenessCode,
  /** A sentence for a person. */
  message: z.string(),
  /** The pages concerned, ascending; none where the whole document is. */
  pages: z.array(z.int().positive()).optional(),
})
export type Incompleteness = z.infer<typeof Incompleteness>

/** What each code means, for people. */
export const incompletenessMeanings: Record<IncompletenessCode, string> = {
  'page-without-text': 'pages on which nothing could be read: images, or blank',
  'page-failed': 'pages that could not be read although the document could',
  'page-limit': 'pages beyond RIHLA_MAX_PAGES',
  'text-limit': 'text beyond RIHLA_MAX_TEXT_CHARACTERS',
  'time-limit': 'what was not read when the time for parsing ran out',
  'memory-limit': 'what was not read when the parser reached its memory limit',
  'unmapped-characters': 'characters whose font does not say which letters they are',
  'spacing-suspect': 'nothing is missing, but words may be wrongly parted or joined',
  'xfa-form': 'the content of an XFA form, of which only the placeholder page is printed',
  damaged: 'unknown parts: the file is damaged and was read as far as it goes',
  recognised: 'certainty: these pages were read from images and may hold misread words',
  'recognition-skipped': 'pages that are images, while recognition is switched off or reached its limit',
  'passage-refused': 'passages that the index refused',
  'extraction-limit': 'entities of the text beyond the limit of extraction',
}
