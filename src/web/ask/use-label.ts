import type { FilterField } from '../../contracts/search.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { remembered } from '../remembered.ts'
import { useTexts } from '../texts.tsx'
import { labelOf } from './labels.ts'

const titles = remembered<string>(500)
const titleOf = async (projectId: string) => (await api.registerEntry('projects', projectId, { size: 1 })).label

/** A value of a filter as people say it; a project by its title, which the register of projects knows. */
export function useLabel(field: FilterField, value: string): string {
  const texts = useTexts()
  const { answer, waiting } = useAsked(field === 'project' ? value : undefined, () =>
    titles(value, () => titleOf(value)),
  )
  return answer ?? (waiting ? '…' : labelOf(field, value, texts))
}
