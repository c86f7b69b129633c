import { useState } from 'react'
import type { RegisterName } from '../../contracts/registers.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { Button } from '../parts/button.tsx'
import { ErrorNotice } from '../parts/notice.tsx'
import { useTexts } from '../texts.tsx'
import type { Corrigible } from './fields.ts'

const registers: Partial<Record<Corrigible['kind'], RegisterName>> = {
  project: 'projects',
  figure: 'figures',
  instrument: 'conventions',
  country: 'countries',
  corridor: 'corridors',
  organisation: 'organisations',
}

/** The entry of the register that a value is to be counted to. */
export function MergeInto({ kind, onChoose }: { kind: Corrigible['kind']; onChoose: (key: string) => void }) {
  const { correct } = useTexts()
  const [q, setQ] = useState('')
  const register = registers[kind]
  const asked = useAsked(register && q.length > 1 ? `${register}?${q}` : undefined, () =>
    api.register(register ?? 'projects', { q, size: 6 }),
  )
  return (
    <div className="edit">
      <label>
        {correct.into}
        <input type="search" value={q} placeholder={correct.search} onChange={({ target }) => setQ(target.value)} />
      </label>
      {asked.error !== undefined && <ErrorNotice error={asked.error} />}
      <ul>
        {asked.answer?.entries.map(({ key, label, documentCount }) => (
          <li key={key}>
            <Button look="quiet" onClick={() => onChoose(key)}>
              {label} <span className="count">{documentCount}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
