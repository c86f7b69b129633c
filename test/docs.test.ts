import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')
const lines = readFileSync(join(root, 'docs', 'what-happens-if.md'), 'utf8').split('\n')
/** "| if | then | `test/file.ts`: title |" */
const rows = lines.filter((line) => line.startsWith('| ') && !/^\| (?:if|---) /.test(line))

const Node = z.looseObject({ type: z.string() })
type Node = z.infer<typeof Node>
const Quasis = z.array(z.object({ value: z.object({ cooked: z.string() }) }))

/** The titles of all tests of a file that are run, as its source has them; `…` stands for what is put in. */
function titlesIn(file: string): Set<string> {
  const titles = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    const { success, data: node } = Node.safeParse(value)
    if (!success) return
    const title = titleOf(node)
    if (title !== undefined) titles.add(title)
    Object.values(node).forEach(visit)
  }
  visit(parseAst(readFileSync(join(root, file), 'utf8'), { lang: 'ts' }))
  return titles
}

/** Of `test('title', …)` and `test.for(…)('title', …)`, and of no test that is skipped whatever there is. */
function titleOf(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined
  const { success, data } = z.object({ callee: Node, arguments: z.array(Node) }).safeParse(node)
  if (!success || !isTest(data.callee)) return undefined
  const [first] = data.arguments
  if (first?.type === 'Literal' && typeof first['value'] === 'string') return first['value']
  if (first?.type !== 'TemplateLiteral') return undefined
  return Quasis.parse(first['quasis'])
    .map(({ value }) => value.cooked)
    .join('…')
}

function isTest(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee['name'] === 'test'
  const inner = Node.safeParse(callee.type === 'MemberExpression' ? callee['object'] : callee['callee'])
  const property = z.object({ property: z.object({ name: z.string() }) }).safeParse(callee)
  if (property.success && ['skip', 'todo', 'fails'].includes(property.data.property.name)) return false
  return inner.success && isTest(inner.data)
}

test('the page says enough, and every line of it names a test', () => {
  expect(rows.length).toBeGreaterThan(40)
  for (const row of rows) expect(row).toMatch(/^\| [^|]+ \| [^|]+ \| `test\/[\w./-]+`: .+ \|$/)
})

test.for(rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''))))(
  'what happens if %s is shown by a test that is there',
  ([, , named = '']) => {
    const [, file = '', title = ''] = /^`(test\/[\w./-]+)`: (.+)$/.exec(named) ?? []
    expect([...titlesIn(file)]).toContain(title)
  },
)

test('a title that is only mentioned, or of a test that is skipped, counts for nothing', () => {
  expect(titlesIn('test/docs.test.ts')).not.toContain('what nobody runs')
  expect(isTest({ type: 'Identifier', name: 'describe' })).toBe(false)
  const skipped = { type: 'MemberExpression', object: { type: 'Identifier', name: 'test' }, property: { name: 'skip' } }
  expect(isTest(skipped)).toBe(false)
})
