import type { PageAnswer } from '../../contracts/evidence.ts'
import { api } from '../api.ts'

const most = 60
const asked = new Map<string, Promise<PageAnswer>>()

/** A page as it was read; several values of one page ask for it once, and one that failed is asked for again. */
export function pageOnce(documentId: string, page: number): Promise<PageAnswer> {
  const key = `${documentId}/${page}`
  const known = asked.get(key)
  if (known) return known
  const answer = api.page(documentId, page)
  answer.catch(() => asked.delete(key))
  asked.set(key, answer)
  const [oldest] = asked.keys()
  if (asked.size > most && oldest !== undefined) asked.delete(oldest)
  return answer
}
