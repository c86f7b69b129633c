import { expect, test } from 'vitest'
import { findCorridors } from '../../src/extract/corridors.ts'
import { described } from './entity-kit.ts'

test.for([
  [
    'five corridors (Nepal-UAE; Indonesia Malaysia, Zimbabwe-South\nAfrica)',
    'Nepal-UAE = NPL>ARE',
    'Indonesia Malaysia = IDN>MYS',
    'Zimbabwe-South\nAfrica = ZWE>ZAF',
  ],
  ['migrate from Guinea-Bissau to Senegal', 'Guinea-Bissau to Senegal = GNB>SEN'],
  [
    'du Burkina Faso vers le Ghana et le Togo',
    'Burkina Faso vers le Ghana et le Togo = BFA>TGO',
    'Burkina Faso vers le Ghana = BFA>GHA',
  ],
  ['a memorandum of understanding between Jordan and Nepal', 'Jordan and Nepal = JOR-NPL'],
  ['the Mexico-Canada agreement on seasonal workers', 'Mexico-Canada = MEX-CAN'],
  ['a labour agreement: Italy–Moldova', 'Italy–Moldova = ITA>MDA'],
] as const)('reads the corridors of «%s»', ([text, ...expected]) => {
  expect(described(findCorridors, text)).toEqual(expected)
})

test.for([
  'Kenya, Uganda and Tanzania',
  'Kenya – Uganda – Tanzania',
  'the Mexico-Guatemala border',
  'workers of India, Nepal (Bangladesh)',
  'from Kenya. To Uganda they send',
  'Nepal Qatar Kuwait: three offices',
])('reads no corridor in «%s»', (text) => {
  expect(described(findCorridors, text)).toEqual([])
})
