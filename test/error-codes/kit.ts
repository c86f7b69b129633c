import { z } from 'zod'
import { type ErrorCode, RihlaError } from '../../src/errors.ts'

/** Has our code raise an error: throws it, or gives the answer, the document or the command's end that tells of it. */
export type Provocation = () => Promise<unknown>
/** Some of the codes; all together are held against the table by the compiler. */
export type Provocations = Partial<Record<ErrorCode, Provocation>>

const Parked = z.object({ failure: z.object({ code: z.string() }) })
const Problem = z.object({ code: z.string(), remedy: z.string() })
const Ended = z.object({ stderr: z.string() })

/** The code that people are told, and nothing that the test itself made. */
export async function codeToldBy(provoke: Provocation): Promise<string> {
  const told = await provoke().catch((error: unknown) => error)
  if (told instanceof RihlaError) return codeOfOurs(told)
  if (told instanceof Response) return Problem.parse(await told.json()).code
  const parked = Parked.safeParse(told)
  if (parked.success) return parked.data.failure.code
  const ended = Ended.safeParse(told)
  if (ended.success)
    return /\((?<code>[a-z-]+)\)$/.exec(ended.data.stderr.trim())?.groups?.['code'] ?? ended.data.stderr
  throw new Error('nothing was raised', { cause: told })
}

/** Made in a file of ours: a test that makes an error itself provokes none. */
function codeOfOurs(error: RihlaError): string {
  const [place = ''] = (error.stack ?? '').split('\n').filter((line) => /^ +at .*\.ts/.test(line))
  if (!/\/src\//.test(place)) throw new Error(`was made ${place.trim()}`, { cause: error })
  return error.code
}
