// The desk as a program of the system: one instance, links, menus, its window, its end, and a page that crashes. One
// computer lives through all of it, because each start of a desk is dear.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { startTestServer, type TestServer } from '../harness/server.ts'
import { aProfileFolder, type RunningDesk, removeFolder, startDesk } from './desk/running-desk.ts'
import { test } from './test.ts'

test.describe.configure({ mode: 'serial' })

const box = { x: 120, y: 90, width: 1010, height: 700 }
let folder: string
let server: TestServer
let desk: RunningDesk

test.beforeAll(async () => {
  folder = aProfileFolder()
  server = await startTestServer()
})

test.afterAll(async () => {
  await desk?.app.close().catch(() => {}) // a test that failed may have left it
  await server.close()
  removeFolder(folder)
})

const writePreferences = (text: string) => writeFileSync(join(folder, 'preferences.json'), text)

/** Runs the built desk once more, to its end. */
function runAgain(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn('electron', ['.', ...sandbox, ...args], {
    env: { ...process.env, OCTOPUS_DESK_DATA: folder, OCTOPUS_DESK_SERVER: server.url }
  })
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })))
}

/** The requests that reach the page from now on. */
async function watchRequests(): Promise<() => Promise<unknown[]>> {
  await desk.page.evaluate(() => {
    const { desk } = window as unknown as { desk: { onRequest(listener: (request: unknown) => void): void } }
    const requests: unknown[] = []
    Object.assign(window, { requests })
    desk.onRequest((request) => requests.push(request))
  })
  return () => desk.page.evaluate(() => (window as unknown as { requests: unknown[] }).requests)
}

const clickMenu = (label: string) =>
  desk.app.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
    const item = items.find((one) => one.label === label)
    if (!item) throw new Error(`no menu item ${label}`)
    item.click()
    return item.checked
  }, label)

const menuItem = (label: string) =>
  desk.app.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
    const item = items.find((one) => one.label === label)
    return item && { enabled: item.enabled, checked: item.checked }
  }, label)

const ground = () =>
  desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())
const theme = () => desk.page.evaluate(() => document.documentElement.dataset.theme)

test('settings of another version are taken over as far as they are known', async () => {
  writePreferences('{"settings": {"theme": "dark", "listWidth": 280, "gone": 1}, "lastSignIn": 5}')
  desk = await startDesk(folder, server.url)
  expect(await desk.query('settings.current')).toMatchObject({
    value: { theme: 'dark', listWidth: 280, sendKey: 'enter' }
  })
})

test('the menu bar goes to rooms, works offline, and follows the session', async () => {
  await expect.poll(() => menuItem('Sign Out…')).toMatchObject({ enabled: false })
  expect(await menuItem('Work Offline')).toMatchObject({ enabled: false })
  const [mia] = server.tenant.people
  expect(await desk.signIn(mia?.email ?? '', mia?.password ?? '', true)).toMatchObject({
    value: { ok: true }
  })
  await expect
    .poll(async () => JSON.stringify(await desk.query('conversation.counts', { channelId: null })))
    .toContain('"unanswered":1')
  await expect.poll(() => menuItem('Sign Out…')).toMatchObject({ enabled: true })
  const requests = await watchRequests()
  for (const label of ['Outbox', 'Find', 'Settings…', 'Sign Out…']) await clickMenu(label)
  await expect
    .poll(requests)
    .toEqual([
      { kind: 'go', room: 'outbox' },
      { kind: 'focus-search' },
      { kind: 'go', room: 'settings' },
      { kind: 'sign-out' }
    ])
  await clickMenu('Work Offline')
  await expect.poll(() => desk.query('sync.status')).toMatchObject({ value: { link: 'paused-by-person' } })
  await desk.act('sync.set-offline', { offline: false })
  await expect.poll(() => menuItem('Work Offline')).toMatchObject({ checked: false })
})

