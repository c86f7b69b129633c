import { lazy, Suspense, type ReactNode } from 'react'
import { Ask } from './ask/ask.tsx'
import { EmptyState, Waiting } from './parts/notice.tsx'
import { registerPlace } from './registers/places.ts'
import { Link, Router, useNavigation } from './router.tsx'
import { SessionGate } from './session.tsx'
import { Shell } from './shell.tsx'
import { TextsProvider, useTexts } from './texts.tsx'

const Add = lazy(async () => ({ default: (await import('./add/add.tsx')).Add }))
const Registers = lazy(async () => ({ default: (await import('./registers/registers.tsx')).Registers }))
// The viewer is large: it is loaded when somebody reads.
const Read = lazy(async () => ({ default: (await import('./read/read.tsx')).Read }))

export function App() {
  return (
    <TextsProvider>
      <Router>
        <SessionGate>
          <Shell>
            <Suspense fallback={<Waiting />}>
              <View />
            </Suspense>
          </Shell>
        </SessionGate>
      </Router>
    </TextsProvider>
  )
}

function View(): ReactNode {
  const { path } = useNavigation().address
  if (path === '/' || path === '/sign-in') return <Ask />
  if (path === '/add') return <Add />
  const documentId = /^\/read\/([0-9a-f]{4,64})$/.exec(path)?.[1]
  if (documentId) return <Read key={documentId} documentId={documentId} />
  const inRegisters = registerPlace(path)
  if (inRegisters) return <Registers {...inRegisters} />
  return <NotFound />
}

function NotFound() {
  const { shell } = useTexts()
  return (
    <EmptyState page title={shell.notFound}>
      <p>{shell.notFoundHelp}</p>
      <Link to="/">{shell.backToAsk}</Link>
    </EmptyState>
  )
}
