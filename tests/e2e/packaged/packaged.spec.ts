// The hardened app as people install it. Its fuses keep Playwright from attaching to its main process, so it is
// judged from outside: by its files, by a picture that it takes of itself, and by its page's debugging port.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium, expect } from '@playwright/test'
import { type RunningServer, startServer } from '../../../scripts/start/server.ts'
import { test } from '../test.ts'
import { asarFiles } from './asar-files.ts'
import { packageApp, packagedPaths, runPackaged } from './packaged-app.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'octopus-desk-packaged-'))
let server: RunningServer

test.beforeAll(async () => {
  test.setTimeout(180_000)
  packageApp()
  server = await startServer({
    folder,
    port: 0,
    conversations: 20,
    messages: 200,
    signal: AbortSignal.timeout(60_000)
  })
})

test.afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const environment = (profile: string) => ({
  OCTOPUS_DESK_DATA: path.join(folder, profile),
  OCTOPUS_DESK_SERVER: server.url
})

test('[security 9] its fuses are set', async () => {
  const fuses = await getCurrentFuseWire(packagedPaths().executable)
  const expected: [FuseV1Options, FuseState][] = [
    [FuseV1Options.RunAsNode, FuseState.DISABLE],
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
    [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
    [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
    [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
    [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE]
  ]
  for (const [fuse, state] of expected) expect(fuses[fuse], FuseV1Options[fuse]).toBe(state)
})

test('it holds the bundles and better-sqlite3, and nothing else', () => {
  const files = asarFiles(path.join(packagedPaths().resources, 'app.asar'))
  const known =
    /^(?:package\.json|out\/(?:main|preload|renderer)\/.*|node_modules\/better-sqlite3\/(?:LICENSE|package\.json|lib\/.*|.*\.node))$/
  expect(files).toContain('out/main/index.cjs')
  expect(files.filter((file) => !known.test(file))).toEqual([])
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
})

test('[DT1] it signs in, syncs and paints the inbox', async () => {
  const picture = path.join(folder, 'inbox.png')
  const run = runPackaged([`--screenshot=${picture}`], {
    ...environment('inbox'),
    OCTOPUS_DESK_DEMO_SIGN_IN: 'agent'
  })
  expect(await run.ended, run.said()).toBe(0)
  expect(existsSync(picture) && statSync(picture).size).toBeGreaterThan(20_000)
})

test('[security 2, 9] its page has no Node, and its main process opens no inspector', async () => {
  const run = runPackaged(['--remote-debugging-port=0', '--inspect=0'], {
    ...environment('page'),
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--inspect=0'
  })
  try {
    await expect.poll(run.said, { timeout: 20_000 }).toMatch(/DevTools listening on ws:/)
    const browser = await chromium.connectOverCDP(String(run.said().match(/ws:\S+/)?.[0]))
    const page = browser.contexts()[0]?.pages()[0]
    if (!page) throw new Error('The packaged app shows no page.')
    await expect(page.getByRole('button').first()).toBeVisible()
    expect(page.url()).toMatch(/^app:/)
    expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined')
    expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'process'))).toBe('undefined')
    expect(run.said()).not.toContain('Debugger listening')
    await browser.close()
  } finally {
    run.child.kill()
    await run.ended
  }
})
