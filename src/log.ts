import { type DestinationStream, pino, stdSerializers, stdTimeFunctions } from 'pino'
import type { Config } from './config.ts'
import type { Log } from './contracts/stage-context.ts'
import { redactor } from './redact.ts'
import { secretsOf } from './secrets.ts'

/** The log on stderr: JSON lines, or for a person where stderr is a terminal. Written at once, so that a crash loses none. */
export async function openLog(config: Config): Promise<Log> {
  const options = {
    level: config.RIHLA_LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    hooks: { streamWrite: redactor(secretsOf(config)) },
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
