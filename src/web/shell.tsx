import { useCallback, type ReactNode } from 'react'
import { useDrop } from './add/dropped.ts'
import type { Taken } from './add/taken.ts'
import { send } from './add/uploads.ts'
import { Button } from './parts/button.tsx'
import { useKeys } from './parts/keys.ts'
import { LanguageSwitch } from './parts/language-switch.tsx'
import { Link, useNavigation } from './router.tsx'
import { useSession } from './session.tsx'
import { useTexts } from './texts.tsx'
import { themes, useTheme, type Theme } from './theme.ts'

/** Name, views and switches; the view stands inside. Files can be dropped anywhere. */
export function Shell({ children }: { children: ReactNode }) {
  const { shell } = useTexts()
  const { path } = useNavigation().address
  const { who, may, leave } = useSession()
  const { go } = useNavigation()
  const take = useCallback((taken: Taken) => {
    send(taken)
    go('/add')
  }, [])
  const over = useDrop(may('add'), take)
  useKeys()
  const current = (to: string) => (to === '/' ? path === '/' || path.startsWith('/read/') : path.startsWith(to))
  const view = (to: string, label: string) => (
    <Link to={to} aria-current={current(to) ? 'page' : undefined}>
      {label}
    </Link>
  )
  return (
    <>
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <header className="top">
        <Link to="/" className="brand" title={shell.motto}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          Rihla
        </Link>
        <nav className="views" aria-label="Rihla">
          {view('/', shell.views.ask)}
          {view('/registers', shell.views.registers)}
          {view('/add', shell.views.add)}
          {may('operate') && <a href="/ops">{shell.views.operate}</a>}
        </nav>
        <div className="switches">
          <LanguageSwitch />
          <ThemeSwitch />
          {who.by === 'session' && (
            <Button look="quiet" className="small" onClick={leave} title={shell.signedInAs(who.name, who.role)}>
              {shell.signOut}
            </Button>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1} data-over={over || undefined}>
        {children}
      </main>
    </>
  )
}

function ThemeSwitch() {
  const { shell } = useTexts()
  const [theme, setTheme] = useTheme()
  return (
    <select
      aria-label={shell.theme}
      title={shell.theme}
      value={theme}
      onChange={({ target }) => setTheme(themes.find((one): one is Theme => one === target.value) ?? 'system')}
    >
      {themes.map((one) => (
        <option key={one} value={one}>
          ◐ {shell.themes[one]}
        </option>
      ))}
    </select>
  )
}
