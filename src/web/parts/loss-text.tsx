import type { Incompleteness } from '../../contracts/incompleteness.ts'
import { lossIn } from '../../ways-out.ts'
import { useTexts } from '../texts.tsx'

/** What is missing of a document, in the reader's language; what the archive says in English is more exact. */
export function LossText({ loss: { code, message } }: { loss: Incompleteness }) {
  const { language } = useTexts()
  return language === 'en' ? message : lossIn(language, code).text
}
