import { expect, test } from 'vitest'
import { entryAddress, registerPlace } from '../../src/web/registers/places.ts'

test.for([
  ['/registers', { register: 'projects' }],
  ['/registers/', { register: 'projects' }],
  ['/registers/figures', { register: 'figures' }],
  ['/registers/corridors/NPL%3EARE', { register: 'corridors', entryKey: 'NPL>ARE' }],
  [entryAddress('projects', 'a/b?c#d'), { register: 'projects', entryKey: 'a/b?c#d' }],
  ['/registers/nothing', undefined],
  ['/registers/projects/a/b', undefined],
  ['/registers/projects/%E0%A4', undefined],
  ['/registersque', undefined],
  ['/read/00', undefined],
] as const)('%s shows %j', ([path, place]) => {
  expect(registerPlace(path)).toEqual(place)
})
