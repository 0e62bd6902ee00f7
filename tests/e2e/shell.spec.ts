// The desk as a program of the system: one instance, links, menus, its window, its end, and a page that crashes.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startTestServer, type TestServer } from '../harness/server.ts'
import { aProfileFolder, type RunningDesk, removeFolder, startDesk } from './desk/running-desk.ts'

let server: TestServer
const folders: string[] = []

const profile = () => {
  const folder = aProfileFolder()
  folders.push(folder)
  return folder
}

test.beforeAll(async () => {
  server = await startTestServer()
})

test.afterAll(async () => {
  await server.close()
  for (const folder of folders) removeFolder(folder)
})

async function signedIn(folder: string): Promise<RunningDesk> {
  const desk = await startDesk(folder, server.url)
  const [mia] = server.tenant.people
  expect(await desk.signIn(mia?.email ?? '', mia?.password ?? '', true)).toMatchObject({
    value: { ok: true }
  })
  await expect
    .poll(async () => JSON.stringify(await desk.query('conversation.counts', { channelId: null })))
    .toContain('"unanswered":1')
  return desk
}

/** Runs the built desk once more, to its end. */
function runAgain(folder: string, args: readonly string[]): Promise<{ code: number | null; said: string }> {
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
async function watchRequests(desk: RunningDesk): Promise<() => Promise<unknown[]>> {
  await desk.page.evaluate(() => {
    const { desk } = window as unknown as { desk: { onRequest(listener: (request: unknown) => void): void } }
    const requests: unknown[] = []
    Object.assign(window, { requests })
    desk.onRequest((request) => requests.push(request))
  })
  return () => desk.page.evaluate(() => (window as unknown as { requests: unknown[] }).requests)
}

const clickMenu = (desk: RunningDesk, label: string) =>
  desk.app.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
    const item = items.find((one) => one.label === label)
    if (!item) throw new Error(`no menu item ${label}`)
    item.click()
    return item.checked
  }, label)

const menuItem = (desk: RunningDesk, label: string) =>
  desk.app.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
    const item = items.find((one) => one.label === label)
    return item && { enabled: item.enabled, checked: item.checked }
  }, label)

test('[SE1] [SE2] a cold start without the server opens what is cached, as the same person', async () => {
  const folder = profile()
  const first = await signedIn(folder)
  await first.app.close()
  const second = await startDesk(folder, 'http://127.0.0.1:9')
  const session = await second.query('session.current')
  expect(session).toMatchObject({ value: { state: 'signed-in', identity: { name: 'Mia' } } })
  expect(await second.query('conversation.counts', { channelId: null })).toMatchObject({
    value: { unanswered: 1 }
  })
  await second.app.close()
})

test('[DT1] a second start brings the window to the front and hands over its link', async () => {
  const folder = profile()
  const desk = await signedIn(folder)
  const requests = await watchRequests(desk)
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const again = await runAgain(folder, ['octopus-desk://conversation/acme-chat'])
  expect(again.code).toBe(0)
  await expect.poll(requests).toEqual([{ kind: 'open-conversation', conversationId: 'acme-chat' }])
  const isMinimized = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())
  await expect.poll(isMinimized).toBe(false)
  expect(desk.app.windows()).toHaveLength(1)
  await runAgain(folder, ['octopus-desk://conversation/../../etc'])
  expect(await requests()).toHaveLength(1)
  await desk.app.close()
})

test('[DT1] a link on the command line of the first start opens its conversation', async () => {
  const folder = profile()
  const first = await signedIn(folder)
  await first.app.close()
  const second = await startDesk(folder, server.url, ['octopus-desk://conversation/acme-chat'])
  await expect(second.page.getByRole('log', { name: 'Messages with Amal Haddad' })).toBeVisible()
  await second.app.close()
})

test('[DT1] the window comes back where it was left', async () => {
  const folder = profile()
  const first = await startDesk(folder, server.url)
  const box = { x: 120, y: 90, width: 1010, height: 700 }
  await first.app.evaluate(({ BrowserWindow }, box) => BrowserWindow.getAllWindows()[0]?.setBounds(box), box)
  await expect.poll(() => existsSync(join(folder, 'window.json'))).toBe(true)
  await first.app.close()
  const second = await startDesk(folder, server.url)
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds()
  )
  expect(bounds).toMatchObject({ width: box.width, height: box.height })
  await second.app.close()
})

