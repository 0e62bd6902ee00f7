import { defineConfig } from '@playwright/test'

export default defineConfig({
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    { name: 'screenshots', testDir: 'tests/screenshots' }
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'out/test-results',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 3, // a desk spends a part of a test waiting: three of them fill two cores
  reporter: [['list'], ['json', { outputFile: 'out/results/e2e.json' }]],
  use: {
    launchOptions: {
      // a Chromium that is already on the machine; found by the bootstrap
      ...(process.env.OCTOPUS_BROWSER && { executablePath: process.env.OCTOPUS_BROWSER }),
      chromiumSandbox: process.getuid?.() !== 0
    }
  }
})
