import { expect, test } from 'vitest'
import { addressOf, isPublic, refuseLiteral } from '../../src/searches/public-address.ts'

test.for([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
])('%s is not public', (address) => {
  expect(isPublic({ address, family: 4 })).toBe(false)
})

test.for([
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'ff02::1',
])('%s is not public', (address) => {
  expect(isPublic({ address, family: 6 })).toBe(false)
})

test.for([
  ['8.8.8.8', 4],
  ['172.32.0.1', 4],
  ['2606:4700::1111', 6],
] as const)('%s is public', ([address, family]) => {
  expect(isPublic({ address, family })).toBe(true)
})

test.for(['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://[::1]/', 'http://[::ffff:7f00:1]/'])(
  '%s is an address in disguise',
  (url) => {
    const { hostname } = new URL(url)
    expect(() => refuseLiteral(hostname, { allowPrivate: false })).toThrow('no public address')
    expect(() => refuseLiteral(hostname, { allowPrivate: true })).not.toThrow()
  },
)

test('a name that leads inside is refused', async () => {
  await expect(addressOf('localhost', { allowPrivate: false })).rejects.toMatchObject({ code: 'webhook-refused' })
  expect(await addressOf('localhost', { allowPrivate: true })).toMatchObject({ address: expect.any(String) })
})
