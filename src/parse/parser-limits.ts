/** What one document may take of the machine; reaching a limit is named in the result or in the error. */
export type ParserLimits = {
  maxPages: number
  maxTextCharacters: number
  timeoutSeconds: number
  stallSeconds: number
  /** Resident bytes of one parser process. */
  memoryBytes: number
  /** Parser processes at once. */
  processes: number
  /** Documents after which a parser process is replaced. */
  recycleDocuments: number
}

export const standardLimits: ParserLimits = {
  maxPages: 5_000,
  maxTextCharacters: 20_000_000,
  timeoutSeconds: 120,
  stallSeconds: 30,
  memoryBytes: 1024 * 1024 * 1024,
  processes: 1,
  recycleDocuments: 200,
}
