import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { accountOf } from './account.ts'
import { dataDisk, fullDisk, minFreeBytes } from './disk-troubles.ts'
import { makeLibrary, type SentFile } from './library.ts'
import { openEmbeddedPlace, openServersPlace, type Place, type Trouble } from './places.ts'
import { seeded, shuffled } from './random.ts'
import { progressOf, sendAll } from './sending.ts'

const count = Number(process.env['FAULT_FILES'] ?? 500)
const seed = Number(process.env['FAULT_SEED'] ?? 8)
const patience = { timeoutSeconds: 300, intervalMilliseconds: 200 }

const places = { 'embedded queue and index': openEmbeddedPlace, 'redis and Elasticsearch': openServersPlace }

for (const [where, openPlace] of Object.entries(places))
  test(`${count} files, every tenth of them poison, in trouble after trouble: ${where} (seed ${seed})`, async ({
    skip,
  }) => {
    const disk = dataDisk()
    onTestFinished(disk.unmount)
    const place = await openPlace(settingsOn(disk.folder))
    if (!place) {
      skip('redis-server or Elasticsearch is missing')
      return
    }
    onTestFinished(() => place.close())
    const random = seeded(seed)
    const files = await makeLibrary(count, random)
    const troubles = shuffled([...place.troubles, ...diskTroubles(disk.folder, place, files.at(-1)!)], random)
    const began = performance.now()
    const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`

    const sending = sendAll(place.client, files)
    for (const [index, trouble] of troubles.entries()) {
      // spread over the work: trouble when nothing is left to do would prove nothing
      const share = Math.floor((count * (index + 0.3 + 0.4 * random())) / (troubles.length + 0.5))
      await eventually(
        async () => expect((await progressOf(place.client)).settled).toBeGreaterThanOrEqual(share),
        patience,
      )
      const { settled } = await progressOf(place.client)
      expect(settled, 'it comes in the midst of the work').toBeLessThan(count)
      const came = await trouble.make()
      console.log(`${seconds()}: ${trouble.name} with ${settled} of ${count} ended: ${came}`)
    }
    const refusals = await sending
    await eventually(
      async () => expect(await progressOf(place.client)).toEqual({ settled: count, working: 0 }),
      patience,
    )
    const took = seconds()
    const { searchable, parked, faults } = await accountOf(place.client, files)
    console.log(
      `${where}: ${troubles.length} troubles, ${count} files after ${took}: ${searchable} searchable once each + ${count - searchable - faults.length} parked with a reason (${inWords(parked)}), ${faults.length} lost or doubled; sent again: ${inWords(refusals)}; restarts: ${inWords(restartsOf(place))}`,
    )
    expect(faults).toEqual([])
    const honest = files.filter(({ parkedAs }) => !parkedAs).length
    expect(searchable).toBe(honest)
    expect(Object.values(parked).reduce((sum, some) => sum + some, 0)).toBe(count - honest)
    expect(await faultsVerified(place)).toBe(0)
  })

const settingsOn = (folder: string | undefined): Record<string, string> => ({
  ...(folder !== undefined && { RIHLA_DATA: join(folder, 'data'), RIHLA_MIN_FREE_BYTES: String(minFreeBytes) }),
  RIHLA_SWEEP_SECONDS: '5',
  RIHLA_PARSE_STALL_SECONDS: '8',
})

function diskTroubles(folder: string | undefined, place: Place, probe: SentFile): Trouble[] {
  if (folder === undefined) return []
  return [fullDisk(folder, { place, probe }), fullDisk(folder, { place, probe, killed: true })]
}

const inWords = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([what, number]) => `${what} ${number}`)
    .join(', ') || 'none'

const restartsOf = ({ processes }: Place): Record<string, number> =>
  Object.fromEntries(Object.entries(processes).map(([name, one]) => [name, one.restarts()]))

async function faultsVerified({ client }: Place): Promise<number | undefined> {
  for await (const event of client.verify()) if (event.kind === 'report') return event.faults
  return undefined
}
