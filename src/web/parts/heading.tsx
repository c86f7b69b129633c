import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { useNavigation } from '../router.tsx'
import { isField } from './keys.ts'

/** The path of the view that was shown last. */
let shown: string | undefined

/** The title of a view. Who comes from another is put there, keyboard and screen reader too, unless in the middle of writing. */
export function Heading({ children, hidden = false }: { children: ReactNode; hidden?: boolean }) {
  const { path } = useNavigation().address
  const heading = useRef<HTMLHeadingElement>(null)
  // before the view is seen: later, who has gone on by Tab would be taken back
  useLayoutEffect(() => {
    const comes = shown !== undefined && shown !== path
    shown = path
    if (comes && !isField(document.activeElement)) heading.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'visually-hidden' : undefined}>
      {children}
    </h1>
  )
}
