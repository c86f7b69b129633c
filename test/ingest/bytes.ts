/** The parts as a stream of bytes. */
export async function* bytesOf(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

/** Bytes that are taken for a PDF; different for every text. */
export const pdfOf = (text: string): string => `%PDF-1.7\n${text}\n%%EOF\n`
