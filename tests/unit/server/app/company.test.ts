import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { LIVE, LiveFrame, SessionGrant } from '#shared/contract/wire.ts'
import { carryOut } from '../../../../src-server/app/operator/carry-out.ts'
import { readCommand } from '../../../../src-server/app/operator/command-line.ts'
import { mintIds, systemClock, systemRandom } from '../../../../src-server/app/system.ts'
import { createFeed } from '../../../../src-server/feed/feed.ts'
import { openSqliteStorage } from '../../../../src-server/storage/sqlite/open.ts'
import type { Storage } from '../../../../src-server/storage/storage.ts'
import { Desk, nextEvent } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

/** Whole words: in an id there may be something like it. */
const PASSWORD = /\b(?:[a-z2-9]{4}-){4}[a-z2-9]{4}\b/

let server: TestServer
/** the database as another process has it */
let beside: Storage
beforeAll(async () => {
  server = await startTestServer()
  beside = openSqliteStorage(`${server.dataDir}/desk.db`)
})
afterAll(async () => {
  await beside.close()
  await server.close()
})

async function* typed(text: string) {
  yield text
}

function command(line: string[], input = ''): Promise<string> {
  const feed = createFeed(beside)
  const tools = {
    storage: beside,
    feed,
    clock: systemClock,
    mintId: mintIds(systemClock, systemRandom),
    randomBytes: systemRandom
  }
  return carryOut(tools, readCommand(line), typed(input))
}

