import { useEffect } from 'react'
import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { EntryPage } from './entry-page.tsx'
import { listAddress, type RegisterPlace } from './places.ts'
import { RegisterList } from './register-list.tsx'
import { registerViews } from './register-views.ts'

/** What all documents say of one thing: a list of each register, and a page of each entry. */
export function Registers({ register, entryKey }: RegisterPlace) {
  const { registers } = useTexts()
  const { address, go } = useNavigation()
  const view = registerViews[register]
  useEffect(() => {
    if (address.path === '/registers') go(listAddress(register), { replace: true })
  }, [address.path])
  return (
    <div className="registers">
      <nav className="register-names" aria-label={registers.title}>
        {Object.values(registerViews).map(({ register: one }) => (
          <Link key={one} to={listAddress(one)} aria-current={one === register ? 'page' : undefined}>
            {registers.names[one]}
          </Link>
        ))}
      </nav>
      {entryKey === undefined ? (
        <RegisterList key={register} view={view} />
      ) : (
        <EntryPage key={`${register}/${entryKey}`} view={view} entryKey={entryKey} />
      )}
    </div>
  )
}
