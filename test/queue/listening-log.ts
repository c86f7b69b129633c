import type { Log } from '../../src/contracts/stage-context.ts'

export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; message: string } & Record<string, unknown>

/** A log that keeps its lines, each with the fields of the children it came through. */
export function listeningLog(): { log: Log; lines: LogLine[]; warnings(): LogLine[] } {
  const lines: LogLine[] = []
  const make = (inherited: object): Log => {
    const line = (level: LogLine['level']) => (fields: object, message: string) =>
      void lines.push({ ...inherited, ...fields, level, message })
    return {
      debug: line('debug'),
      info: line('info'),
      warn: line('warn'),
      error: line('error'),
      child: (fields) => make({ ...inherited, ...fields }),
    }
  }
  return { log: make({}), lines, warnings: () => lines.filter(({ level }) => level === 'warn' || level === 'error') }
}
