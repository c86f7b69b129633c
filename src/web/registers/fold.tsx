import { useSyncExternalStore, type ReactNode } from 'react'

const narrow = '(max-width: 48rem)'

/** Stands open in a wide window; in a narrow one it is opened by its title. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  const folded = useSyncExternalStore(watchWidth, () => matchMedia(narrow).matches)
  if (!folded) return children
  return (
    <details className="fold">
      <summary>{title}</summary>
      {children}
    </details>
  )
}

function watchWidth(onChange: () => void): () => void {
  const list = matchMedia(narrow)
  list.addEventListener('change', onChange)
  return () => list.removeEventListener('change', onChange)
}
