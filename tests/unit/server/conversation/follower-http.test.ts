import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChannelId, TenantId } from '#shared/base/ids.ts'
import { FollowerThread } from '#shared/contract/wire.ts'
import { aBrowser, type Running, startRunning } from './running.ts'

const SLUG = 'northwind-coffee'
const STYLE = 'body{margin:0}'

let server: Running
const pageFolder = mkdtempSync(join(tmpdir(), 'octopus-page-'))
beforeAll(async () => {
  mkdirSync(join(pageFolder, 'assets'))
  writeFileSync(join(pageFolder, 'index.html'), `<!doctype html><style>${STYLE}</style><p>Chat</p>`)
  writeFileSync(join(pageFolder, 'assets', 'index-1.js'), 'console.log(1)')
  server = await startRunning({ OCTOPUS_FOLLOWER_DIR: pageFolder })
})
afterAll(async () => {
  await server.stop()
  rmSync(pageFolder, { recursive: true })
})

describe('the session', () => {
  test('begins with a name; the cookie is hidden from scripts and other sites', async () => {
    const browser = aBrowser(server.url, SLUG)
    const before = await browser.thread()
    expect(FollowerThread.parse(before.body)).toMatchObject({ follower: null, messages: [] })
    const { status, body } = await browser.tellName('  Amal \u202e K.\n')
    expect(status).toBe(200)
    expect(FollowerThread.parse(body).follower).toEqual({ name: 'Amal K.' })
    expect(browser.setCookie()).toMatch(
      /^octopus_follower_northwind-coffee=[A-Za-z0-9_-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/
    )
  })

  test('is kept as a hash only', async () => {
    const browser = aBrowser(server.url, SLUG)
    await browser.tellName('Nils')
    const secret = browser.cookie().split('=')[1] ?? ''
    const rows = await server.storage.read((db) =>
      db.selectFrom('followers').select('session_hash').where('name', '=', 'Nils').execute()
    )
    expect(rows).toEqual([{ session_hash: createHash('sha256').update(secret).digest('hex') }])
  })

  test('goes on under another name', async () => {
    const browser = aBrowser(server.url, SLUG)
    await browser.tellName('Ros')
    const cookie = browser.cookie()
    expect((await browser.tellName('Rosa')).body.follower).toEqual({ name: 'Rosa' })
    expect(browser.cookie()).toBe(cookie)
  })

  test('of one channel is nobody at another', async () => {
    const browser = aBrowser(server.url, SLUG)
    await browser.tellName('Amal')
    const elsewhere = aBrowser(server.url, 'acme-care')
    const stolen = browser.cookie().replace(SLUG, 'acme-care')
    const before = await elsewhere.ask('messages', { id: 'x1', text: 'Hi' }, { cookie: browser.cookie() })
    expect(before.status).toBe(401)
    // the same tenant knows the follower, but it is another conversation
    const thread = await elsewhere.ask('thread', undefined, { cookie: stolen })
    expect(thread.body).toMatchObject({ conversationId: null, messages: [] })
  })

  test('[SV5] of one tenant is nobody in another', async () => {
    const tenant_id = TenantId.parse('other-tenant')
    await server.storage.transact(async (tx) => {
      const counters = { epoch: 'e', head_seq: 0, floor_seq: 0, acl_version: 1, demo: 0 as const }
      await tx
        .insertInto('tenants')
        .values({ id: tenant_id, name: 'Other', ...counters })
        .execute()
      await tx
        .insertInto('channels')
        .values({
          tenant_id,
          id: ChannelId.parse('other'),
          slug: 'other',
          name: 'Other',
          partner_name: 'Other',
          color: 0,
          chat_enabled: 1,
          version: 1
        })
        .execute()
    })
    const browser = aBrowser(server.url, SLUG)
    await browser.tellName('Amal')
    const cookie = browser.cookie().replace(SLUG, 'other')
    const thread = await aBrowser(server.url, 'other').ask('thread', undefined, { cookie })
    expect(thread.body.follower).toBeNull()
  })

  test.each(['   ', '\u202e\u0007'])('needs a name with letters: %j', async (name) => {
    expect((await aBrowser(server.url, SLUG).tellName(name)).status).toBe(400)
  })
})

describe('writing', () => {
  test('the same message twice is one message, with the first words', async () => {
    const browser = aBrowser(server.url, SLUG)
    await browser.tellName('Amal')
    const first = await browser.write('twice', 'Hello')
    const again = await browser.write('twice', 'Hello!!')
    expect(again).toMatchObject({ status: 200, body: first.body })
    const { body } = await browser.thread()
    expect(body).toMatchObject({ lastPosition: 1, messages: [{ id: 'twice', position: 1, text: 'Hello' }] })
  })

  test("under the id of someone else's message shows nothing of it", async () => {
    const amal = aBrowser(server.url, SLUG)
    await amal.tellName('Amal')
    await amal.write('amals', 'A secret')
    const nils = aBrowser(server.url, SLUG)
    await nils.tellName('Nils')
    const { status, body } = await nils.write('amals', 'Mine')
    expect(status).toBe(400)
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  test('without a session asks for a name', async () => {
    const { status, body } = await aBrowser(server.url, SLUG).write('m', 'Hello')
    expect(status).toBe(401)
    expect(body.error.message).toContain('name')
  })

  test.each([
    ['session', { name: 'Amal' }],
    ['messages', { id: 'm', text: 'Hello' }],
    ['delivered', { position: 1 }]
  ])('from another site is refused: %s', async (path, content) => {
    for (const origin of ['https://evil.test', 'null']) {
      const { status } = await aBrowser(server.url, SLUG).ask(path, content, { origin })
      expect(status).toBe(403)
    }
    const own = await aBrowser(server.url, SLUG).ask(path, content, { origin: server.url })
    expect(own.status).not.toBe(403)
  })

  test('only JSON is read, so that no form of another site can write', async () => {
    const answer = await fetch(`${server.url}/follower/${SLUG}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ id: 'm', text: 'Hello' })
    })
    expect(answer.status).toBe(400)
  })

  test('[CH1] stops with a sentence while the chat is off', async () => {
    const browser = aBrowser(server.url, 'beatbox-radio')
    await browser.tellName('Amal')
    const [channel] = await server.storage.read((db) =>
      db.selectFrom('channels').selectAll().where('slug', '=', 'beatbox-radio').execute()
    )
    const lena = await server.desk('lena')
    const set = (enabled: boolean) =>
      lena.push('channel.set-chat', `channel:${channel?.id}`, { channelId: channel?.id, enabled })
    await set(false)
    for (const refused of [
      await browser.write('m', 'Hello'),
      await aBrowser(server.url, 'beatbox-radio').tellName('Nils')
    ]) {
      expect(refused.body.error).toMatchObject({ code: 'chat_disabled' })
    }
    expect((await browser.thread()).body.channel.chatEnabled).toBe(false)
    await set(true)
    expect((await browser.write('m', 'Hello')).status).toBe(200)
  })

  test('too much of it is slowed down, and says for how long', async () => {
    const slow = await startRunning({ OCTOPUS_LIMIT_FACTOR: '0.02' })
    const browser = aBrowser(slow.url, SLUG)
    const answers = [
      await browser.tellName('A'),
      await browser.tellName('B'),
      await browser.tellName('C'),
      await browser.tellName('D')
    ]
    const last = answers.at(-1)
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    await slow.stop()
  })
})

describe('the thread', () => {
  test('shows of an agent the first name, and moves what was delivered only onward', async () => {
    const browser = aBrowser(server.url, SLUG)
    await browser.tellName('Amal')
    await browser.write('question', 'Are you open?')
    const { conversationId } = (await browser.thread()).body
    const mia = await server.desk('mia')
    await mia.push(
      'message.send',
      `conversation:${conversationId}`,
      { conversationId, text: 'Until six.' },
      { version: 1, inboundSeq: 1 }
    )
    const { body } = await browser.thread(1)
    expect(body.messages).toMatchObject([
      { position: 2, direction: 'out', agentName: 'Mia', text: 'Until six.' }
    ])

    const head = () =>
      server.storage.read((db) => db.selectFrom('tenants').select('head_seq').executeTakeFirstOrThrow())
    expect((await browser.ask('delivered', { position: 2 })).status).toBe(204)
    const { head_seq: moved } = await head()
    for (const position of [1, 2]) await browser.ask('delivered', { position })
    expect((await head()).head_seq).toBe(moved)
    const stored = await server.storage.read((db) =>
      db
        .selectFrom('conversations')
        .select('delivered_position')
        .where('id', '=', conversationId)
        .executeTakeFirst()
    )
    expect(stored).toEqual({ delivered_position: 2 })
  })

  test('of an unknown channel says so', async () => {
    const { status, body } = await aBrowser(server.url, 'nowhere').thread()
    expect(status).toBe(404)
    expect(body.error.code).toBe('not_found')
  })
})

describe('the page', () => {
  test('comes with a policy that allows its own script and style, and nothing inline besides', async () => {
    const answer = await fetch(`${server.url}/c/${SLUG}`)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy') ?? ''
    const hash = createHash('sha256').update(STYLE).digest('base64')
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-")
    expect(policy).toContain(hash)
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
  })

  test('its files may be kept for ever; nothing else is served beside them', async () => {
    const url = `${server.url}/c/assets/index-1.js`
    const file = await fetch(url, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(await file.text()).toBe('console.log(1)')
    expect(file.headers.get('content-encoding')).toBe('br')
    expect(file.headers.get('cache-control')).toContain('immutable')
    for (const name of ['..%2findex.html', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'other.js', '__proto__']) {
      expect((await fetch(`${server.url}/c/assets/${name}`)).status).toBe(404)
    }
  })

  test('of an unknown channel is a friendly one', async () => {
    const answer = await fetch(`${server.url}/c/%3Cscript%3E`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/html')
    const html = await answer.text()
    expect(html).toContain('There is no chat here')
    expect(html).not.toContain('script>')
  })
})
