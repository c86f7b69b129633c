import { defineConfig } from 'vitest/config'

/** The runs in which everything is killed, or asked for much: each takes minutes and has the machine for itself. */
export default defineConfig({
  test: {
    include: ['test/faults/*.faults.ts', 'test/load/*.load.ts'],
    globalSetup: ['test/services/global-setup.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
})
