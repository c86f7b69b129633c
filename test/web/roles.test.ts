import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser.ts'
import { useArchive } from './kit.ts'

const tokens = {
  read: 'the-token-of-a-reader-of-this-test',
  add: 'the-token-of-an-archivist-of-this-test',
  operate: 'the-token-of-an-operator-of-this-test',
}
const hashed = (token: string) => createHash('sha256').update(token).digest('hex')

describe.skipIf(!hasBrowser)('roles, in a browser', () => {
  const { open } = useArchive([], {
    RIHLA_TOKEN: tokens.operate,
    RIHLA_TOKENS: `reader:read:${hashed(tokens.read)},archivist:add:${hashed(tokens.add)}`,
  })

  async function signedIn(role: keyof typeof tokens): Promise<Page> {
    const page = await open('/add', {})
    await page.getByLabel('Token').fill(tokens[role])
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Add documents' }).waitFor()
    return page
  }

  test.for([
    ['read', { views: ['Ask', 'Registers', 'Add'], choosers: 0 }],
    ['add', { views: ['Ask', 'Registers', 'Add'], choosers: 2 }],
    ['operate', { views: ['Ask', 'Registers', 'Add', 'Operate'], choosers: 2 }],
  ] as const)('who may %s is shown what that is', async ([role, { views, choosers }]) => {
    const page = await signedIn(role)
    const navigation = page.getByRole('navigation', { name: 'Rihla' })
    expect(await navigation.getByRole('link').allInnerTexts()).toEqual(views)
    expect(await page.getByRole('button', { name: /^Choose/ }).count()).toBe(choosers)
    expect(await page.getByText('To add documents you need the role “add”').count()).toBe(choosers === 0 ? 1 : 0)
  })

  test('who signs in chooses the language there', async () => {
    const page = await open('/', {})
    await page.getByRole('combobox', { name: 'Language' }).selectOption('fr')
    await page.getByLabel('Jeton').fill(tokens.read)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('heading', { name: 'Interroger les archives' }).waitFor()
  })
})
