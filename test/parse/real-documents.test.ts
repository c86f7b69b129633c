import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFParse } from 'pdf-parse'
import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { sharedFolder } from '../shared.ts'
import { anyId } from './pool-limits.ts'

/** What is true of these documents, by looking at their pages: the title printed on them, the language, their numbered notes. */
const documents = [
  {
    file: 'armenia-2018-methodology',
    title: /^Աշխատանքի վիճակագրության տվյալների աղբյուրները/,
    language: 'hy',
    notes: 0,
    date: '2018',
  },
  {
    file: 'iachr-resolution-es',
    title: /^RESOLUCIÓN DE LA CORTE INTERAMERICANA DE DERECHOS HUMANOS/,
    language: 'es',
    notes: 39,
    date: '2012-06-26',
  },
  { file: 'ilo-kilm3', title: /^KILM 3\. Status in employment$/, language: 'en', notes: 6 },
  {
    file: 'niamey-stateco-fr',
    title: /^L’emploi, le chômage et les conditions d’activité, Enquête 1-2-3 phase 1$/,
    language: 'fr',
    notes: 1,
    date: '2005',
  },
  {
    file: 'nigeria-labour-force',
    title: /^On the Compilation of Labour Force Statistics for Nigeria$/,
    language: 'en',
    notes: 1,
    date: '2015-06',
  },
  { file: 'udhr-en', title: /^Universal Declaration of Human Rights$/, language: 'en', notes: 0 },
  { file: 'udhr-es', title: /^Declaración Universal de Derechos Humanos$/, language: 'es', notes: 0 },
  {
    file: 'un-a-hrc-43-12',
    title: /^Report of the Working Group on the Universal Periodic Review$/,
    language: 'en',
    notes: 1,
    date: '2019-12-27',
  },
  {
    file: 'wider-wp2020-167',
    title: /Evolution of wage inequality in India/,
    language: 'en',
    notes: 23,
    date: '2020-12',
  },
]

test.skipIf(!sharedFolder).for(documents)(
  '$file: title, language, date and notes are right, and no word is lost',
  async (truth) => {
    const bytes = () => new Uint8Array(readFileSync(join(sharedFolder ?? '', 'pdf/real', `${truth.file}.pdf`)))
    const parsed = await parsePdf({ documentId: anyId, bytes: bytes(), limits: standardLimits })
    expect(parsed.metadata.title).toMatch(truth.title)
    expect(parsed.metadata.language).toBe(truth.language)
    if (truth.date) expect(parsed.metadata).toMatchObject({ date: truth.date, dateSource: 'text' })
    const parser = new PDFParse({ data: bytes() })
    const { pages } = await parser.getText({ pageJoiner: '' })
    await parser.destroy()
    const ours = [
      parsed.text,
      ...parsed.furniture.map(({ text }) => text),
      ...parsed.references.map(({ mark }) => mark),
      ...parsed.paragraphs.map(({ mark }) => mark ?? ''),
    ].join('\n')
    const { kept, lost } = wordsKept(pages.map(({ text }) => text).join('\n'), ours)
    expect(kept, `lost: ${lost.slice(0, 40).join(' ')}`).toBeGreaterThanOrEqual(0.998)
    const numbered = parsed.paragraphs.filter(({ kind, mark }) => kind === 'note' && /^\d+$/.test(mark ?? ''))
    expect(numbered).toHaveLength(truth.notes)
  },
)

/** The share of their letters and digits that stand in ours too, word by word; hyphens and note marks glue words in theirs. */
function wordsKept(theirs: string, ours: string): { kept: number; lost: string[] } {
  const counts = new Map<string, number>()
  for (const word of wordsOf(ours)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const whole = wordsOf(ours).join('')
  const all = wordsOf(theirs)
  const lost = all.filter((word) => {
    const left = counts.get(word) ?? 0
    counts.set(word, left - 1)
    const bare = word.replace(/\d{1,3}$/, '').replace(/^\d{1,3}/, '')
    return left <= 0 && !(bare.length > 0 && whole.includes(bare))
  })
  return { kept: 1 - lost.length / all.length, lost }
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-\u00ad\u2010]\s*\n\s*/g, '')
    .replace(/[-\u00ad\u2010]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []
