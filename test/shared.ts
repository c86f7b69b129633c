import { existsSync } from 'node:fs'
import { join } from 'node:path'

const beside = join(import.meta.dirname, '..', '..', 'shared')

/** The folder of measuring material beside the checkout; undefined where it is absent: tests that need it skip and say so. */
export const sharedFolder: string | undefined = existsSync(join(beside, 'scoring')) ? beside : undefined

if (!sharedFolder) console.warn('no ../shared beside the checkout: the tests that measure against it are skipped')
