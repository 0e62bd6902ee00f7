import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // a loaded machine is slow, not wrong
    testTimeout: 20_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'out/results/unit.json' },
    projects: [
      {
        extends: true,
        test: { name: 'node', environment: 'node', include: ['tests/**/*.test.ts'] }
      },
      {
        extends: true,
        test: { name: 'dom', environment: 'happy-dom', include: ['tests/**/*.test.tsx'] }
      }
    ]
  }
})
