/** What has been opened, to be closed in reverse; what fails to close does not keep the others open. */
export class Closers {
  readonly #closers: { name: string; close: () => Promise<unknown> | void }[] = []
  #closing: Promise<void> | undefined

  add(name: string, close: () => Promise<unknown> | void): void {
    this.#closers.push({ name, close })
  }

  /** Closes everything, once. */
  close(): Promise<void> {
    return (this.#closing ??= this.#closeAll())
  }

  async #closeAll(): Promise<void> {
    const failures: Error[] = []
    for (const { name, close } of this.#closers.toReversed()) {
      try {
        await close()
      } catch (cause) {
        failures.push(new Error(`${name} could not be closed`, { cause }))
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
  }
}
