import { describe, expect, test } from 'vitest'
import type { Correction, CorrectionRequest, CorrectionTarget } from '../../src/contracts/corrections.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { applyCorrections } from '../../src/registers/apply-corrections.ts'
import { makeCorrection } from '../../src/registers/make-correction.ts'
import { toRegisterRows } from '../../src/registers/rows.ts'
import { readDocument } from './rows-kit.ts'

const text = `# Crossings

Jordan grew up in Nepal. Jordan, the country, and Nepal agreed in 2012.

In 2012, there were 44,000 domestic workers in Jordan.

The Open Doors project (OPENDOOR), 2010-2013, funded by the Swiss Agency for Development and Cooperation (SDC), works in Nepal.`

type Asked = Partial<CorrectionRequest> & Pick<CorrectionRequest, 'action'>

/** Corrections of a document, each of the `nth` value of this kind and quote, made one after the other. */
function corrected(
  asked: { kind: CorrectionTarget['kind']; quote?: string; nth?: number; change: Asked }[],
  source = text,
) {
  const read = readDocument('corrected', source)
  const corrections: Correction[] = []
  for (const { kind, quote, nth = 0, change } of asked) {
    const { mentions, projects } = read.extracted
    const values =
      kind === 'project'
        ? projects.map(({ places }) => places[0]!.evidence)
        : mentions.filter((mention) => mention.kind === kind && (quote === undefined || mention.quote === quote))
    const { start, end, quote: words } = values[nth]!
    const target: CorrectionTarget = { kind, start, end, quote: words }
    const at = '2026-02-01T00:00:00.000Z'
    const correctionId = `c${corrections.length}`
    const request: CorrectionRequest = { target, who: 'Asha', ...change }
    const made = makeCorrection({ ...read, request, corrections, correctionId, at })
    if ('fault' in made) throw new Error(made.fault)
    corrections.push(made.correction)
  }
  return { ...read, corrections, ...applyCorrections({ ...read, corrections }) }
}

const countriesOf = ({ corrected: { mentions } }: ReturnType<typeof applyCorrections>) =>
  mentions.flatMap((mention) => (mention.kind === 'country' ? [mention.country] : []))

describe('a correction', () => {
  test('rejects one mention and leaves the same words elsewhere', () => {
    const before = countriesOf({ ...applyCorrections({ ...readDocument('corrected', text), corrections: [] }) })
    const after = corrected([{ kind: 'country', quote: 'Jordan', change: { action: 'reject' } }])
    expect(countriesOf(after)).toHaveLength(before.length - 1)
    const [jordan] = after.corrected.mentions.filter((mention) => mention.quote === 'Jordan')
    expect(jordan!.start).toBeGreaterThan(after.extracted.mentions.find(({ quote }) => quote === 'Jordan')!.start)
  })

  test('edits the value, keeps its evidence, and marks its row', () => {
    const after = corrected([
      { kind: 'figure', quote: '44,000', change: { action: 'edit', fields: { value: 440_000, unit: 'care workers' } } },
    ])
    const rows = toRegisterRows({ ...after, extracted: after.corrected, marks: after.marks })
    expect(rows.find(({ quote }) => quote === '44,000')).toMatchObject({
      low: 440_000,
      unit: 'care workers',
      correction: { action: 'edit', who: 'Asha', correctionId: 'c0' },
    })
    expect(after.extracted.mentions.find(({ quote }) => quote === '44,000')).toMatchObject({ value: 44_000 })
  })

  test('edits a project: years, donors and what it has no more', () => {
    const fields = { period: { from: 2011, to: 2015 }, donors: ['SDC', 'Norway'], acronym: null }
    const [project] = corrected([{ kind: 'project', change: { action: 'edit', fields } }]).corrected.projects
    expect(project).toMatchObject({ period: { from: 2011, to: 2015 }, donors: [{ name: 'SDC' }, { name: 'Norway' }] })
    expect(project).not.toHaveProperty('acronym')
  })

  test('counts a value to another entry, or to one of its own', () => {
    const keyAfter = (change: Asked) => {
      const after = corrected([{ kind: 'project', change }])
      return toRegisterRows({ ...after, extracted: after.corrected, marks: after.marks }).find(
        ({ register }) => register === 'projects',
      )!.key
    }
    const own = keyAfter({ action: 'accept' })
    expect(keyAfter({ action: 'merge', into: 'doors-wide-open' })).toBe('doors-wide-open')
    expect(keyAfter({ action: 'split' })).toMatch(new RegExp(`^${own}~[0-9a-f]{8}$`))
  })

  test('is taken back by an undo, and the undo by another', () => {
    const reject = { kind: 'country' as const, quote: 'Jordan', change: { action: 'reject' } as const }
    const undo = (undoes: string) => ({ ...reject, change: { action: 'undo' as const, undoes } })
    const once = corrected([reject, undo('c0')])
    expect(countriesOf(once)).toEqual(countriesOf(corrected([undoable])))
    expect(once.statuses.get('c0')).toBe('undone')
    expect(countriesOf(corrected([reject, undo('c0'), undo('c1')]))).toEqual(countriesOf(corrected([reject])))
  })

  test('gives way to a later one of the same value', () => {
    const after = corrected([
      { kind: 'country', quote: 'Jordan', change: { action: 'reject' } },
      { kind: 'country', quote: 'Jordan', change: { action: 'accept' } },
    ])
    expect([...after.statuses.values()]).toEqual(['replaced', 'applied'])
    expect(countriesOf(after).filter((country) => country === 'JOR')).toHaveLength(3)
  })
})

