import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outdatedFrom } from '../../src/contracts/reading.ts'
import { type DocumentSummary, outcomeOf } from '../../src/contracts/stored-document.ts'
import { makeTallies } from '../../src/ingest/tallies.ts'

const reading = { parserVersion: 'p2', rulesVersion: 'r2' }

const summaries = fc
  .record({
    digit: fc.constantFrom(...'0123456789abcdef'.split('')),
    second: fc.integer({ min: 0, max: 9 }),
    state: fc.constantFrom('stored', 'parsed', 'extracted', 'indexed', 'parked', 'dismissed' as const),
    parserVersion: fc.constantFrom('p1', 'p2'),
    rulesVersion: fc.constantFrom('r1', 'r2'),
    incomplete: fc.array(fc.constantFrom('page-limit', 'damaged' as const), { maxLength: 3 }),
    code: fc.constantFrom('pdf-damaged', 'stage-failed'),
  })
  .map(({ digit, second, incomplete, code, ...fields }): DocumentSummary => {
    const at = `2026-01-01T00:00:0${second}.000Z`
    const record = {
      schema: 1 as const,
      documentId: digit.repeat(64),
      sizeBytes: second + 1,
      mediaType: 'application/pdf',
      receivedAt: at,
      stateAt: at,
      generation: 0,
      ...fields,
      incomplete: incomplete.map((one) => ({ code: one, message: 'it is missing' })),
      ...(fields.state === 'parked' && {
        failure: { code, message: 'it failed', stage: 'parse' as const, attempts: 1, at },
      }),
    }
    return { ...record, names: ['one.pdf'], outcome: outcomeOf(record) }
  })

test('counts that follow every change are those that counting all would give', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(summaries, fc.boolean()), { maxLength: 60 }), (changes) => {
      const held = new Map<string, DocumentSummary>()
      const tallies = makeTallies()
      for (const [summary, comes] of changes) {
        tallies.replace(held.get(summary.documentId), comes ? summary : undefined)
        if (comes) held.set(summary.documentId, summary)
        else held.delete(summary.documentId)
      }
      const all = [...held.values()]
      const { total, originalsBytes, byOutcome, byCode, byLoss } = tallies.counts()
      const having = (test: (one: DocumentSummary) => boolean) => all.filter(test).length
      expect(total).toBe(all.length)
      expect(originalsBytes).toBe(all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))
      for (const [outcome, count] of Object.entries(byOutcome))
        expect(count).toBe(having((one) => one.outcome === outcome))
      for (const code of ['pdf-damaged', 'stage-failed'])
        expect(byCode[code] ?? 0).toBe(having((one) => one.outcome === 'parked' && one.failure?.code === code))
      for (const code of ['page-limit', 'damaged'] as const)
        expect(byLoss[code] ?? 0).toBe(
          having((one) => one.outcome === 'partial' && one.incomplete.some((loss) => loss.code === code)),
        )
      expect(tallies.countOutdated(reading)).toBe(having((one) => outdatedFrom(one, reading) !== undefined))
      const working = all
        .filter(({ outcome }) => outcome === 'working')
        .map(({ receivedAt, documentId }) => `${receivedAt} ${documentId}`)
      expect(tallies.oldestWorking()?.documentId).toBe(working.toSorted()[0]?.slice(-64))
    }),
  )
})
