import { beforeAll, describe, expect, test } from 'vitest'
import { followTheMoneyOf } from '../../src/export/follow-the-money.ts'
import { jsonLinesOf } from '../../src/export/json-lines.ts'
import { entriesOf, joined, spoilt, streamOf } from './kit.ts'
import { check, pythonWith } from './python.ts'

const python = await pythonWith('ftm', ['followthemoney==4.11.2'])
let projects: Awaited<ReturnType<typeof entriesOf>>
let organisations: typeof projects
beforeAll(async () => {
  projects = await entriesOf('projects')
  organisations = await entriesOf('organisations')
})

const lines = (some: typeof projects) => joined(jsonLinesOf(followTheMoneyOf(streamOf(some))))

test('a project comes with its donors and what links them', async () => {
  const entities = await Array.fromAsync(followTheMoneyOf(streamOf(projects)))
  const project = entities.find(({ properties }) => properties['weakAlias']?.includes('FAIRCROSS'))
  expect(project).toMatchObject({ schema: 'Project', properties: { startDate: ['2010'], country: ['lb', 'np'] } })
  const link = entities.find(
    ({ schema, properties }) => schema === 'ProjectParticipant' && properties['project']?.[0] === project!.id,
  )
  const donor = entities.find(({ id }) => id === link?.properties['participant']?.[0])
  expect(donor).toMatchObject({ schema: 'Organization', properties: { name: ['SDC'] } })
})

test('an organisation has one id, as a donor and in its own register', async () => {
  const own = await Array.fromAsync(followTheMoneyOf(streamOf(organisations)))
  const linked = await Array.fromAsync(followTheMoneyOf(streamOf(projects)))
  const sdc = own.find(({ properties }) => properties['name']?.includes('SDC'))
  expect(linked.map(({ id }) => id)).toContain(sdc?.id)
})

describe.skipIf(!python)('against the model of FollowTheMoney (needs followthemoney from PyPI)', () => {
  test.for([
    ['projects', () => projects],
    ['organisations', () => organisations],
    ['hostile ones', () => [...spoilt(projects), ...spoilt(organisations)]],
  ] as const)('%s are read without loss', async ([, some]) => {
    const written = await lines([...some()])
    expect(written.split('\n').length).toBeGreaterThan(1)
    expect(await check(python!, 'check_ftm.py', written)).toBe('')
  })

  test('a fault is found, so that the check checks', async () => {
    const wrong = JSON.stringify({ id: 'x', schema: 'Project', properties: { country: ['Narnia'], colour: ['red'] } })
    expect(await check(python!, 'check_ftm.py', wrong)).toMatch(/country.*\n.*colour/)
  })
})
