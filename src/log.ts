import { type DestinationStream, pino, stdSerializers, stdTimeFunctions } from 'pino'
import type { Config } from './config.ts'
import type { Log } from './contracts/stage-context.ts'

/** What must never stand in a log, wherever it is found. */
const secrets = ['token', 'authorization', 'password', 'apiKey'].flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** The log on stderr: JSON lines, or for a person where stderr is a terminal. Written at once, so that a crash loses none. */
export async function openLog({ RIHLA_LOG_LEVEL: level }: Pick<Config, 'RIHLA_LOG_LEVEL'>): Promise<Log> {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: secrets, censor: '[secret]' },
    serializers: { err: stdSerializers.errWithCause },
  }
  const log: Log = pino(options, await destination())
  return log
}

async function destination(): Promise<DestinationStream> {
  if (!process.stderr.isTTY) return pino.destination({ fd: 2, sync: true })
  const { default: pretty } = await import('pino-pretty')
  return pretty({ destination: 2, sync: true, ignore: 'pid', translateTime: 'SYS:HH:MM:ss' })
}
