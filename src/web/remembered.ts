/** Asks once for each key, and forgets the oldest of more than `most`; what failed is asked for again. */
export function remembered<Answer>(most: number): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>()
  return (key, ask) => {
    const known = asked.get(key)
    if (known) return known
    const answer = ask()
    answer.catch(() => asked.delete(key))
    asked.set(key, answer)
    const [oldest] = asked.keys()
    if (asked.size > most && oldest !== undefined) asked.delete(oldest)
    return answer
  }
}
