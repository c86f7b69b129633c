import { expect, test } from 'vitest'
import { parkedActions } from '../../src/operations/parked.ts'
import { eventually } from '../eventually.ts'
import { type Doings, extractedOf, parsedOf, pipelineOf } from './runner-kit.ts'

const image = (documentId: string) =>
  parsedOf(documentId, { pages: [{ number: 1, width: 595, height: 842, status: 'empty' }] })

test.for(['parse', 'recognise', 'extract', 'index'] as const)(
  'a document of which stage %s fails is parked by it, and goes on from there when it is retried',
  async (stage) => {
    let broken = true
    const runs: string[] = []
    const at = (name: string) => {
      runs.push(name)
      if (broken && name === stage) throw new TypeError(`${name} has a fault`)
    }
    const doings: Doings = {
      parse: async (documentId) => {
        at('parse')
        return image(documentId)
      },
      recognise: async (documentId) => {
        at('recognise')
        return parsedOf(documentId)
      },
      extract: async (parsed) => {
        at('extract')
        return extractedOf(parsed)
      },
      write: async ({ documentId, passages }) => {
        at('index')
        return { documentId, passageCount: passages.length, refused: [] }
      },
    }
    const pipeline = await pipelineOf(doings, { attempts: 1 })
    const document = await pipeline.add('one.pdf')
    await pipeline.start()
    await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('parked'))
    const { failure } = await pipeline.current(document)
    expect(failure).toMatchObject({ code: 'stage-failed', stage, message: expect.stringContaining('has a fault') })
    broken = false
    runs.length = 0
    await parkedActions(pipeline).retry(document.documentId)
    await eventually(async () => expect((await pipeline.current(document)).outcome).toBe('done'))
    const all = ['parse', 'recognise', 'extract', 'index']
    expect(runs).toEqual(all.slice(all.indexOf(stage)))
  },
)
