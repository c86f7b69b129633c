/** Runs tasks of one key one after the other, those of different keys at the same time. */
export function makeSerialiser(): {
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>
  idle(): Promise<void>
} {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async run(key, task) {
      const before = tails.get(key) ?? Promise.resolve()
      const result = before.then(task, task)
      tails.set(key, result)
      try {
        return await result
      } finally {
        if (tails.get(key) === result) tails.delete(key)
      }
    },
    async idle() {
      await Promise.allSettled(tails.values())
    },
  }
}
