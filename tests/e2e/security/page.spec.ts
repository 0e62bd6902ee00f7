// What a page that was taken over tries, and must not get. The numbers are those of the list of attempts:
// [2] privileges, [3] scripts, [4] files, [5] navigation, [6] links out, [7] calls, [8] permissions.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from '@playwright/test'
import type { WebContents } from 'electron'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { aProfileFolder, type RunningDesk, removeFolder, startDesk } from '../desk/running-desk.ts'
import { test } from '../test.ts'

/** Electron answers it, although its types are silent about it. */
type Preferring = WebContents & { getLastWebPreferences(): object }

let server: TestServer
let desk: RunningDesk
const folder = aProfileFolder()

test.beforeAll(async () => {
  server = await startTestServer()
  // a camera and a microphone to ask for, also where the computer has none
  desk = await startDesk(folder, server.url, ['--use-fake-device-for-media-stream'])
  await desk.page.getByRole('button', { name: 'Sign in' }).waitFor()
})

test.afterAll(async () => {
  await desk.app.close()
  await server.close()
  removeFolder(folder)
})

const addressOf = () => desk.page.evaluate(() => location.href)

test('[2] has no privileges: sandboxed, isolated, without Node', async () => {
  const preferences = await desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => (contents as Preferring).getLastWebPreferences())
  )
  expect(preferences).toHaveLength(1)
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false
  })
  const found = await desk.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in window
    )
  )
  expect(found).toEqual([])
})

test('[7] sees six named functions and nothing behind them', async () => {
  const seen = await desk.page.evaluate(() => {
    const { desk } = window as unknown as { desk: Record<string, unknown> }
    return Object.entries(desk).map(([name, value]) => `${name}: ${typeof value}`)
  })
  expect(seen.sort()).toEqual([
    'act: function',
    'addFile: function',
    'onRequest: function',
    'query: function',
    'submit: function',
    'subscribe: function'
  ])
})

test('[3] runs no script but the built one', async () => {
  const ran = await desk.page.evaluate(async () => {
    // while the debugger evaluates, eval is allowed whatever the policy says; a task of the page's own is judged
    await new Promise((resolve) => setTimeout(resolve))
    const ran: string[] = []
    Object.assign(window, { ran: (what: string) => ran.push(what) })
    const attempt = (what: string, run: () => void) => {
      try {
        run()
        ran.push(what)
      } catch {
        // what the policy refuses throws
      }
    }
    const add = (name: string, attributes: Record<string, string>, text = '') => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      element.textContent = text
      document.body.append(element)
    }
    // biome-ignore lint/security/noGlobalEval: this is the attempt
    attempt('eval', () => eval('1'))
    attempt('Function', () => new Function('return 1')())
    setTimeout('ran("a text for setTimeout")' as never, 0)
    add('script', {}, 'ran("an inline script")')
    add('script', { src: 'data:text/javascript,ran("a data script")' })
    add('script', { src: 'https://example.com/remote.js' })
    add('script', { src: URL.createObjectURL(new Blob(['ran("a blob script")'])) })
    add('img', { src: 'data:,', onerror: 'ran("an inline handler")' })
    add('iframe', { srcdoc: '<script>parent.ran("a script in a frame")</script>' })
    add('iframe', { src: 'javascript:parent.ran("a javascript: frame")' })
    add('object', { data: 'data:text/html,<script>ran("an object")</script>' })
    document.body.insertAdjacentHTML('beforeend', '<svg onload="ran(\'an svg\')"></svg>')
    attempt('a worker', () => new Worker(URL.createObjectURL(new Blob(['']))))
    await fetch('https://example.com/').then(
      () => ran.push('fetch'),
      () => {}
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    return ran.filter((what) => what !== 'a worker')
  })
  expect(ran).toEqual([])
  expect(desk.complaints.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(8)
})

test('[4] app:// serves the built pages only, and no file:// loads', async () => {
  const status = (url: string) =>
    desk.app.evaluate(
      ({ net }, url) =>
        net.fetch(url).then(
          (response) => response.status,
          () => 0
        ),
      url
    )
  expect(await status('app://desk/index.html')).toBe(200)
  for (const path of [
    '../main/index.cjs',
    '%2e%2e/main/index.cjs',
    '..%2fmain%2findex.cjs',
    'assets/%2e%2e/%2e%2e/main/index.cjs',
    'index.html%00.js',
    '../renderer-evil/index.html',
    '/etc/passwd',
    ''
  ]) {
    expect(await status(`app://desk/${path}`), path).toBe(404)
  }
  expect(await status('app://other/index.html')).toBe(404)
  const answer = await desk.app.evaluate(async ({ net }) => {
    const { headers } = await net.fetch('app://desk/index.html')
    return { policy: headers.get('content-security-policy'), sniff: headers.get('x-content-type-options') }
  })
  expect(answer.policy).toContain("default-src 'none'")
  expect(answer.policy).not.toContain('unsafe')
  expect(answer.sniff).toBe('nosniff')
  const loaded = await desk.page.evaluate(
    () =>
      new Promise((resolve) => {
        const image = new Image()
        image.onload = () => resolve(true)
        image.onerror = () => resolve(false)
        image.src = `file://${'/usr/share/pixmaps/debian-logo.png'}`
      })
  )
  expect(loaded).toBe(false)
})

test('[5] stays where it is, and opens nothing', async () => {
  const before = await addressOf()
  const target = `${server.url}/metrics`
  for (const attempt of [
    (url: string) => {
      location.href = url
    },
    (url: string) => location.replace(url),
    (url: string) => void window.open(url),
    (url: string) => void window.open('about:blank')?.document.write(url),
    (url: string) => {
      const link = Object.assign(document.createElement('a'), { href: url })
      document.body.append(link)
      link.click()
    },
    (url: string) => {
      const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' })
      document.body.append(link)
      link.click()
    },
    (url: string) => {
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' })
      document.body.append(form)
      form.submit()
    },
    (url: string) => {
      const meta = Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: `0;url=${url}`
      })
      document.head.append(meta)
    },
    (url: string) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: url, id: 'frame' }))
    },
    () => {
      location.href = 'file:///etc/hosts'
    },
    () => {
      location.href = 'app://desk/assets/../index.html?again'
    },
    () => {
      location.href = 'data:text/html,hello'
    },
    () => {
      location.href = 'javascript:document.title="taken over"'
    }
  ]) {
    await desk.page.evaluate(attempt, target)
    await desk.page.waitForTimeout(80)
  }
  expect(await addressOf()).toBe(before)
  expect(desk.page.frames().map((frame) => frame.url())).not.toContain(target)
  expect(await desk.page.evaluate(() => document.title)).toBe('Octopus Desk')
  expect(desk.app.windows()).toHaveLength(1)
  expect(await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
})

