import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StageName } from '../../src/contracts/stored-document.ts'
import { openMetrics } from '../../src/metrics.ts'

const folder = join(import.meta.dirname, '..', '..', 'monitoring')
const files = [...globSync('*.yml', { cwd: folder }), ...globSync('**/dashboards/*.json', { cwd: folder })]

/** Every series that our processes tell, as Prometheus names it. */
async function seriesTold(): Promise<Set<string>> {
  const absent = async () => {
    throw new Error('there is none')
  }
  const text = await openMetrics({
    version: '1',
    archive: {
      reading: { parserVersion: '1', rulesVersion: '1' },
      store: { counts: absent, countOutdated: absent, sizes: absent, ready: absent },
      queues: { counts: absent, paused: absent, oldestWaiting: absent, workersSeen: absent, ready: absent },
      index: { sizeBytes: absent, ready: absent },
    },
  }).text()
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
  return new Set(
    types.flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name!],
    ),
  )
}

test('dashboards and alerts ask for series that there are', async () => {
  const told = await seriesTold()
  expect(files).toEqual(expect.arrayContaining(['alerts.yml', join('grafana', 'dashboards', 'rihla.json')]))
  const asked = new Set(
    files.flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/\b(rihla|process|nodejs)_\w+/g) ?? []),
  )
  expect([...asked].filter((name) => !told.has(name))).toEqual([])
  // what is told of Rihla itself is shown or watched, all of it
  const shown = (name: string) => [...asked].some((other) => other.replace(/_(bucket|count|sum)$/, '') === name)
  const families = [...told].map((name) => name.replace(/_(bucket|count|sum)$/, ''))
  expect(families.filter((name) => name.startsWith('rihla_') && !shown(name))).toEqual([])
})

test('dashboards and alerts name stages that there are', () => {
  for (const file of files)
    for (const [, stage] of readFileSync(join(folder, file), 'utf8').matchAll(/\bstage=\\?"([^"\\]+)/g))
      expect(StageName.options).toContain(stage)
})

test('each alert is proved by the file of its tests', () => {
  const alerts = [...readFileSync(join(folder, 'alerts.yml'), 'utf8').matchAll(/- alert: (\w+)/g)].map(
    ([, name]) => name!,
  )
  const proved = readFileSync(join(folder, 'alerts.test.yml'), 'utf8')
  expect(alerts.filter((name) => !proved.includes(`alertname="${name}"`))).toEqual([])
})
