import { useEffect, useState } from 'react'

/** How wide an element is, in pixels; 0 before that is known. Rounded, so that a scroll bar that comes and goes does not have everything drawn again. */
export function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round((entry?.contentRect.width ?? 0) / 8) * 8))
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
