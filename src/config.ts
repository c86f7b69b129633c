import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { AccessTokens } from './contracts/access.ts'
import { RihlaError } from './errors.ts'
import { isLoopback } from './http/loopback.ts'
import { distanceWithin } from './search/edit-distance.ts'
import { shownValue } from './secrets.ts'

const mebibyte = 1024 * 1024
const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN)
const number = (least: number, most: number, standard: number) =>
  z
    .string()
    .transform(whole)
    .pipe(z.int(`a whole number from ${least} to ${most}`).min(least).max(most))
    .default(standard)
const choice = <const Values extends readonly [string, ...string[]]>(values: Values, standard: Values[number]) =>
  z.enum(values).default(standard)
/** As a browser sends it: no path, no slash at the end, and not the `null` of pages without an origin. */
const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
/** Elasticsearch takes lower case only, and no name that begins with a sign. */
const prefix = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'lower-case letters, digits, - and _, at most 64')
  .default('rihla')
const folder = (standard: string) =>
  z
    .string()
    .min(1)
    .default(standard)
    .transform((path) => resolve(path))

/** Every setting: name, meaning, unit, default. README.md lists the same ones; a test proves it. */
export const settings = {
  RIHLA_DATA: folder('rihla-data').describe('folder of the store, the queue and the index'),
  RIHLA_DROP: folder('drop').describe('folder that is watched for documents; created where absent'),
  RIHLA_DROP_FINISHED: choice(['move', 'leave'], 'move').describe(
    'what happens to a dropped file in the end: moved to done/ or failed/, or left',
  ),
  RIHLA_DROP_STABLE_SECONDS: number(0, 3600, 2).describe(
    'seconds without growth after which a dropped file counts as whole',
  ),
  RIHLA_HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on; off loopback a token is needed'),
  RIHLA_PORT: number(0, 65535, 7447).describe('port to listen on; 0 takes a free one'),
  RIHLA_TOKEN: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('bearer token that the command line sends; a server takes it with the role operate'),
  RIHLA_TOKENS: AccessTokens.optional().describe(
    'tokens that the server takes, as name:role:sha256 with commas between; rihla token makes them',
  ),
  RIHLA_SESSION_MINUTES: number(1, 525_600, 720).describe('minutes that a browser stays signed in'),
  RIHLA_CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.string().refine(isOrigin, 'origins such as https://example.org, with commas between')))
    .optional()
    .describe('sites of which pages may use the API, with a token and without cookies; commas between'),
  RIHLA_MAX_REQUESTS_PER_MINUTE: number(1, 10_000_000, 6_000).describe(
    'requests a minute from one address, where others can reach RIHLA_HOST',
  ),
  RIHLA_MAX_WRONG_TOKENS_PER_MINUTE: number(1, 100_000, 30).describe(
    'wrong tokens a minute from one address, after which it is not listened to',
  ),
  RIHLA_URL: z
    .url()
    .optional()
    .describe('where the command line finds a running server; found by itself on the same data folder'),
  RIHLA_LOG_LEVEL: choice(['debug', 'info', 'warn', 'error', 'silent'], 'info').describe(
    'least level that is logged, on stderr; changes are told at info',
  ),
  RIHLA_MAX_FILE_BYTES: number(1, 4096 * mebibyte, 200 * mebibyte).describe('bytes of the largest file taken in'),
  RIHLA_MIN_FREE_BYTES: number(0, 1024 * 1024 * mebibyte, 256 * mebibyte).describe(
    'bytes of the disk of RIHLA_DATA that are kept free: with fewer, no document is taken in',
  ),
  RIHLA_MAX_FILES_PER_UPLOAD: number(1, 10_000, 100).describe('files in one upload'),
  RIHLA_MAX_PAGES: number(1, 1_000_000, 5_000).describe('pages read of one document; more make it partial'),
  RIHLA_MAX_TEXT_CHARACTERS: number(1, 1_000_000_000, 20_000_000).describe(
    'characters read of one document; more make it partial',
  ),
  RIHLA_PARSE_TIMEOUT_SECONDS: number(1, 86_400, 120).describe('seconds that parsing one document may take'),
  RIHLA_PARSE_STALL_SECONDS: number(1, 86_400, 30).describe('seconds that parsing may go without finishing a page'),
  RIHLA_PARSE_MEMORY_BYTES: number(64 * mebibyte, 64 * 1024 * mebibyte, 1024 * mebibyte).describe(
    'resident bytes of one parser process',
  ),
  RIHLA_PARSE_PROCESSES: number(1, 256, Math.max(1, availableParallelism() - 1)).meta({
    description: 'parser processes at once',
    standard: 'cores less one',
  }),
  RIHLA_PARSE_RECYCLE_DOCUMENTS: number(1, 100_000, 200).describe('documents after which a parser process is replaced'),
  RIHLA_RECOGNISE: choice(['on', 'off'], 'on').describe('whether pages without text are read from their images'),
  RIHLA_RECOGNISE_TIMEOUT_SECONDS: number(1, 86_400, 1800).describe(
    'seconds that recognition of one document may take',
  ),
  RIHLA_RECOGNISE_STALL_SECONDS: number(1, 86_400, 120).describe('seconds that recognition may take over one page'),
  RIHLA_RECOGNISE_MEMORY_BYTES: number(64 * mebibyte, 64 * 1024 * mebibyte, 1536 * mebibyte).describe(
    'resident bytes of one process of recognition',
  ),
  RIHLA_RECOGNISE_PROCESSES: number(1, 256, 1).describe('processes of recognition at once'),
  RIHLA_STAGE_ATTEMPTS: number(1, 100, 4).describe('attempts at a stage before its document is parked'),
  RIHLA_STAGE_BACKOFF_SECONDS: number(0, 3600, 1).describe(
    'seconds before the second attempt; doubled before each later one',
  ),
  RIHLA_STAGE_TIMEOUT_SECONDS: number(1, 86_400, 300).describe('seconds that one attempt at a stage may take'),
  RIHLA_STOP_GRACE_SECONDS: number(0, 3600, 20).describe('seconds that running jobs have to finish at a stop'),
  RIHLA_STALLED_SECONDS: number(1, 86_400, 60).describe(
    'seconds that a free worker may take no job while some wait; then it is opened anew, and in the end started again',
  ),
  RIHLA_HEALTH_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('file that is written anew every few seconds while the process is alive and its workers take jobs'),
  RIHLA_METRICS_PORT: z
    .string()
    .transform(whole)
    .pipe(z.int('a whole number from 0 to 65535').min(0).max(65535))
    .optional()
    .describe(
      'port on which this process tells /metrics, /healthz and /readyz; 0 takes a free one, none tells nothing',
    ),
  RIHLA_METRICS_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address of RIHLA_METRICS_PORT; off loopback a token is needed'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('collector of OpenTelemetry that traces are sent to, over HTTP'),
  RIHLA_SWEEP_SECONDS: number(1, 86_400, 60).describe(
    'seconds between two looks for documents that wait while no queue holds them',
  ),
  RIHLA_MAX_SEARCH_RESULTS: number(1, 1000, 100).describe('documents in one page of search results'),
  RIHLA_MAX_QUERY_CHARACTERS: number(1, 100_000, 2_000).describe('characters of a search query'),
  RIHLA_MAX_EVENT_READERS: number(1, 10_000, 100).describe('readers that follow GET /events at once'),
  RIHLA_FEED_DOCUMENTS: number(1, 100_000, 2_000).describe(
    'newest documents in which a feed of a search looks for what is new',
  ),
  RIHLA_REMEMBERED_PAGES: number(0, 100_000, 500).describe(
    'pages of documents kept in memory for a minute, about 150 kB each, for whoever turns pages',
  ),
  RIHLA_MAX_SEARCHES: number(0, 10_000, 100).describe('saved searches'),
  RIHLA_WEBHOOK_PRIVATE: choice(['off', 'on'], 'off').describe(
    'whether webhooks may lead to private, loopback and link-local addresses',
  ),
  RIHLA_WEBHOOK_TIMEOUT_SECONDS: number(1, 300, 10).describe('seconds that one attempt to tell a webhook may take'),
  RIHLA_WEBHOOK_ATTEMPTS: number(1, 100, 10).describe('attempts to tell a webhook'),
  RIHLA_WEBHOOK_BACKOFF_SECONDS: number(0, 3600, 10).describe(
    'seconds before the second attempt to tell a webhook; doubled before each later one, up to an hour',
  ),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('Redis server that keeps the queues (redis://… or rediss://…); without it they are kept in RIHLA_DATA'),
  REDIS_PREFIX: prefix.describe('how the keys in Redis begin; archives that share a server have each their own'),
  ELASTICSEARCH_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Elasticsearch server that keeps the index; without it it is kept in RIHLA_DATA'),
  ELASTICSEARCH_API_KEY: z.string().min(1).optional().describe('key for Elasticsearch; goes before user and password'),
  ELASTICSEARCH_USERNAME: z.string().min(1).optional().describe('user of Elasticsearch; goes with a password'),
  ELASTICSEARCH_PASSWORD: z.string().min(1).optional().describe('password of that user'),
  ELASTICSEARCH_CA_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('file with the certificate of the authority that signed the one of Elasticsearch'),
  ELASTICSEARCH_PREFIX: prefix.describe(
    'how the names of our indices begin; archives that share a server differ in it',
  ),
  ELASTICSEARCH_REPLICAS: number(0, 10, 0).describe('copies of each index on other nodes; set when an index is made'),
  ELASTICSEARCH_REFRESH_SECONDS: number(1, 3600, 1).describe(
    'seconds until Elasticsearch shows changes of its own accord; documents that are done are found at once; set when an index is made',
  ),
}

