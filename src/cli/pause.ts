import type { StageName } from '../contracts/stored-document.ts'
import { withArchive } from './archive.ts'
import { print, printJson } from './output.ts'

/** `rihla pause` and `rihla resume`: whether work of a stage, or of all, is handed out. */
export async function pauseOrResume(
  action: 'pause' | 'resume',
  stage: StageName | undefined,
  { json }: { json?: true },
): Promise<void> {
  const paused = await withArchive((client) => client.pauseOrResume(action, stage))
  if (json) printJson({ paused })
  else print(paused.length > 0 ? `paused: ${paused.join(', ')}` : 'no stage is paused')
}