async function signIn(email: string, password: string) {
  const response = await fetch(`${server.url}/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, deviceName: 'test' })
  })
  return response.ok ? new Desk(server.url, SessionGrant.parse(await response.json())) : null
}

describe('a company', () => {
  test('[SV1] is made by a program beside the running server, with a password that is printed once', async () => {
    const child = spawn(
      process.execPath,
      [
        'src-server/app/operator/company.ts',
        'create',
        '--company',
        'Nova',
        '--name',
        'Ada',
        '--email',
        'Ada@nova.test'
      ],
      {
        env: { PATH: process.env.PATH, OCTOPUS_DATA_DIR: server.dataDir },
        stdio: ['ignore', 'pipe', 'inherit']
      }
    )
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(0)
    const [password = ''] = PASSWORD.exec(said) ?? []
    const ada = await signIn('ada@nova.test', password)
    expect(ada?.grant.identity).toMatchObject({ tenantName: 'Nova', name: 'Ada', role: 'admin' })
    expect((await ada?.snapshotRows('user'))?.length).toBe(1)
    expect(
      JSON.stringify(await server.storage().read((db) => db.selectFrom('audit').selectAll().execute()))
    ).not.toContain(password)
  }, 60_000)

  test('gets people and channels, and connected desks hear of them within seconds', async () => {
    await command(
      ['create', '--company', 'Sol', '--name', 'Sam', '--email', 'sam@sol.test', '--password-stdin'],
      'a long password\nmore'
    )
    const sam = await signIn('sam@sol.test', 'a long password')
    const socket = sam?.live()
    if (!sam || !socket) throw new Error('not signed in')
    await nextEvent(socket, LIVE.heartbeat)
    const frame = nextEvent(socket, LIVE.frame)
    await command([
      'add-person',
      '--company',
      'Sol',
      '--name',
      'Lea',
      '--email',
      'lea@sol.test',
      '--role',
      'lead'
    ])
    expect(LiveFrame.parse(await frame).items).toMatchObject([{ type: 'user.changed', row: { name: 'Lea' } }])
    socket.close()
    expect(
      await command(['set-channel', '--company', 'Sol', '--slug', 'sol-shop', '--name', 'Shop'])
    ).toContain('/c/sol-shop')
    await command([
      'set-channel',
      '--company',
      'Sol',
      '--slug',
      'sol-shop',
      '--new-slug',
      'sol-store',
      '--partner',
      'Sun'
    ])
    expect(await sam.snapshotRows('channel')).toMatchObject([
      { slug: 'sol-store', name: 'Shop', partnerName: 'Sun', chatEnabled: false, version: 2 }
    ])
    expect((await sam.pull(1)).items.map(({ type }) => type)).toEqual([
      'user.changed',
      'channel.changed',
      'channel.changed'
    ])
    const listed = await command(['list'])
    for (const word of ['Sol', 'sam@sol.test', 'lead   lea@sol.test', '/c/sol-store'])
      expect(listed).toContain(word)
  }, 20_000)

  test('[SV3] gets an API key whose secret is printed once, and loses it by its prefix', async () => {
    const scopes = 'followers:write, channels:read'
    const said = await command(['create-key', '--company', 'acme', '--name', 'Shop', '--scopes', scopes])
    const [secret = '', prefix = ''] = /(octo_[0-9a-f]{12})_[\w-]{43}/.exec(said) ?? []
    const ask = async (path: string) => {
      const headers = { authorization: `Bearer ${secret}` }
      return (await fetch(`${server.url}/api/v1/${path}`, { headers })).status
    }
    expect([await ask('followers'), await ask('channels'), await ask('partners')]).toEqual([200, 200, 403])
    const listed = await command(['list'])
    expect(listed).toContain(`${prefix}  Shop  followers:write, channels:read`)
    expect(listed).not.toContain(secret)
    expect(await command(['revoke-key', '--company', 'acme', '--prefix', secret])).toContain(prefix)
    expect(await ask('followers')).toBe(401)
    const wrong = ['create-key', '--company', 'acme', '--name', 'x', '--scopes', 'all']
    expect(() => readCommand(wrong)).toThrow(/--scopes has only these/)
    await expect(command(['revoke-key', '--company', 'acme', '--prefix', 'octo_'])).rejects.toThrow(
      /no API key/
    )
  })

  test('a reset of the password ends the sessions of the old one; a role and a lock-out take effect at once', async () => {
    const mia = await server.desk('mia@acme.test')
    const [password = ''] = PASSWORD.exec(await command(['reset-password', '--email', 'mia@acme.test'])) ?? []
    expect((await mia.send('GET', '/sync/snapshot')).status).toBe(401)
    expect(await signIn('mia@acme.test', 'octopus-demo')).toBeNull()
    expect(await signIn('mia@acme.test', password)).not.toBeNull()
    await command(['set-role', '--email', 'mia@acme.test', '--role', 'lead'])
    expect((await signIn('mia@acme.test', password))?.grant.identity.role).toBe('lead')
    await command(['shut-out', '--email', 'mia@acme.test'])
    expect(await signIn('mia@acme.test', password)).toBeNull()
    await command(['let-in', '--email', 'mia@acme.test'])
    expect(await signIn('mia@acme.test', password)).not.toBeNull()
  })

  test('a company keeps one administrator: the last one is neither shut out nor given another role', async () => {
    const adam = ['--email', 'adam@acme.test']
    const lena = ['--email', 'lena@acme.test']
    const last = /adam@acme.test is the last administrator .* Nothing was changed/
    await expect(command(['set-role', ...adam, '--role', 'agent'])).rejects.toThrow(last)
    await expect(command(['shut-out', ...adam])).rejects.toThrow(last)
    expect((await signIn('adam@acme.test', 'octopus-demo'))?.grant.identity.role).toBe('admin')
    await command(['set-role', ...lena, '--role', 'admin'])
    await command(['shut-out', ...lena])
    // one who may not sign in is no administrator to rely on
    await expect(command(['shut-out', ...adam])).rejects.toThrow(last)
    await command(['let-in', ...lena])
    await command(['set-role', ...adam, '--role', 'agent'])
    await expect(command(['shut-out', ...lena])).rejects.toThrow(/lena@acme.test is the last administrator/)
    await command(['set-role', ...adam, '--role', 'admin'])
    await command(['set-role', ...lena, '--role', 'lead'])
  })
})

describe('what cannot be done is said in a sentence', () => {
  afterEach(async () => {
    expect((await command(['list'])).match(/Acme|acme/g)).not.toBeNull()
  })

  test.each([
    [['create', '--company', 'acme', '--name', 'A', '--email', 'a@b'], 'There is a company "acme" already'],
    [
      ['create', '--company', 'New', '--name', 'A', '--email', 'tom@acme.test'],
      'Somebody signs in with tom@acme.test'
    ],
    [['create', '--company', 'New', '--name', 'A', '--email', 'nowhere'], '--email is not an e-mail address'],
    [
      ['add-person', '--company', 'No', '--name', 'A', '--email', 'a@b', '--role', 'lead'],
      'There is no company "No"'
    ],
    [['add-person', '--company', 'acme', '--name', 'A', '--email', 'a@b', '--role', 'boss'], '--role'],
    [['add-person', '--company', 'acme', '--name', 'A', '--email', 'a@b'], 'add-person needs --role'],
    [['reset-password', '--email', 'who@acme.test'], 'Nobody signs in with who@acme.test'],
    [
      ['reset-password', '--email', 'tom@acme.test', '--password-stdin'],
      'A password has 10 to 1000 characters'
    ],
    [['reset-password', '--email', 'tom@acme.test', '--role', 'lead'], 'reset-password takes no --role'],
    [['set-channel', '--company', 'acme', '--slug', 'Shop Öl'], '--slug has up to 80 letters'],
    [['set-channel', '--company', 'acme', '--slug', 'unknown'], 'There is no channel "unknown"'],
    [
      ['set-channel', '--company', 'New 2', '--slug', 'acme-shop', '--name', 'X'],
      'There is no company "New 2"'
    ],
    [['destroy'], 'npm run company -- <command>'],
    [['list', '--colour', 'red'], '--colour']
  ])('%j', async (line, sentence) => {
    await expect(async () => command(line, 'short\n')).rejects.toThrow(sentence)
  })

  test('a slug of another company is not given away', async () => {
    await command(
      ['create', '--company', 'Other', '--name', 'O', '--email', 'o@other.test', '--password-stdin'],
      'long enough\n'
    )
    const wish = ['set-channel', '--company', 'Other', '--slug', 'acme-shop', '--name', 'Mine']
    await expect(command(wish)).rejects.toThrow('belongs to another channel')
    await command(['set-channel', '--company', 'Other', '--slug', 'other', '--name', 'Other'])
    await expect(
      command(['set-channel', '--company', 'Other', '--slug', 'other', '--new-slug', 'acme-shop'])
    ).rejects.toThrow('belongs to another channel')
  })
})
