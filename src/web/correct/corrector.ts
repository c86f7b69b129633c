import { useState } from 'react'
import { useSession } from '../session.tsx'

const kept = 'rihla-corrector'

/** Who corrects: the name that was given last, else the one of the token. */
export function useCorrector(): { who: string; setWho: (name: string) => void } {
  const { who: session } = useSession()
  const [who, setWho] = useState(() => localStorage.getItem(kept) ?? (session.by === 'loopback' ? '' : session.name))
  return {
    who,
    setWho(name) {
      localStorage.setItem(kept, name)
      setWho(name)
    },
  }
}
