// What each npm script needs on the machine, and what it runs once that is there.

/**
 * @typedef {'electron' | 'display' | 'browser' | 'fonts'} Need
 * @typedef {{ needs: Need[], run: string[] }} Command
 */

/** @type {Need[]} */
const DESK = ['electron', 'display', 'fonts']

/** @type {Record<string, Command>} */
export const commands = {
  start: { needs: DESK, run: ['node', 'scripts/start.ts'] },
  demo: { needs: DESK, run: ['node', 'scripts/start.ts', '--demo'] },
  dev: { needs: DESK, run: ['node', 'scripts/dev.ts'] },
  server: { needs: [], run: ['node', 'scripts/server.ts'] },
  'server:restored': { needs: [], run: ['node', 'src-server/app/operator/restored.ts'] },
  company: { needs: [], run: ['node', 'src-server/app/operator/company.ts'] },
  build: { needs: [], run: ['node', 'scripts/build.ts'] },
  check: { needs: [], run: ['node', 'scripts/check.ts'] },
  test: { needs: [...DESK, 'browser'], run: ['node', 'scripts/test.ts'] },
  'test:unit': { needs: ['electron'], run: ['node', 'scripts/test.ts', '--unit'] },
  'test:e2e': { needs: [...DESK, 'browser'], run: ['node', 'scripts/test.ts', '--e2e'] },
  ci: { needs: [...DESK, 'browser'], run: ['node', 'scripts/ci.ts'] },
  faults: { needs: [...DESK, 'browser'], run: ['node', 'scripts/faults.ts'] },
  sim: { needs: [], run: ['node', 'scripts/sim.ts'] },
  'sim:mutants': { needs: [], run: ['node', 'scripts/sim.ts', '--mutants'] },
  bench: { needs: [...DESK, 'browser'], run: ['node', 'bench/run.ts'] },
  screenshots: { needs: [...DESK, 'browser'], run: ['node', 'scripts/screenshots.ts'] },
  package: { needs: DESK, run: ['node', 'scripts/package.ts'] },
  icons: { needs: ['browser'], run: ['node', 'scripts/icons.ts'] }
}
