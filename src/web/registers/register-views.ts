import type { RegisterName } from '../../contracts/registers.ts'
import { conventions } from './conventions.tsx'
import { corridors } from './corridors.ts'
import { countries } from './countries.ts'
import { figures } from './figures.ts'
import { organisations } from './organisations.tsx'
import { projects } from './projects.ts'
import type { RegisterView } from './register-view.ts'

/** Every register, in the order in which they are offered. */
export const registerViews: Record<RegisterName, RegisterView> = {
  projects,
  figures,
  conventions,
  countries,
  corridors,
  organisations,
}
