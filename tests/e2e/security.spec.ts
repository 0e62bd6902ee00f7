// What is tried against the desk, and must not work. The numbers are those of the list of attempts: [2] is the page's
// privileges, [3] scripts, [4] files, [5] navigation, [6] links out, [7] calls, [8] permissions, [10] tokens, [11] traces.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startTestServer, type TestServer } from '../harness/server.ts'
import {
  aProfileFolder,
  filesIn,
  filesWith,
  type RunningDesk,
  removeFolder,
  startDesk
} from './desk/running-desk.ts'

let server: TestServer
const folders: string[] = []

function profile(): string {
  const folder = aProfileFolder()
  folders.push(folder)
  return folder
}

const mia = () => {
  const person = server.tenant.people[0]
  if (!person) throw new Error('the tenant has nobody')
  return person
}

test.beforeAll(async () => {
  server = await startTestServer()
})

test.afterAll(async () => {
  await server.close()
  for (const folder of folders) removeFolder(folder)
})

test.describe('a page that was taken over', () => {
  test.describe.configure({ mode: 'serial' })
  let desk: RunningDesk

  test.beforeAll(async () => {
    desk = await startDesk(profile(), server.url)
    await desk.page.getByRole('button', { name: 'Sign in' }).waitFor()
  })
  test.afterAll(() => desk.app.close())

  const addressOf = () => desk.page.evaluate(() => location.href)

  test('[2] has no privileges: sandboxed, isolated, without Node', async () => {
    const preferences = await desk.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => contents.getLastWebPreferences())
    )
    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
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

  test('[7] sees five named functions and nothing behind them', async () => {
    const seen = await desk.page.evaluate(() => {
      const { desk } = window as unknown as { desk: Record<string, unknown> }
      return Object.entries(desk).map(([name, value]) => `${name}: ${typeof value}`)
    })
    expect(seen.sort()).toEqual([
      'act: function',
      'onRequest: function',
      'query: function',
      'submit: function',
      'subscribe: function'
    ])
  })

  test('[3] runs no script but the built one', async () => {
    const ran = await desk.page.evaluate(async () => {
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
    expect(desk.complaints.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(
      8
    )
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
      (url: string) => void (location.href = url),
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
      () => void (location.href = 'file:///etc/hosts'),
      () => void (location.href = 'app://desk/assets/../index.html?again'),
      () => void (location.href = 'data:text/html,hello'),
      () => void (location.href = 'javascript:document.title="taken over"')
    ]) {
      await desk.page.evaluate(attempt, target)
      await desk.page.waitForTimeout(80)
    }
    expect(await addressOf()).toBe(before)
    expect(desk.page.frames().map((frame) => frame.url())).not.toContain(target)
    expect(await desk.page.title()).toBe('Octopus Desk')
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
    const file = join(profile(), 'page.html')
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
    expect(large).toMatchObject(refused)
    expect(await desk.query('session.current')).toMatchObject({ ok: true })
  })

  test('[7] another window with the same bridge, and one of another origin, are refused', async () => {
    const answers = await desk.app.evaluate(async ({ BrowserWindow, webContents }) => {
      const preload = webContents.getAllWebContents()[0]?.getLastWebPreferences()?.preload
      const ask = "desk.query('session.current', {}).then(({ ok, code }) => ({ ok, code }))"
      const answers = []
      for (const url of ['app://desk/index.html', 'about:blank', 'data:text/html,<p>hello']) {
        const window = new BrowserWindow({ show: false, webPreferences: { ...(preload && { preload }) } })
        await window.loadURL(url)
        answers.push(await window.webContents.executeJavaScript(ask))
        window.destroy()
      }
      return answers
    })
    expect(answers).toEqual(Array(3).fill({ ok: false, code: 'refused' }))
  })

  test('[8] gets no permission but notifications and writing to the clipboard', async () => {
    const asked = await desk.page.evaluate(async () => {
      const outcome = (promise: Promise<unknown>) =>
        promise.then(
          () => 'granted',
          () => 'denied'
        )
      const place = new Promise((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(resolve, reject)
      )
      const { state: read } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
      return {
        camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
        place: await outcome(place),
        midi: await outcome(navigator.requestMIDIAccess()),
        clipboardRead: read,
        notifications: await Notification.requestPermission()
      }
    })
    expect(asked).toEqual({
      camera: 'denied',
      microphone: 'denied',
      screen: 'denied',
      place: 'denied',
      midi: 'denied',
      clipboardRead: 'denied',
      notifications: 'granted'
    })
  })
})

/** Remembers every token that the server hands out to this desk from now on. */
async function watchTokens(desk: RunningDesk): Promise<() => Promise<string[]>> {
  await desk.app.evaluate(({ net }) => {
    const tokens: string[] = []
    const fetch = net.fetch.bind(net)
    Object.assign(globalThis, { tokens })
    net.fetch = async (...request) => {
      const response = await fetch(...request)
      const text = await response.clone().text()
      for (const [, token] of text.matchAll(/"(?:access|refresh)Token":"([^"]+)"/g))
        if (token) tokens.push(token)
      return response
    }
  })
  return () => desk.app.evaluate(() => (globalThis as unknown as { tokens: string[] }).tokens)
}

const stateOf = async (desk: RunningDesk) => {
  const reply = await desk.query('session.current')
  return reply.ok ? reply.value : reply
}

test.describe('what stays on this computer', () => {
  test('[10] without a keychain the token is in memory only, and a restart asks for the password', async () => {
    const folder = profile()
    const first = await startDesk(folder, server.url)
    expect(await stateOf(first)).toMatchObject({ state: 'signed-out', keychain: 'weak' })
    const tokens = await watchTokens(first)
    expect(await first.signIn(mia().email, mia().password)).toMatchObject({ ok: true, value: { ok: true } })
    expect(await stateOf(first)).toMatchObject({ state: 'signed-in', kept: false })
    const handedOut = await tokens()
    expect(handedOut.length).toBeGreaterThanOrEqual(2)
    await first.app.close()
    expect(filesWith(folder, handedOut)).toEqual([])
    expect(filesIn(folder)).not.toContain('session.json')

    const second = await startDesk(folder, server.url)
    expect(await stateOf(second)).toMatchObject({ state: 'signed-out', lastEmail: mia().email })
    await second.app.close()
  })

  test('[10] with consent it is kept, but nowhere as it is', async () => {
    const folder = profile()
    const first = await startDesk(folder, server.url)
    const tokens = await watchTokens(first)
    await first.signIn(mia().email, mia().password, true)
    expect(await stateOf(first)).toMatchObject({ state: 'signed-in', kept: true, keychain: 'weak' })
    const handedOut = await tokens()
    await first.app.close()
    expect(filesIn(folder)).toContain('session.json')
    expect(filesWith(folder, handedOut)).toEqual([])
    expect(filesWith(folder, [mia().password])).toEqual([])

    const second = await startDesk(folder, server.url)
    expect(await stateOf(second)).toMatchObject({ state: 'signed-in', kept: true })
    await second.app.close()
  })

  test('[11] after a sign-out nothing of the person and the followers is left', async () => {
    const folder = profile()
    const desk = await startDesk(folder, server.url)
    await desk.signIn(mia().email, mia().password, true)
    await expect
      .poll(async () =>
        JSON.stringify(await desk.query('conversation.header', { conversationId: 'acme-chat' }))
      )
      .toContain('Amal Haddad')
    await desk.page.evaluate(() => localStorage.setItem('left', 'Amal Haddad in the page'))
    const text = { conversationId: 'acme-chat', text: 'a draft about Amal Haddad' }
    expect(await desk.act('conversation.save-draft', text)).toMatchObject({ value: { saved: true } })
    expect(filesWith(folder, ['Amal Haddad']).length).toBeGreaterThan(0)
    expect(await desk.act('session.sign-out', { discardUnsent: true })).toEqual({
      ok: true,
      value: { ok: true }
    })
    expect(await stateOf(desk)).toMatchObject({ state: 'signed-out', identity: null })
    expect(await desk.query('conversation.header', { conversationId: 'acme-chat' })).toMatchObject({
      ok: false,
      code: 'signed_out'
    })
    expect(filesIn(folder).filter((name) => name.startsWith('accounts') || name === 'session.json')).toEqual(
      []
    )
    await desk.app.close()
    expect(filesWith(folder, ['Amal Haddad'])).toEqual([])
  })

  test('[11] another person who signs in does not open what the first left behind', async () => {
    const folder = profile()
    const first = await startDesk(folder, server.url)
    await first.signIn(mia().email, mia().password)
    const draft = { conversationId: 'acme-chat', text: 'only Mia may read this' }
    await expect
      .poll(async () =>
        JSON.stringify(await first.query('conversation.header', { conversationId: 'acme-chat' }))
      )
      .toContain('Amal Haddad')
    await first.act('conversation.save-draft', draft)
    await first.app.close()

    const second = await startDesk(folder, server.url)
    const tom = server.tenant.people[1]
    await second.signIn(tom?.email ?? '', tom?.password ?? '')
    expect(await stateOf(second)).toMatchObject({ state: 'signed-in', identity: { name: 'Tom' } })
    expect(await second.query('conversation.draft', { conversationId: 'acme-chat' })).toEqual({
      ok: true,
      value: null
    })
    await second.app.close()
  })

  test('the log tells no message, no name and no token', async () => {
    const folder = profile()
    const desk = await startDesk(folder, server.url)
    const tokens = await watchTokens(desk)
    await desk.signIn(mia().email, mia().password)
    await desk.act('settings.save', { theme: 'a very secret theme' })
    await desk.query('conversation.thread', { conversationId: 'Amal Haddad' })
    const handedOut = await tokens()
    await desk.app.close()
    const log = readFileSync(join(folder, 'logs', 'desk.log'), 'utf8')
    expect(log).toContain('refused')
    for (const secret of ['secret', 'Amal', mia().email, ...handedOut]) expect(log).not.toContain(secret)
  })
})
