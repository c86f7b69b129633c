import { useEffect, useState } from 'react'

const remembered = 20

/** Seconds until so many documents are read, by how fast the last ones were; undefined before anything can be said. */
export function useTimeLeft(finished: number, working: number): number | undefined {
  const [moments, setMoments] = useState<number[]>([])
  useEffect(() => {
    if (finished > 0) setMoments((before) => [...before, performance.now()].slice(-remembered))
  }, [finished])
  const [first, last] = [moments[0], moments.at(-1)]
  if (working === 0 || moments.length < 3 || first === undefined || last === undefined) return undefined
  return ((last - first) / 1000 / (moments.length - 1)) * working
}
