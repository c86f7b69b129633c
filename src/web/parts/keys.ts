import { useEffect } from 'react'

export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)

/**
 * Keys of every view, outside of fields: a slash goes to where it is asked, j and k go down and up through what it lists
 * (`data-step`: a link each); Enter, as on any link, opens it.
 */
export function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
      if (event.key === '/') toSearch(event)
      if (event.key === 'j') stepBy(1)
      if (event.key === 'k') stepBy(-1)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function toSearch(event: KeyboardEvent): void {
  const input = document.querySelector<HTMLInputElement>('main input[type="search"]')
  if (!input) return
  event.preventDefault()
  input.focus()
  input.select()
}

function stepBy(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-step]')]
  const at = all.findIndex((one) => one === document.activeElement)
  const next = at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))
  all[next]?.focus()
}
