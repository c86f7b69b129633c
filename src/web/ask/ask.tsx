import { useEffect } from 'react'
import type { SearchResponse } from '../../contracts/search.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { Heading } from '../parts/heading.tsx'
import { EmptyState, Notice, Waiting } from '../parts/notice.tsx'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { Facets, Filters } from './facets.tsx'
import { HitOfDocument } from './hits.tsx'
import { QueryFault } from './query-fault.tsx'
import { isAsked, questionIn, searchQueryOf, withMore, type Question } from './question.ts'
import { SearchBox } from './search-box.tsx'
import { Welcome } from './welcome.tsx'

/** The archive is asked; what is asked stands in the address. */
export function Ask() {
  const texts = useTexts()
  const { address, go } = useNavigation()
  const question = questionIn(address)
  const asked = useAsked(isAsked(question) ? JSON.stringify(question) : undefined, () => answerTo(question))
  useEffect(() => {
    document.title = question.q ? `${question.q} · Rihla` : 'Rihla'
  }, [question.q])
  return (
    <div className={isAsked(question) ? 'ask' : 'ask ask-first'}>
      <Heading hidden={isAsked(question)}>{texts.ask.title}</Heading>
      <SearchBox q={question.q} onAsk={(q) => go(withParameters(address, { q, size: undefined, like: undefined }))} />
      <Filters question={question} />
      {!isAsked(question) && <Welcome />}
      {asked.error !== undefined && <QueryFault error={asked.error} q={question.q} />}
      {asked.waiting && !asked.answer && <Waiting />}
      {asked.answer && isAsked(question) && (
        <div className="answers" aria-busy={asked.waiting}>
          <Answers answer={asked.answer} question={question} />
          <Facets facets={asked.answer.facets} question={question} />
        </div>
      )}
    </div>
  )
}

const answerTo = (question: Question): Promise<SearchResponse> =>
  question.like
    ? api.similar(question.like.documentId, { passage: question.like.passage, size: question.size })
    : api.search(searchQueryOf(question))

function Answers({ answer, question }: { answer: SearchResponse; question: Question }) {
  const { ask } = useTexts()
  const { address } = useNavigation()
  const more = withMore(address, question, answer)
  return (
    <section className="hits" aria-label={ask.found(answer.documentCount, answer.passageCount)}>
      <Meant answer={answer} q={question.q} />
      {answer.hits.length === 0 ? (
        <EmptyState title={ask.nothing}>
          <p className="muted">{ask.nothingHelp}</p>
        </EmptyState>
      ) : (
        <div className="found">
          <p role="status">{question.like ? ask.similarTo : ask.found(answer.documentCount, answer.passageCount)}</p>
          {!question.like && <Exports />}
        </div>
      )}
      {answer.relaxed && answer.hits.length > 0 && <Notice>{ask.relaxed}</Notice>}
      {answer.hits.map((hit) => (
        <HitOfDocument key={hit.documentId} hit={hit} q={question.q} />
      ))}
      {more && (
        <Link className="button" to={more} replace>
          {ask.moreDocuments}
        </Link>
      )}
      {answer.hits.length > 0 && <p className="muted small keys">{ask.keys}</p>}
    </section>
  )
}

/** Files of the whole answer, without limit of count. */
function Exports() {
  const { ask, shell } = useTexts()
  const { address } = useNavigation()
  const parameters = new URLSearchParams(address.query)
  parameters.delete('size')
  return (
    <p className="small exports">
      {ask.export}
      {shell.colon}
      {['csv', 'jsonl'].map((format) => (
        <a key={format} href={`/export/search.${format}?${parameters.toString()}`} download>
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  )
}

function Meant({ answer: { corrections = [] }, q }: { answer: SearchResponse; q: string }) {
  const { ask } = useTexts()
  const { address } = useNavigation()
  if (corrections.length === 0) return null
  const better = corrections.reduce((text, { typed, meant }) => text.replace(typed, meant), q)
  return (
    <p>
      {ask.meant} <Link to={withParameters(address, { q: better })}>{better}</Link>?
    </p>
  )
}
