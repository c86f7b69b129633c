import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ours = join(import.meta.dirname, '..')

/**
 * A short hash of all source and data files in these folders of src/, and of the pinned versions of these packages: another
 * one wherever what they make may come out otherwise. A number kept by hand would be forgotten.
 */
export function hashOfSources({
  folders,
  packages,
  root = ours,
}: {
  folders: string[]
  packages: string[]
  root?: string
}): string {
  const hash = createHash('sha256')
  for (const folder of folders)
    for (const path of globSync('**/*.{ts,json}', { cwd: join(root, 'src', folder) }).toSorted()) {
      const text = readFileSync(join(root, 'src', folder, path), 'utf8')
      hash.update(`${folder}/${path.replaceAll('\\', '/')}\0${text.replaceAll('\r\n', '\n')}\0`)
    }
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of packages) hash.update(`${name}@${dependencies[name]}\0`)
  return hash.digest('hex').slice(0, 12)
}
