import type { RegisterEntry } from '../../contracts/registers.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { ErrorNotice } from '../parts/notice.tsx'
import { Link } from '../router.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import { entryAddress, listAddress } from './places.ts'
import type { RegisterView } from './register-view.ts'

const shown = 10

type RelatedProps = {
  view: RegisterView
  title: string
  /** What they are found by, as a filter of that register. */
  by: { filter: 'country' | 'convention' | 'donor'; value: string }
  /** What is said beside the name; without it, the number of documents. */
  beside?: (entry: RegisterEntry, texts: Texts) => string
}

/** The entries of another register that go with an entry, most documents first; nothing where there are none. */
export function RelatedList({ view: { register, nameOf }, title, by, beside = documentsOf }: RelatedProps) {
  const texts = useTexts()
  const { answer, error } = useAsked(`${register}/${by.filter}/${by.value}`, () =>
    api.register(register, { [by.filter]: [by.value], size: shown }),
  )
  if (error !== undefined) return <ErrorNotice error={error} />
  if (!answer || answer.total === 0) return null
  return (
    <section className="related" data-register={register}>
      <h2>{title}</h2>
      <ul>
        {answer.entries.map((entry) => (
          <li key={entry.key}>
            <Link to={entryAddress(register, entry.key)}>{nameOf(entry, texts)}</Link>
            <span className="count">{beside(entry, texts)}</span>
          </li>
        ))}
      </ul>
      {answer.total > shown && (
        <Link className="small" to={listAddress(register, { [by.filter]: by.value })}>
          {texts.registers.allOf(texts.number(answer.total))}
        </Link>
      )}
    </section>
  )
}

const documentsOf = ({ documentCount }: RegisterEntry, { registers, number }: Texts): string =>
  registers.documents(number(documentCount), documentCount)
