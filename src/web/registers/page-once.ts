import type { PageAnswer } from '../../contracts/evidence.ts'
import { api } from '../api.ts'
import { remembered } from '../remembered.ts'

const pages = remembered<PageAnswer>(60)

/** A page as it was read; several values of one page ask for it once. */
export function pageOnce(documentId: string, page: number): Promise<PageAnswer> {
  return pages(`${documentId}/${page}`, () => api.page(documentId, page))
}
