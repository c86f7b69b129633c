import {
  createContext,
  use,
  useEffect,
  useState,
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
} from 'react'

/** Where the reader is: everything that a view shows is read from here, so that any state can be shared. */
export type Address = { path: string; query: URLSearchParams; hash: string }

type Navigation = { address: Address; go: (href: string, options?: { replace?: boolean }) => void }

const NavigationContext = createContext<Navigation | undefined>(undefined)

const currentAddress = (): Address => ({
  path: location.pathname,
  query: new URLSearchParams(location.search),
  hash: location.hash,
})

export function Router({ children }: { children: ReactNode }) {
  const [address, setAddress] = useState(currentAddress)
  useEffect(() => {
    const onMove = () => setAddress(currentAddress())
    addEventListener('popstate', onMove)
    return () => removeEventListener('popstate', onMove)
  }, [])
  const go: Navigation['go'] = (href, { replace = false } = {}) => {
    const leaves = new URL(href, location.href).pathname !== location.pathname
    if (replace) history.replaceState(null, '', href)
    else history.pushState(null, '', href)
    setAddress(currentAddress())
    if (leaves) scrollTo(0, 0)
  }
  return <NavigationContext value={{ address, go }}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext)
  if (!navigation) throw new Error('a view stands outside of the router')
  return navigation
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string; replace?: boolean }

/** A link within the page; with a key held down the browser does what it always does. */
export function Link({ to, replace = false, onClick, ...rest }: LinkProps) {
  const { go } = useNavigation()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const own = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
    if (event.defaultPrevented || own) return
    event.preventDefault()
    go(to, { replace })
  }
  return <a href={to} onClick={follow} {...rest} />
}

/** The address with these parameters set anew; an undefined or empty one is left out. */
export function withParameters(
  { path, query }: Pick<Address, 'path' | 'query'>,
  changes: Record<string, string | readonly string[] | undefined>,
): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name)
    for (const one of [value ?? []].flat()) if (one !== '') next.append(name, one)
  }
  const text = next.toString()
  return text ? `${path}?${text}` : path
}
