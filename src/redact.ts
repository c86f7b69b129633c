const censor = '[secret]'

/** A short one would stand in every other word. */
const shortestSecret = 4

/** Values of fields and headers with such names, as JSON has them. */
const secretFields = /"([^"]*(?:authorization|cookie|password|token|api[_-]?key|secret|csrf)[^"]*)":"(?:[^"\\]|\\.)*"/gi
/** "redis://user:password@host". */
const secretsInAddresses = /([a-z][a-z0-9+.-]*:\/\/)[^\s/:@"\\]*:[^\s/@"\\]*@/gi
/** As they stand in an Authorization header; no word of a title is so long. */
const secretsInHeaders = /\b(Bearer|ApiKey) +[\w.~+/-]{16,}=*/g

/**
 * Takes secrets out of a line of the log: those given, in whatever way they are written, and whatever looks like one by
 * where it stands. The whole line is looked through: an error brings along what nobody thought of.
 */
export function redactor(secrets: readonly string[]): (line: string) => string {
  const forms = secrets.filter((secret) => secret.length >= shortestSecret).flatMap(waysOfWriting)
  // longest first: a secret may be part of another
  const known = [...new Set(forms)].toSorted((one, other) => other.length - one.length).map(escaped)
  const pattern = known.length > 0 ? new RegExp(known.join('|'), 'g') : undefined
  return (line) => {
    const without = pattern ? line.replaceAll(pattern, censor) : line
    return without
      .replaceAll(secretFields, `"$1":"${censor}"`)
      .replaceAll(secretsInAddresses, `$1${censor}@`)
      .replaceAll(secretsInHeaders, `$1 ${censor}`)
  }
}

function waysOfWriting(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), encodeURI(secret)]
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
