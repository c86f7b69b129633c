import type { Config } from './config.ts'
import type { Parser } from './contracts/stage-context.ts'
import { openParserPool, type ParserLimits } from './parse/parser-pool.ts'

/** The limits of parsing, as the settings have them. */
export function parserLimits(config: Config): ParserLimits {
  return {
    maxPages: config.RIHLA_MAX_PAGES,
    maxTextCharacters: config.RIHLA_MAX_TEXT_CHARACTERS,
    timeoutSeconds: config.RIHLA_PARSE_TIMEOUT_SECONDS,
    stallSeconds: config.RIHLA_PARSE_STALL_SECONDS,
    memoryBytes: config.RIHLA_PARSE_MEMORY_BYTES,
    processes: config.RIHLA_PARSE_PROCESSES,
    recycleDocuments: config.RIHLA_PARSE_RECYCLE_DOCUMENTS,
  }
}

/** The limits of recognition: it takes seconds and hundreds of megabytes where parsing takes milliseconds. */
export function recognitionLimits(config: Config): ParserLimits {
  return {
    ...parserLimits(config),
    timeoutSeconds: config.RIHLA_RECOGNISE_TIMEOUT_SECONDS,
    stallSeconds: config.RIHLA_RECOGNISE_STALL_SECONDS,
    memoryBytes: config.RIHLA_RECOGNISE_MEMORY_BYTES,
    processes: config.RIHLA_RECOGNISE_PROCESSES,
  }
}

/** Reads pages from their images; most archives never need it, so its processes start with the first scanned document. */
export function openRecogniser(config: Config, onKilled?: (reason: string) => void): Parser {
  let opened: Parser | undefined
  return {
    parse: (file, signal) => {
      opened ??= openParserPool(recognitionLimits(config), { recognise: true, ...(onKilled && { onKilled }) })
      return opened.parse(file, signal)
    },
    close: async () => opened?.close(),
  }
}

/** For a process that runs other stages: a pool would start a child at once. */
export const noParser: Parser = {
  parse: async () => {
    throw new Error('this process does not parse')
  },
  close: async () => undefined,
}
