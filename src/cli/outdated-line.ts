import type { StatusAnswer } from '../contracts/http.ts'

/** What can be done about documents that another version has read. */
export const outdatedLine = ({ outdated }: StatusAnswer['reading']): string =>
  `${outdated} read by older rules: rihla reprocess --outdated reads them again`
