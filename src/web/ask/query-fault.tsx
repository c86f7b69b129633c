import { ServerError } from '../../http/client.ts'
import { WayOut } from '../parts/failure-text.tsx'
import { ErrorNotice, Notice } from '../parts/notice.tsx'

/** What is wrong with a query, with a sign below the character where it is. */
export function QueryFault({ error, q }: { error: unknown; q: string }) {
  const offset = error instanceof ServerError ? error.problem.offset : undefined
  if (!(error instanceof ServerError) || offset === undefined) return <ErrorNotice error={error} />
  return (
    <Notice tone="error" title={error.problem.detail}>
      <pre className="query-fault">
        {q}
        {'\n'}
        {' '.repeat(offset)}▲
      </pre>
      <WayOut code={error.code} remedy={error.remedy} />
    </Notice>
  )
}
