// Which file may import which. docs/checks.md explains the rules; `npm run check` applies them.

const PROCESS = '^src-(?:main|preload|renderer|server|follower)/'
const MECHANISM = '^src-(main|server)/(?:cache|outbox|sync|sqlite|gateway|feed|storage|mail|outbound|ipc)/'
const TESTS = '^(?:tests|bench|scripts)/'

/**
 * @param {string} name
 * @param {string} comment
 * @param {object} from
 * @param {object} to
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/**
 * In src-shared each layer knows only those below it.
 * @param {string} layer
 * @param {string} above
 */
const layer = (layer, above) =>
  forbid(
    `shared-${layer}-knows-only-below`,
    'base <- sync <- features <- contract',
    { path: `^src-shared/${layer}/` },
    { path: `^src-shared/(?:${above})/` }
  )

export default {
  forbidden: [
    forbid(
      'shared-knows-zod-only',
      'src-shared runs in every process: it imports itself and zod',
      { path: '^src-shared/' },
      { pathNot: ['^src-shared/', '^node_modules/zod/', '^zod$'] }
    ),
    layer('base', 'sync|features|contract'),
    layer('sync', 'features|contract'),
    layer('features', 'contract'),
    forbid(
      'process-imports-no-other-process',
      'what two processes need is in src-shared',
      { path: '^src-(main|preload|renderer|server|follower)/' },
      { path: PROCESS, pathNot: '^src-$1/' }
    ),
    forbid(
      'mechanism-never-imports-features',
      'app/ hands features in as registries; who acts (session) is known to the mechanism too',
      { path: MECHANISM },
      { path: '^src-(?:$1|shared)/features/', pathNot: '^src-shared/features/session/' }
    ),
    forbid(
      'nobody-imports-app',
      'app/ is the composition root: it imports, and only the entry imports it',
      { path: '^src-[^/]+/', pathNot: ['^src-[^/]+/app/', '^src-[^/]+/(?:index|main)\\.tsx?$'] },
      { path: '^src-[^/]+/app/' }
    ),
    forbid(
      'electron-only-at-the-edge',
      'electron is known in src-main/{app,ipc,platform} and the preload only',
      {
        path: '^src-',
        pathNot: ['^src-main/(?:app|ipc|platform)/', '^src-main/index\\.ts$', '^src-preload/']
      },
      { path: '(?:^|^node_modules/)(?:electron|electron-log|electron-store)(?:/|$)' }
    ),
    forbid(
      'no-node-in-web-pages',
      'the renderer and the follower page run in a browser',
      { path: '^src-(?:renderer|follower)/' },
      { dependencyTypes: ['core'] }
    ),
    forbid(
      'renderer-ui-knows-no-store',
      'the design system is told what to show',
      { path: '^src-renderer/ui/' },
      { path: ['^src-renderer/(?:features|bridge)/', '^node_modules/zustand/', '^src-shared/(?!base/)'] }
    ),
    forbid(
      'product-imports-no-tests',
      'tests, benches and scripts import the product, never the other way round',
      { path: '^src-' },
      { path: TESTS }
    ),
    forbid(
      'no-cycles',
      'two files that need each other are one idea, or share a third one',
      { path: `^src-|${TESTS}` },
      { circular: true }
    ),
    forbid(
      'no-orphans',
      'a file that nobody imports and that imports nobody is forgotten',
      {
        orphan: true,
        path: '^src-',
        pathNot: '\\.d\\.ts$'
      },
      {}
    ),
    forbid('no-unresolvable', 'the imported thing does not exist', {}, { couldNotResolve: true })
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tools.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types']
    }
  }
}