test('[DT2] the theme of the settings is kept, and is the ground behind the page', async () => {
  const folder = profile()
  const first = await startDesk(folder, server.url)
  expect(await first.act('settings.save', { theme: 'dark' })).toMatchObject({ value: { theme: 'dark' } })
  await expect.poll(() => first.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  await first.app.close()
  const second = await startDesk(folder, server.url)
  const ground = () =>
    second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())
  expect(await ground()).toBe('#0F1313')
  await second.act('settings.save', { theme: 'light' })
  await expect.poll(ground).toBe('#EFF2F2')
  await second.app.close()
})

test('settings are kept across runs, of another version too, and a damaged file gives the first ones', async () => {
  const folder = profile()
  const file = join(folder, 'preferences.json')
  const settingsAfter = async (written: string) => {
    writeFileSync(file, written)
    const desk = await startDesk(folder, server.url)
    const reply = await desk.query('settings.current')
    await desk.app.close()
    return reply
  }
  const older = '{"settings": {"theme": "dark", "listWidth": 280, "gone": 1}, "lastSignIn": 5}'
  expect(await settingsAfter(older)).toMatchObject({
    value: { theme: 'dark', listWidth: 280, sendKey: 'enter' }
  })
  expect(await settingsAfter('{"settings"')).toMatchObject({ value: { theme: 'system', sendKey: 'enter' } })
})

test('the menu bar goes to rooms, works offline, and follows the session', async () => {
  const folder = profile()
  const desk = await startDesk(folder, server.url)
  await expect.poll(() => menuItem(desk, 'Sign Out…')).toMatchObject({ enabled: false })
  expect(await menuItem(desk, 'Work Offline')).toMatchObject({ enabled: false })
  const [mia] = server.tenant.people
  await desk.signIn(mia?.email ?? '', mia?.password ?? '')
  await expect.poll(() => menuItem(desk, 'Sign Out…')).toMatchObject({ enabled: true })
  const requests = await watchRequests(desk)
  for (const label of ['Outbox', 'Find', 'Settings…', 'Sign Out…']) await clickMenu(desk, label)
  await expect
    .poll(requests)
    .toEqual([
      { kind: 'go', room: 'outbox' },
      { kind: 'focus-search' },
      { kind: 'go', room: 'settings' },
      { kind: 'sign-out' }
    ])
  await clickMenu(desk, 'Work Offline')
  await expect.poll(() => desk.query('sync.status')).toMatchObject({ value: { link: 'paused-by-person' } })
  await desk.act('sync.set-offline', { offline: false })
  await expect.poll(() => menuItem(desk, 'Work Offline')).toMatchObject({ checked: false })
  await desk.app.close()
})

test('a page that crashes is opened again, with a plain message', async () => {
  const desk = await signedIn(profile())
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

test('it closes at once, in order, and a draft of the last moment is kept', async () => {
  const folder = profile()
  const first = await signedIn(folder)
  await first.act('conversation.save-draft', { conversationId: 'acme-chat', text: 'one more th' })
  const closedAt = Date.now()
  await first.app.close()
  expect(Date.now() - closedAt).toBeLessThan(3000)
  const second = await startDesk(folder, server.url)
  const draft = await second.query('conversation.draft', { conversationId: 'acme-chat' })
  expect(draft).toMatchObject({ value: { text: 'one more th' } })
  await second.app.close()
})

test('a screenshot is the painted inbox', async () => {
  const folder = profile()
  const first = await signedIn(folder)
  await first.app.close()
  const picture = join(folder, 'inbox.png')
  const { code, said } = await runAgain(folder, [`--screenshot=${picture}`])
  expect(code, said).toBe(0)
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')
  expect(statSync(picture).size).toBeGreaterThan(10_000)
})

test('a screenshot that cannot be made ends with a sentence', async () => {
  const desk = await startDesk(profile(), server.url)
  const folder = await desk.app.evaluate(({ app }) => app.getPath('userData'))
  const { code, said } = await runAgain(folder, [`--screenshot=${join(folder, 'x.png')}`])
  expect(code).toBe(1)
  expect(said).toContain('Octopus Desk runs already')
  await desk.app.close()
})
