import { expect, test } from 'vitest'
import { type ErrorCode, errorCodes, RihlaError } from '../src/errors.ts'
import { codeToldBy, type Provocation } from './error-codes/kit.ts'
import { ofDocuments } from './error-codes/documents.ts'
import { ofFiles } from './error-codes/files.ts'
import { ofRequests } from './error-codes/requests.ts'
import { ofServices } from './error-codes/services.ts'

/** One for every code: what nothing raises is no code, and a new one is lacking here until it is provoked. */
const provocations: Record<ErrorCode, Provocation> = { ...ofFiles, ...ofDocuments, ...ofRequests, ...ofServices }

test('every code is provoked once', () => {
  const provoked = [ofFiles, ofDocuments, ofRequests, ofServices].flatMap((some) => Object.keys(some))
  expect(provoked.toSorted()).toEqual(Object.keys(errorCodes).toSorted())
})

test.for(Object.entries(provocations))('%s is what we raise', async ([code, provoke]) => {
  expect(await codeToldBy(provoke)).toBe(code)
})

test('an error that a test makes itself counts for nothing', async () => {
  const made = async () => {
    throw new RihlaError('stage-failed', 'made here')
  }
  await expect(codeToldBy(made)).rejects.toThrow('error-codes.test.ts')
  await expect(codeToldBy(async () => 'stage-failed')).rejects.toThrow('nothing was raised')
})