const Settings = z.object(settings)
export type Config = z.infer<typeof Settings>

/** The settings that the environment gives a value; every other one has its default. */
export function givenSettings(environment: Environment = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.keys(settings).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  )
}

/** Reads the settings once; throws one error that names every fault and how to mend it. */
export function readConfig(environment: Environment = process.env): Config {
  const given = givenSettings(environment)
  const result = Settings.safeParse(given)
  const faults = [
    ...unknownSettings(environment),
    ...(result.error?.issues ?? []).map((issue) => wrongSetting(String(issue.path[0]), issue.message, given)),
    ...openToOthers(given),
    ...halfCredentials(given),
  ]
  if (!result.success || faults.length > 0) throw new RihlaError('settings-invalid', faults.join('\n'))
  return result.data
}

type Environment = Record<string, string | undefined>

/** Of names that other programs may use as well, only those that look like a slip of one of ours. */
function unknownSettings(environment: Environment): string[] {
  const known = Object.keys(settings)
  return Object.keys(environment).flatMap((name) => {
    if (known.includes(name) || !/^(?:RIHLA|REDIS|ELASTICSEARCH)_/.test(name)) return []
    const near = nearest(name, known)
    if (near === undefined && !name.startsWith('RIHLA_')) return []
    return [`${name} is no setting${near === undefined ? '' : `: did you mean ${near}?`}`]
  })
}

