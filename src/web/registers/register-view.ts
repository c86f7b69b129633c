import type { ReactNode } from 'react'
import type { RegisterEntry, RegisterEntryAnswer, RegisterName, RegisterSort } from '../../contracts/registers.ts'
import type { Texts } from '../texts.tsx'
import type { FilterName, RegisterQuestion } from './register-question.ts'

/** How one register is shown: what the frame of lists and entries does not know by itself. */
export type RegisterView = {
  register: RegisterName
  /** What an entry is called in the reader's language. */
  nameOf: (entry: RegisterEntry, texts: Texts) => string
  /** The same at the head of its own page, where no columns tell the rest. */
  titleOf?: (entry: RegisterEntry, texts: Texts) => string
  /** Beside the name, which stands first, and the number of documents, which stands last. */
  columns: readonly Column[]
  /** What of it can be narrowed down, in the order in which it is asked. */
  filters: readonly FilterName[]
  sorts: readonly RegisterSort[]
  /** Values of the filter `kind`; without them there is no such filter. */
  kinds?: readonly string[]
  /** What is known of an entry, in the order in which it is told; a fact without values is left out. */
  facts: (entry: RegisterEntryAnswer, texts: Texts) => Fact[]
  /** What else belongs on the page of an entry, such as what goes with it in other registers. */
  Related?: (props: { entry: RegisterEntryAnswer }) => ReactNode
  /** What stands beside the table, such as a map of all entries that match. */
  Beside?: (props: { question: Pick<RegisterQuestion, 'filters'> }) => ReactNode
  /** Another way to show all entries that match, beside the table. */
  picture?: {
    name: keyof Texts['registers']['pictures']
    Show: (props: { entries: readonly RegisterEntry[] }) => ReactNode
  }
  /** Endings of the files in which it can be saved, beside CSV and JSON Lines. */
  exports?: readonly ('iati.xml' | 'ftm.jsonl')[]
}

export type Column = {
  /** Its name in the catalogue, and in the style sheet. */
  id: ColumnName
  cell: (entry: RegisterEntry, texts: Texts) => string | undefined
  /** The same where the head of the column is not seen. */
  alone?: (entry: RegisterEntry, texts: Texts) => string
  /** The order in which its head puts the list. */
  sort?: RegisterSort
  /** Its digits stand below each other. */
  number?: boolean
}
export type ColumnName = keyof Texts['registers']['columns']

/** Something that is known of an entry; each value may lead elsewhere. */
export type Fact = { name: keyof Texts['registers']['facts']; values: readonly FactValue[] }
export type FactValue = { text: string; to?: string }
