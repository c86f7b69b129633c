import type { Span } from '../../contracts/position.ts'
import type { FieldName } from './labels.ts'
import type { FoundPeriod } from './periods.ts'

/** A field of a draft: where its value stands. */
export type DraftField = {
  name: FieldName
  value: Span
  /** What the label or the column's heading says ("Budget (EUR million)"). */
  heading?: string
}

/** A project as a rule sees it: where its title, its block and its fields stand. What they say is read afterwards. */
export type ProjectDraft = {
  rule: string
  title: Span
  /** A shorter or longer form of the title at the same place. */
  otherTitles?: Span[]
  block: Span
  role: 'annex' | 'body' | 'note' | 'table'
  period?: FoundPeriod
  fields: DraftField[]
  /** The heading of the region that it stands under. */
  region?: Span
  /** The heading of the country that it stands under. */
  country?: Span
  /** It opens its paragraph, so that a block above ends there. */
  opens?: boolean
  /** Its sentence names another project as well: what stands there may be of either. */
  shared?: boolean
  /** Too weak to be a project by itself: it only adds a place to one that is. */
  mention?: boolean
}