function wrongSetting(name: string, message: string, given: Record<string, string>): string {
  const value = shownValue(name, given[name] ?? '')
  const meaning = Object.entries(settings).find(([known]) => known === name)?.[1].description
  return `${name} is ${JSON.stringify(value)}: ${message} (${meaning})`
}

/** Looks at the settings one by one, so that a fault of another hides nothing. */
function openToOthers({ RIHLA_TOKEN: token, RIHLA_TOKENS: tokens, ...given }: Record<string, string>): string[] {
  if (token !== undefined || tokens !== undefined) return []
  return (['RIHLA_HOST', 'RIHLA_METRICS_HOST'] as const)
    .filter((name) => !isLoopback(given[name] ?? '127.0.0.1'))
    .map(
      (name) =>
        `RIHLA_TOKEN is not set, nor RIHLA_TOKENS, while others can reach ${name} ${given[name]}: set one, or listen on 127.0.0.1`,
    )
}

function halfCredentials(given: Record<string, string>): string[] {
  if ('ELASTICSEARCH_USERNAME' in given === 'ELASTICSEARCH_PASSWORD' in given) return []
  return ['ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD go together: set both, or neither']
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const near = known.map((other) => ({ other, distance: distanceWithin(name, other, 2) }))
  const [best] = near.filter(({ distance }) => distance <= 2).toSorted((one, two) => one.distance - two.distance)
  return best?.other ?? known.find((other) => other.startsWith(`${name}_`) || name.startsWith(`${other}_`))
}
