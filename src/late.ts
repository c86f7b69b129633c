import type { Log } from './contracts/stage-context.ts'
import { RihlaError } from './errors.ts'
import { persist } from './persist.ts'

/** A port whose server may come later than the process. */
export type Late<Port> = {
  /** The port itself as soon as it is open; until then each of its methods rejects with why it is not. */
  port: Port
  /** One of several ports that are opened together; as the port itself. */
  part<Name extends keyof Port>(name: Name): Port[Name]
  /** Resolves when it is open; rejects where it never will be: something is wrong that waiting does not mend. */
  opened: Promise<void>
  close(): Promise<void>
}

/**
 * Opens a port. Throws at once what is wrong for good, such as a password; a server that is only away is waited for
 * beside everything else, and that is said once.
 */
export async function openLate<Port extends { close(): Promise<void> }>(
  name: string,
  open: () => Promise<Port>,
  { log }: { log: Log },
): Promise<Late<Port>> {
  const stop = new AbortController()
  let port: Port | undefined
  let failure: RihlaError | undefined
  const first = Promise.withResolvers<void>()
  const onFailure = (reason: RihlaError, time: number) => {
    failure = reason
    first.resolve()
    if (time === 1) log.warn({ because: reason.message }, `waiting for ${name}: it cannot be reached`)
    else log.debug({ because: reason.message, time }, `still waiting for ${name}`)
  }
  const opened = (async () => {
    port = await persist(open, { signal: stop.signal, onFailure })
    if (failure) log.info({}, `${name} is reached`)
  })()
  opened.catch(first.reject)
  opened.then(first.resolve, () => undefined)
  await first.promise
  return {
    port: standIn(
      () => port,
      () => failure,
    ),
    part: (name) =>
      standIn(
        () => port?.[name],
        () => failure,
      ),
    opened,
    async close() {
      stop.abort(new Error('the process ends'))
      await opened.catch(() => undefined)
      await port?.close()
    },
  }
}

function standIn<Port>(current: () => Port | undefined, failure: () => RihlaError | undefined): Port {
  const refuse = () => refusal(failure() ?? new RihlaError('internal-error', 'asked before it was opened'))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every property is looked up in the port itself
  return new Proxy({} as Port & object, {
    get(_target, name) {
      const port = current()
      if (port) {
        const value: unknown = Reflect.get(port, name)
        return typeof value === 'function' ? value.bind(port) : value
      }
      // who awaits an object asks it for `then`
      return typeof name === 'symbol' || name === 'then' ? undefined : refuse
    },
  })
}

/** Rejects whoever awaits it, and likewise whoever goes through it: some methods give one thing after the other. */
function refusal(reason: RihlaError) {
  const rejected = (async (): Promise<never> => {
    throw reason
  })()
  rejected.catch(() => undefined)
  return Object.assign(rejected, { [Symbol.asyncIterator]: () => ({ next: () => rejected }) })
}
