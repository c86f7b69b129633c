import { afterAll, describe, expect, test } from 'vitest'
import { leasesIndex, takeLease } from '../../src/search/elasticsearch-lease.ts'
import { completeSettings, openEngine } from '../../src/search/elasticsearch-client.ts'
import { removeIndices } from '../servers/cluster.ts'
import { sharedService } from '../services/shared.ts'

const url = await sharedService('elasticsearch')
/** Longer than any test takes, and as short as a silent holder should be waited for here. */
const [never, soon] = [1_000_000, 100]

describe.skipIf(!url)('the right to build the index anew', () => {
  const prefix = `rihla-test-lease-${process.pid}`
  const settings = completeSettings({ url: url ?? '', prefix })
  const engine = openEngine(settings)
  let count = 0
  const leases = async () => {
    const index = `${prefix}-${++count}`
    await engine.request({ method: 'PUT', path: `/${index}`, body: leasesIndex({}) })
    return (renewal: number, patience: number) =>
      takeLease({ engine, limits: settings.bulk, index, milliseconds: { renewal, patience } })
  }
  afterAll(async () => {
    await engine.close()
    await removeIndices(url!, prefix)
  })

  test('is refused while its holder renews it, and given once that one lets it go', async () => {
    const take = await leases()
    const held = await take(20, never)
    await expect(take(20, never)).rejects.toMatchObject({ code: 'reindex-running' })
    await held.confirm()
    await held.release()
    await (await take(never, never)).release()
  })

  test('of a holder that is silent is taken over, and that one is told when it comes back', async () => {
    const take = await leases()
    const silent = await take(never, never)
    const held = await take(soon / 10, soon)
    await expect(silent.confirm()).rejects.toMatchObject({ code: 'reindex-running' })
    await silent.release()
    await held.confirm()
    await held.release()
  })
})
