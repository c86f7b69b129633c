/** One JSON text a line, made as it is asked for. A line separator of JavaScript's is written as an escape. */
export async function* jsonLinesOf(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const item of items)
    yield `${JSON.stringify(item)
      .replaceAll('\u2028', String.raw`\u2028`)
      .replaceAll('\u2029', String.raw`\u2029`)}\n`
}
