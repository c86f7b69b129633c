import { defineConfig } from 'vitest/config'

/** The run in which everything is killed: it takes minutes and has the machine for itself, so it is a command of its own. */
export default defineConfig({
  test: {
    include: ['test/faults/*.faults.ts'],
    globalSetup: ['test/services/global-setup.ts'],
    testTimeout: 400_000,
    hookTimeout: 200_000,
    maxWorkers: 1,
  },
})
