/** A quoted or bare value: filename="a \"b\".pdf", filename=a.pdf */
const plainName = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^";\s]+))/i
/** A value with its character set, after RFC 8187: filename*=UTF-8''na%C3%AFve.pdf */
const extendedName = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i

/** The file name that a Content-Disposition header gives; it is data, and may hold anything. */
export function fileNameIn(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 4000) return undefined
  return decoded(extendedName.exec(header)?.[1]) ?? plainFileName(header)
}

/** A Content-Disposition that makes a browser save the body under this name, whatever the name holds. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\u0020-\u007E]|["\\%]/g, '_')
  const extended = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`
}

function plainFileName(header: string): string | undefined {
  const found = plainName.exec(header)
  const name = found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2]
  return name === undefined ? undefined : fromHeaderBytes(name)
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Node reads headers as Latin-1, while most programs write their names as UTF-8. */
function fromHeaderBytes(name: string): string {
  const bytes = Buffer.from(name, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return name
  }
}
