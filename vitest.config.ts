import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // a loaded machine is slow, not wrong
    testTimeout: 20_000,
    // what vitest leaves free by itself is half of a small machine
    maxWorkers: '100%',
    expect: { poll: { timeout: 8000 } },
    reporters: ['default', 'json'],
    outputFile: { json: 'out/results/unit.json' },
    projects: [
      {
        extends: true,
        // not isolated: to import the house again for each file takes as long as the tests
        test: { name: 'node', environment: 'node', isolate: false, include: ['tests/**/*.test.ts'] }
      },
      {
        extends: true,
        test: { name: 'dom', environment: 'happy-dom', include: ['tests/**/*.test.tsx'] }
      }
    ]
  }
})
