import { useEffect, useState } from 'react'

/** What became of a question to the API: while a new answer is awaited, the last one still stands. */
export type Asked<Answer> = { answer?: Answer; error?: unknown; waiting: boolean }

/** Asks whenever the key changes, and shows the answer to the last question only; without a key nothing is asked. */
export function useAsked<Answer>(key: string | undefined, ask: () => Promise<Answer>): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({ waiting: key !== undefined })
  useEffect(() => {
    if (key === undefined) return setAsked({ waiting: false })
    let current = true
    setAsked(({ answer }) => ({ ...(answer !== undefined && { answer }), waiting: true }))
    ask().then(
      (answer) => current && setAsked({ answer, waiting: false }),
      (error: unknown) => current && setAsked({ error, waiting: false }),
    )
    return () => void (current = false)
  }, [key])
  return asked
}
