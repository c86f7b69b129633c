/**
 * One JSON text a line, made as it is asked for. What JavaScript takes for the end of a line, and what a terminal would
 * obey, is written as an escape.
 */
export async function* jsonLinesOf(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item).replaceAll(/[\u007F-\u009F\u2028\u2029]/g, escaped)}\n`
}

const escaped = (sign: string): string => String.raw`\u` + sign.charCodeAt(0).toString(16).padStart(4, '0')