test('[5] a frame of our own origin gets no bridge', async () => {
  const bridge = await desk.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return typeof (frame.contentWindow as unknown as { desk: unknown } | null)?.desk
  })
  expect(bridge).toBe('undefined')
})

test('[5] a file dropped on it is not shown', async () => {
  const before = await addressOf()
  const file = join(folder, 'page.html')
  writeFileSync(file, '<h1>dropped</h1>')
  const tools = await desk.page.context().newCDPSession(desk.page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    await tools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
  await desk.page.waitForTimeout(300)
  expect(await addressOf()).toBe(before)
  expect(desk.app.windows()).toHaveLength(1)
})

test('[6] opens only pages over https and mails outside', async () => {
  await desk.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
    shell.openPath = async (path) => {
      opened.push(path)
      return ''
    }
  })
  for (const url of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://example.com',
    'smb://host/share',
    'octopus-desk://conversation/c1',
    '/bin/sh',
    'https://mia:pw@example.com'
  ]) {
    expect(await desk.act('app.open-external', { url })).toEqual({ ok: true, value: { opened: false } })
  }
  for (const url of ['https://example.com/a', 'mailto:amal@example.com']) {
    expect(await desk.act('app.open-external', { url })).toEqual({ ok: true, value: { opened: true } })
  }
  const opened = await desk.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
  expect(opened).toEqual(['https://example.com/a', 'mailto:amal@example.com'])
})

test('[7] an unknown call, odd arguments and 10 MB are refused, and the desk goes on', async () => {
  const refused = { ok: false, code: 'refused' }
  expect(await desk.query('constructor')).toMatchObject(refused)
  expect(await desk.query('tenant.everything')).toMatchObject(refused)
  expect(await desk.act('session.sign-in', { serverUrl: 5 })).toMatchObject(refused)
  expect(await desk.act('settings.save', { theme: 'pink' })).toMatchObject(refused)
  expect(await desk.submit({ type: 'message.send' })).toMatchObject(refused)
  const large = await desk.page.evaluate(() => {
    const { desk } = window as unknown as { desk: { query(name: string, args: unknown): Promise<unknown> } }
    return desk.query('conversation.header', { conversationId: 'x'.repeat(10 * 1024 * 1024) })
  })
  expect(large).toMatchObject({ ...refused, message: 'This is too large for the desk to take.' })
  expect(await desk.query('session.current')).toMatchObject({ ok: true })
})

test('[7] another window with the same bridge, and one of another origin, are refused', async () => {
  const answers = await desk.app.evaluate(async ({ BrowserWindow }, preload) => {
    const ask = "window.desk.query('session.current', {}).then(({ ok, code }) => ({ ok, code }))"
    const answers = []
    for (const url of ['app://desk/index.html', 'about:blank', 'data:text/html,<p>hello']) {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } })
      await window.loadURL(url)
      answers.push(await window.webContents.executeJavaScript(ask))
      window.destroy()
    }
    return answers
  }, resolve('out/preload/index.cjs'))
  expect(answers).toEqual(Array(3).fill({ ok: false, code: 'refused' }))
})

test('[8] gets no permission but notifications and writing to the clipboard', async () => {
  const asked = await desk.page.evaluate(async () => {
    // a computer without a camera refuses too, so the reason is what tells
    const outcome = (promise: Promise<unknown>) =>
      promise.then(
        () => 'granted',
        (error) => String(error.name ?? `PositionError ${error.code}`)
      )
    const place = new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))
    const { state: read } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
    return {
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
      place: await outcome(place),
      midi: await outcome(navigator.requestMIDIAccess()),
      clipboardRead: read,
      notifications: await Notification.requestPermission()
    }
  })
  expect(asked).toEqual({
    camera: 'NotAllowedError',
    microphone: 'NotAllowedError',
    place: 'PositionError 1',
    midi: 'NotAllowedError',
    clipboardRead: 'denied',
    notifications: 'granted'
  })
})
