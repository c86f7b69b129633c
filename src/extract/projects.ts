import type { Mention, ProjectRecord } from '../contracts/extracted-document.ts'
import type { Span } from '../contracts/position.ts'
import { type ExtractionInput, indexBefore, spanAt } from './extraction-input.ts'
import { readFunding } from './projects/cues.ts'
import type { ProjectDraft } from './projects/draft.ts'
import { mergeRecords } from './projects/merge.ts'
import { type ProjectReading, readingOf, within } from './projects/reading.ts'
import { withReferences } from './projects/references.ts'
import { recordOf } from './projects/record.ts'
import { profileOf } from './projects/sameness.ts'
import type { ProjectRule } from './rule.ts'
import { blockRule } from './rules/projects-blocks.ts'
import {
  announcedNameRule,
  bracketedNameRule,
  followedNameRule,
  leadingTitleRule,
  listedNamesRule,
  namedProjectRule,
  openingNounRule,
  paidNameRule,
  quotedTitleRule,
  shortNameRule,
} from './rules/projects-prose.ts'
import { evaluationRule, listItemRule } from './rules/projects-lists.ts'
import { sheetRule, tableRowRule } from './rules/projects-tables.ts'

/** The rules, strongest first: where two see one title at the same place, the first one's reading stands. */
export const projectRules: readonly ProjectRule<ProjectReading, ProjectDraft>[] = [
  tableRowRule,
  blockRule,
  sheetRule,
  listItemRule,
  evaluationRule,
  quotedTitleRule,
  shortNameRule,
  openingNounRule,
  leadingTitleRule,
  namedProjectRule,
  announcedNameRule,
  bracketedNameRule,
  listedNamesRule,
  followedNameRule,
  paidNameRule,
]

/**
 * Every technical-cooperation project that the document names by a title: one record each, with all its places. Countries,
 * regions, money and organisations are those that `mentions` holds.
 */
export function findProjects(input: ExtractionInput, mentions: readonly Mention[]): ProjectRecord[] {
  const reading = readingOf(input, mentions)
  const entries = draftsOf(reading).map((draft) => {
    const record = recordOf(reading, draft, (span) => input.evidence(span))
    const titlePlaces = [
      ...within(reading.countries, draft.title).map(({ country }) => country),
      ...within(reading.regions, draft.title).map(({ region }) => region),
    ]
    const block =
      draft.role !== 'note' && draft.block.end - draft.block.start > 0 && draft.mention !== true && isBlock(draft)
    return {
      profile: profileOf(record, { language: input.language, titlePlaces, block }),
      mention: draft.mention === true,
    }
  })
  return withReferences(reading, mergeRecords(entries), (span) => input.evidence(span))
}

/** Rules that read prose find names; the others find blocks. */
const isBlock = (draft: ProjectDraft): boolean => !draft.rule.startsWith('project/prose-')

/** The drafts of all rules; of those that see one title at the same place the first stands. */
export function draftsOf(reading: ProjectReading): ProjectDraft[] {
  const taken: ProjectDraft[] = []
  for (const rule of projectRules) {
    const titles = taken.map(({ title }) => title).sort(byStart)
    const blocks = taken
      .filter(isBlock)
      .map(({ block }) => block)
      .sort(byStart)
    for (const draft of rule.find(reading)) {
      if (touches(titles, draft.title)) continue
      // Labels inside a block are that block's, whatever title a sheet would give them.
      if (draft.rule === 'project/labelled-sheet' && isOfBlocks(draft, blocks)) continue
      // What a project's own block calls by a name is that project, a part of it or another in passing.
      const inside =
        !isBlock(draft) && !draft.opens && spanAt(blocks, draft.title.start) && !isToldOf(reading, draft.title)
      taken.push(inside ? { ...draft, mention: true } : draft)
    }
  }
  return withoutOverlap(
    taken.sort((one, other) => one.block.start - other.block.start || one.title.start - other.title.start),
  )
}

function isOfBlocks({ fields }: ProjectDraft, blocks: readonly Span[]): boolean {
  const inside = fields.filter(({ value }) => spanAt(blocks, value.start))
  return inside.length > 0 && (inside[0] === fields[0] || inside.length * 2 >= fields.length)
}

/** "…, financed by Norway with NOK 3 million": who pays for it and how much right behind a name are of no other project. */
function isToldOf(reading: ProjectReading, { end }: Span): boolean {
  const sentence = reading.sentences[indexBefore(reading.sentences, end)]
  const behind = sentence && { start: end, end: Math.min(sentence.end, end + 240) }
  if (
    !behind ||
    !/^,\s(?:(?:co-?)?(?:funded|financed)|(?:co)?financ(?:é|iad))/u.test(reading.text.slice(end, end + 14))
  )
    return false
  return within(reading.money, behind).length > 0 && readFunding(reading, behind).donors.length > 0
}

/** What is said of one project ends where the sentence begins that names the next. */
function withoutOverlap(drafts: readonly ProjectDraft[]): ProjectDraft[] {
  return drafts.map((draft, index) => {
    const next = drafts
      .slice(index + 1, index + 9)
      .find((other) => !other.mention && other.block.start > draft.title.end && other.block.start < draft.block.end)
    const block = next ? { start: draft.block.start, end: next.block.start } : draft.block
    const near = [drafts[index - 1], drafts[index + 1]]
    const shared = !isBlock(draft) && near.some((other) => other && !other.mention && other.block.start === block.start)
    return { ...draft, block, ...(shared && { shared }) }
  })
}

const byStart = (one: Span, other: Span): number => one.start - other.start

function touches(sorted: readonly Span[], span: Span): boolean {
  const before = sorted[indexBefore(sorted, span.end - 1)]
  return before !== undefined && before.end > span.start
}
