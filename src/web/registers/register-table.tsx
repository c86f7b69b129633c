import type { RegisterEntry, RegisterSort } from '../../contracts/registers.ts'
import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { entryAddress } from './places.ts'
import { withSort } from './register-question.ts'
import type { Column, RegisterView } from './register-view.ts'

type TableProps = { entries: readonly RegisterEntry[]; view: RegisterView; sort: RegisterSort }

/** Entries as rows; in a narrow window only the name has a column, and what is known stands under it. */
export function RegisterTable({ entries, view, sort }: TableProps) {
  const { registers } = useTexts()
  const documents: Column = {
    id: 'documents',
    sort: 'documents',
    number: true,
    cell: ({ documentCount }, { number }) => number(documentCount),
  }
  const columns = [...view.columns, documents]
  return (
    <table className="register-table" data-register={view.register}>
      <caption className="visually-hidden">{registers.names[view.register]}</caption>
      <thead>
        <tr>
          <Head id="name" sorts={view.sorts.includes('label') ? 'label' : undefined} sort={sort} />
          {columns.map(({ id, sort: sorts, number }) => (
            <Head key={id} id={id} sorts={sorts} sort={sort} number={number} />
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.key} entry={entry} view={view} columns={columns} />
        ))}
      </tbody>
    </table>
  )
}

type HeadProps = {
  id: Column['id']
  sorts: RegisterSort | undefined
  sort: RegisterSort
  number?: boolean | undefined
}

function Head({ id, sorts, sort, number }: HeadProps) {
  const { registers } = useTexts()
  const { address } = useNavigation()
  const label = registers.columns[id]
  const order = sorts === 'label' ? 'ascending' : 'descending'
  return (
    <th
      scope="col"
      data-column={id}
      className={number ? 'number' : undefined}
      aria-sort={sorts !== undefined && sorts === sort ? order : undefined}
    >
      {sorts === undefined ? label : <Link to={withSort(address, sorts)}>{label}</Link>}
    </th>
  )
}

function Row({ entry, view, columns }: { entry: RegisterEntry; view: RegisterView; columns: readonly Column[] }) {
  const texts = useTexts()
  const { registers } = texts
  const name = view.nameOf(entry, texts)
  const documents = registers.documents(texts.number(entry.documentCount), entry.documentCount)
  const about = [...view.columns.map(({ cell, alone = cell }) => alone(entry, texts)), documents]
  return (
    <tr>
      <th scope="row" data-column="name">
        <Link data-step to={entryAddress(view.register, entry.key)}>
          {name}
        </Link>
        {entry.disagreements.length > 0 && (
          <span className="badge" data-tone="warning">
            {registers.differ}
          </span>
        )}
        <span className="beneath muted small">
          {about
            .filter((part) => part && part !== name)
            .map((part, at) => (
              <span key={at}>{part}</span>
            ))}
        </span>
      </th>
      {columns.map(({ id, cell, number }) => (
        <td key={id} data-column={id} className={number ? 'number' : undefined}>
          {cell(entry, texts)}
        </td>
      ))}
    </tr>
  )
}
