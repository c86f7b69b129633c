import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { ChildProcess } from 'node:child_process'
import { RihlaError, messageOf, type ErrorCode } from '../errors.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { launchParser } from './parser-launch.ts'
import type { ParserLimits } from './parser-limits.ts'
import type { ParseRequest, ParserMessage } from './parser-messages.ts'

/** A try at a document that ended without an answer: the process was killed or died, at `page` where it read one. */
export class ParserEnded extends Error {
  override readonly name = 'ParserEnded'
  readonly code: ErrorCode
  readonly page: number | undefined
  /** It had read all pages, and looked at the fonts. */
  readonly overFonts: boolean

  constructor(code: ErrorCode, message: string, { page, overFonts }: { page: number | undefined; overFonts: boolean }) {
    super(message)
    this.code = code
    this.page = page
    this.overFonts = overFonts
  }
}

type ParseTask = {
  path: string
  request: Omit<ParseRequest, 'sizeBytes'>
  deadline: number
  signal: AbortSignal
}

/** One parser process. It takes one document at a time. */
export class ParserChild {
  readonly #child: ChildProcess
  readonly #limits: ParserLimits
  readonly #ready: Promise<void>
  documents = 0
  alive = true
  #complaints = ''
  #listener: ((message: ParserMessage) => void) | undefined
  #ended: ((why: string) => void) | undefined

  constructor(limits: ParserLimits, { recognise }: { recognise: boolean }) {
    this.#limits = limits
    const processorSeconds = Math.min(limits.timeoutSeconds * limits.recycleDocuments, 86_400)
    this.#child = launchParser({ memoryBytes: limits.memoryBytes, processorSeconds, threads: recognise })
    this.#child.stderr?.on('data', (chunk) => (this.#complaints = (this.#complaints + chunk).slice(-2000)))
    this.#child.stdin?.on('error', () => this.kill())
    this.#ready = this.#start()
    this.#ready.catch(() => {})
  }

  /** Parses one document; throws ParserEnded where the process did not survive it. */
  async parse({ path, request, deadline, signal }: ParseTask): Promise<ParsedDocument> {
    await this.#ready
    this.documents++
    const sizeBytes = await stat(path).then((file) => file.size, asUnreadable(path))
    const at: { page: number | undefined; overFonts: boolean } = { page: undefined, overFonts: false }
    const timers: NodeJS.Timeout[] = []
    let stopWatching = () => {}
    let abort = () => {}
    try {
      return await new Promise<ParsedDocument>((fulfil, reject) => {
        const end = (code: ErrorCode, message: string) => {
          reject(new ParserEnded(code, message, at))
          this.kill()
        }
        abort = () => {
          reject(signal.reason)
          this.kill()
        }
        this.#ended = (why) => reject(new ParserEnded(this.#crashCode(), why, at))
        const stallSeconds = this.#limits.stallSeconds
        const stall = setTimeout(
          () => end('parse-time-limit', `no page was finished in ${stallSeconds} seconds`),
          stallSeconds * 1000,
        )
        const wholeSeconds = Math.max(0.001, (deadline - performance.now()) / 1000)
        timers.push(
          stall,
          setTimeout(() => end('parse-time-limit', 'the time for parsing ran out'), wholeSeconds * 1000),
        )
        stopWatching = watchMemory(this.#child.pid, this.#limits.memoryBytes, () =>
          end('parse-memory-limit', `the parser used more than ${this.#limits.memoryBytes} bytes`),
        )
        signal.addEventListener('abort', abort, { once: true })
        this.#listener = (message) => {
          if (message.type === 'reading') at.page = message.page
          if (message.type === 'naming fonts') at.overFonts = true
          stall.refresh()
          if (message.type === 'parsed') fulfil(message.document)
          if (message.type === 'failed')
            reject(new RihlaError(message.code, message.message, message.page ? { page: message.page } : {}))
        }
        if (signal.aborted) return abort()
        this.#send({ ...request, sizeBytes }, path, reject)
      })
    } finally {
      timers.forEach((timer) => clearTimeout(timer))
      stopWatching()
      // a signal that follows a lasting one is kept for as long as that one, with all that listens to it
      signal.removeEventListener('abort', abort)
      this.#listener = undefined
      this.#ended = undefined
    }
  }

  kill(): void {
    this.alive = false
    this.#child.kill('SIGKILL')
  }

  #send(request: ParseRequest, path: string, reject: (error: unknown) => void): void {
    this.#child.send(request)
    const file = createReadStream(path)
    file.on('error', (cause) => {
      this.kill()
      reject(new RihlaError('file-unreadable', `file cannot be read: ${path}: ${messageOf(cause)}`, { cause }))
    })
    file.pipe(this.#child.stdin!, { end: false })
  }

  #start(): Promise<void> {
    return new Promise((fulfil, reject) => {
      this.#child.once('error', (cause) => {
        this.alive = false
        reject(new RihlaError('parser-crashed', `the parser process cannot be started: ${cause.message}`, { cause }))
      })
      this.#child.once('exit', (code, signal) => {
        this.alive = false
        const why = `the parser process ended (${signal ?? `exit code ${code}`}) ${lastLine(this.#complaints)}`.trim()
        reject(new RihlaError('parser-crashed', why))
        this.#ended?.(why)
      })
      this.#child.on('message', (message: ParserMessage) => {
        if (message.type === 'ready') fulfil()
        this.#listener?.(message)
      })
    })
  }

  /** A heap that V8 cannot grow ends the process with a trap; its last words tell. */
  #crashCode(): ErrorCode {
    return /heap out of memory|Allocation failed|Array buffer allocation/.test(this.#complaints)
      ? 'parse-memory-limit'
      : 'parser-crashed'
  }
}

function asUnreadable(path: string) {
  return (cause: unknown): never => {
    throw new RihlaError('file-unreadable', `file cannot be read: ${path}: ${messageOf(cause)}`, { cause })
  }
}

/** Calls `exceeded` when the process holds more memory than it may; Linux only, elsewhere the process watches itself. */
function watchMemory(pid: number | undefined, memoryBytes: number, exceeded: () => void): () => void {
  if (process.platform !== 'linux' || pid === undefined) return () => {}
  const look = async () => {
    // Between two looks the process may end, and its entry with it.
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
    if (kibibytes * 1024 > memoryBytes) exceeded()
  }
  const timer = setInterval(() => void look(), 50)
  return () => clearInterval(timer)
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