const undoable = { kind: 'country' as const, quote: 'Nepal', change: { action: 'accept' as const } }

describe('after the document was read anew', () => {
  const again = (source: string, corrections: Correction[]) => {
    const parsed = parseText({ documentId: corrections[0]!.documentId, text: source })
    return { parsed, ...applyCorrections({ parsed, extracted: extractDocument(parsed), corrections }) }
  }
  const moved = text
    .replace('# Crossings', '# Crossings, read better\n\nA paragraph that was missed before, on Jordan and Nepal.')
    .replace('Jordan grew up', 'Jordan\ngrew up')

  test('a rejection finds its words where they now stand', () => {
    const { corrections } = corrected([{ kind: 'country', quote: 'Jordan', change: { action: 'reject' } }])
    const after = again(moved, corrections)
    const left = after.corrected.mentions.filter(({ kind, quote }) => kind === 'country' && quote === 'Jordan')
    expect(left.map(({ start }) => after.parsed.text.slice(start, start + 12))).toEqual([
      'Jordan and N',
      'Jordan, the ',
      'Jordan.\n\nThe',
    ])
  })

  test('an edit stays although no rule finds the value any more', () => {
    const { corrections } = corrected([
      { kind: 'figure', quote: '44,000', change: { action: 'edit', fields: { value: 45_000 } } },
    ])
    const parsed = parseText({ documentId: corrections[0]!.documentId, text: moved })
    const nothing = { ...extractDocument(parsed), mentions: [], projects: [] }
    const { corrected: after, statuses } = applyCorrections({ parsed, extracted: nothing, corrections })
    expect(after.mentions).toMatchObject([{ kind: 'figure', value: 45_000, quote: '44,000' }])
    for (const { start, end, quote } of after.mentions) expect(parsed.text.slice(start, end)).toBe(quote)
    expect(statuses.get('c0')).toBe('applied')
  })

  test('a correction of words that are gone says so and changes nothing', () => {
    const { corrections } = corrected([{ kind: 'figure', quote: '44,000', change: { action: 'reject' } }])
    const other = '# Crossings\n\nIn 2013, there were 45,000 domestic workers in Jordan.'
    const after = again(other, corrections)
    expect(after.statuses.get('c0')).toBe('unplaced')
    expect(after.corrected.mentions.map(({ quote }) => quote)).toContain('45,000')
  })
})

test.for<[string, Asked, RegExp]>([
  ['fields that the kind has not', { action: 'edit', fields: { acronym: 'X' } }, /do not fit/],
  ['a country that is no code', { action: 'edit', fields: { donors: ['SDC'] } }, /do not fit/],
  ['an edit of nothing', { action: 'edit' }, /an edit needs/],
  ['a merge into nothing', { action: 'merge' }, /a merge needs/],
  ['an undo of nothing', { action: 'undo', undoes: 'c9' }, /no such correction/],
])('%s are refused', ([, change, message]) => {
  expect(() => corrected([{ kind: 'country', quote: 'Jordan', change }])).toThrow(message)
})