test('it closes at once, in order', async () => {
  expect(await desk.act('settings.save', { theme: 'light' })).toMatchObject({ value: { theme: 'light' } })
  await expect.poll(theme).toBe('light')
  await desk.app.evaluate(({ BrowserWindow }, box) => BrowserWindow.getAllWindows()[0]?.setBounds(box), box)
  await expect.poll(() => existsSync(join(folder, 'window.json'))).toBe(true)
  await desk.act('conversation.save-draft', { conversationId: 'acme-chat', text: 'one more th' })
  const closedAt = Date.now()
  await desk.app.close()
  expect(Date.now() - closedAt).toBeLessThan(3000)
})

test('[DT1] a link on the command line of a start opens its conversation', async () => {
  desk = await startDesk(folder, server.url, ['octopus-desk://conversation/acme-chat'])
  await expect(desk.page.getByRole('log', { name: 'Messages with Amal Haddad' })).toBeVisible()
})

test('[DT1] the window is where it was left, and a draft of the last moment is kept', async () => {
  const bounds = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(bounds).toMatchObject({ width: box.width, height: box.height })
  expect(await desk.query('conversation.draft', { conversationId: 'acme-chat' })).toMatchObject({
    value: { text: 'one more th' }
  })
})

test('[DT2] the theme of the settings is kept, and is the ground behind the page', async () => {
  expect(await theme()).toBe('light')
  expect(await ground()).toBe('#EFF2F2')
  await desk.act('settings.save', { theme: 'dark' })
  await expect.poll(ground).toBe('#0F1313')
})

test('[DT1] a second start brings the window to the front and hands over its link', async () => {
  const requests = await watchRequests()
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const again = await runAgain(['octopus-desk://conversation/acme-chat'])
  expect(again.code).toBe(0)
  await expect.poll(requests).toEqual([{ kind: 'open-conversation', conversationId: 'acme-chat' }])
  const isMinimized = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())
  await expect.poll(isMinimized).toBe(false)
  expect(desk.app.windows()).toHaveLength(1)
  await runAgain(['octopus-desk://conversation/../../etc'])
  expect(await requests()).toHaveLength(1)
})

test('a screenshot that cannot be made ends with a sentence', async () => {
  const { code, said } = await runAgain([`--screenshot=${join(folder, 'x.png')}`])
  expect(code).toBe(1)
  expect(said).toContain('Octopus Desk runs already')
})

test('a page that crashes is opened again, with a plain message', async () => {
  await desk.app.evaluate(({ dialog, BrowserWindow }) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
      said.push(message)
      return { response: 0, checkboxChecked: false }
    }) as typeof dialog.showMessageBox
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  const said = () => desk.app.evaluate(() => (globalThis as unknown as { said: string[] }).said)
  await expect.poll(said).toEqual(['The window stopped working and was opened again.'])
  const painted = () =>
    desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.documentElement.dataset.ready'
      )
    )
  await expect.poll(painted).toBe('inbox')
  await desk.app.close()
})

test('[SE1] [SE2] a cold start without the server and with damaged settings opens what is cached, as the same person', async () => {
  writePreferences('{"settings"')
  desk = await startDesk(folder, 'http://127.0.0.1:9')
  expect(await desk.query('settings.current')).toMatchObject({
    value: { theme: 'system', sendKey: 'enter' }
  })
  expect(await desk.query('session.current')).toMatchObject({
    value: { state: 'signed-in', identity: { name: 'Mia' } }
  })
  expect(await desk.query('conversation.counts', { channelId: null })).toMatchObject({
    value: { unanswered: 1 }
  })
  await desk.app.close()
})

test('a screenshot is the painted inbox', async () => {
  const picture = join(folder, 'inbox.png')
  const { code, said } = await runAgain([`--screenshot=${picture}`])
  expect(code, said).toBe(0)
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')
  expect(statSync(picture).size).toBeGreaterThan(10_000)
})
