import { expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { resolveAnnotation } from '../../src/registers/annotation.ts'
import { startServer } from './kit.ts'
import { indexedDocument } from './register-kit.ts'

const text = `# Work at sea

Peru and Chile agreed in 2014.

In 2014, there were 8,600 seafarers from Peru. Peru ratified the Maritime Labour Convention, 2006.`

async function start(source = text, name = 'sea.pdf') {
  const server = await startServer()
  const made = await indexedDocument(server.store, { name, text: source })
  return { ...server, ...made, client: createClient({ url: server.url }) }
}

test('a page tells its text, what was found on it, and how to cite it', async () => {
  const { client, documentId, parsed, extracted } = await start()
  const page = await client.page(documentId, 1)
  expect(page).toMatchObject({ documentId, number: 1, pageCount: 1 })
  expect(page.paragraphs.map((paragraph) => paragraph.text)).toEqual(
    parsed.paragraphs.map(({ start: from, end }) => parsed.text.slice(from, end)),
  )
  for (const paragraph of page.paragraphs)
    expect(parsed.text.slice(paragraph.start, paragraph.end)).toBe(paragraph.text)
  expect(page.mentions).toEqual(extracted.mentions)
  expect(page.citation.text).toContain(`/documents/${documentId}/file#page=1`)
})

test('an annotation names the place by words, offsets and page, and is found after another reading', async () => {
  const { client, documentId, parsed, extracted, url } = await start()
  const mention = extracted.mentions.findLast(({ quote }) => quote === 'Peru')!
  const annotation = await client.annotation(documentId, { start: mention.start, end: mention.end })
  expect(annotation).toMatchObject({
    body: [{ value: 'country:PER' }],
    target: {
      source: `${url.replace(/\/$/, '')}/documents/${documentId}/file`,
      selector: [
        { type: 'TextQuoteSelector', exact: 'Peru' },
        { type: 'TextPositionSelector', start: mention.start, end: mention.end },
        { type: 'FragmentSelector', value: 'page=1' },
      ],
    },
  })
  expect(resolveAnnotation(parsed, annotation)).toMatchObject({ start: mention.start, quote: 'Peru' })
  const again = text
    .replace('# Work', '# A new first line on Peru\n\nPeru, Peru, Peru.\n\n# Work')
    .replace('seafarers from', 'seafarers\nfrom')
  const other = parseText({ documentId, text: again })
  const found = resolveAnnotation(other, annotation)!
  expect(other.text.slice(found.start, found.start + 13)).toBe('Peru ratified')
  expect(resolveAnnotation(parseText({ documentId, text: 'Nothing of it.' }), annotation)).toBeUndefined()
})

test('a citation has what the document tells and no more', async () => {
  const { client, documentId } = await start()
  const { text: line, bibtex, csl } = await client.citation(documentId, { page: 1 })
  expect(line).toMatch(/Work at sea\. .*p\. 1\. http:/)
  expect(bibtex).toMatch(/^@techreport\{rihla-[0-9a-f]{12},\n {2}title = \{.*Work at sea\}/)
  expect(csl).toMatchObject({ type: 'report', page: '1', URL: expect.stringContaining('#page=1') })
})

test('hostile names stay words in every form of a citation', async () => {
  const { client, documentId, ask } = await start('# }\\input{/etc/passwd}<script>"=1\n\nOn Peru.', '../../x\r\n.pdf')
  const response = await ask(`/documents/${documentId}/citation`)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const { bibtex, text: line } = await client.citation(documentId)
  expect(bibtex).not.toMatch(/[^\\]\\input|^\}.*passwd/m)
  expect(bibtex.split('\n').filter((part) => part.startsWith('}'))).toEqual(['}'])
  expect(bibtex).toContain(String.raw`\}\textbackslash{}input\{`)
  expect(line).not.toMatch(/[\r\n]/)
})

test.for([
  ['a page behind the last', 'pages/2', 404, 'page-unknown'],
  ['page nought', 'pages/0', 400, 'request-invalid'],
  ['a page that is no number', 'pages/..%2F1', 400, 'request-invalid'],
  ['a place behind the text', 'annotation?start=0&end=99999999', 400, 'request-invalid'],
  ['a place as far as numbers go', `annotation?start=0&end=${Number.MAX_SAFE_INTEGER}`, 400, 'request-invalid'],
  ['a place that ends before it begins', 'annotation?start=5&end=2', 400, 'request-invalid'],
  ['no place', 'annotation', 400, 'request-invalid'],
  ['a citation of a page behind the last', 'citation?page=7', 404, 'page-unknown'],
] as const)('%s is refused by name', async ([, path, status, code]) => {
  const { json, documentId } = await start()
  expect(await json(`/documents/${documentId}/${path}`)).toMatchObject({ status, body: { code } })
})
