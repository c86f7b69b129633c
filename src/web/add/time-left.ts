import { useEffect, useState } from 'react'

const remembered = 20
const fewest = 2

/** Seconds until so many documents are read, by how fast the last ones were; undefined before anything can be said. */
export function useTimeLeft(finished: number, working: number): number | undefined {
  const [moments, setMoments] = useState<{ at: number; finished: number }[]>([])
  useEffect(() => {
    if (finished > 0) setMoments((before) => [...before, { at: performance.now(), finished }].slice(-remembered))
  }, [finished])
  const [first, last] = [moments[0], moments.at(-1)]
  if (working === 0 || !first || !last) return undefined
  // several may have come to their end in one moment
  const between = last.finished - first.finished
  return between < fewest ? undefined : ((last.at - first.at) / 1000 / between) * working
}
