import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RequestId } from '#shared/base/ids.ts'
import { ApiScope } from '#shared/features/integration/api-keys.ts'
import { userSetRole } from '#shared/features/session/operations.ts'
import { createHttpFileLink } from '../../../src-main/files/http-file-link.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import { aPng, attachmentOf, noise } from '../../harness/files.ts'
import { CONTENTS } from '../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { TcpLine } from '../../harness/tcp-line.ts'
import { platformOf } from '../server/integration/platform.ts'
import { until } from './files-rig.ts'

/** An id that the platform may choose, and that is no name of a folder on Windows. */
const ASK = RequestId.parse('con')
const bytes = aPng(noise(40_000, 77))
const file = attachmentOf('bike.png', bytes)
const ref = { conversationId: ASK, sha256: file.sha256 }

let server: TestServer
let line: TcpLine
const desks: TestAccount<ReturnType<typeof createHttpLink>, typeof systemClock>[] = []

beforeEach(async () => {
  server = await startTestServer()
  line = await TcpLine.lay(server.url)
  const platform = await platformOf(server, ApiScope.options)
  const email = 'hello@green.example'
  await platform.put('/partners/green', { name: 'Green Energy', email, status: 'active' })
  expect((await platform.upload('bike.png', bytes)).status).toBe(201)
  const content = { ...CONTENTS.ad, image: 'bike.png', imageSha256: file.sha256 }
  const posted = await platform.put(`/requests/${ASK}`, { kind: 'ad', partnerId: 'green', content })
  expect(posted.status).toBe(201)
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
  await line.close()
  await server.close()
})

async function aDesk(email: string) {
  const { grant } = await server.desk(email)
  const accessToken = async () => grant.accessToken
  const asked: string[] = []
  const spy: typeof fetch = (input, init) => {
    asked.push(new URL(String(input)).pathname)
    return fetch(input, init)
  }
  const desk = new TestAccount({
    link: createHttpLink({ serverUrl: line.url, fetch, io }),
    fileLink: createHttpFileLink({ serverUrl: line.url, fetch: spy, accessToken }),
    clock: systemClock,
    identity: grant.identity,
    accessToken
  })
  desks.push(desk)
  await desk.open()
  await until(async () => (await desk.query('sync.status', {})).link === 'online')
  return { desk, asked, userId: grant.identity.userId }
}

const fetched = (desk: { folder: string }) => {
  const folder = path.join(desk.folder, 'received')
  return existsSync(folder) ? readdirSync(folder) : []
}

test('[PM4] [security 20] a lead’s desk fetches the picture of an ad, keeps it offline, and loses it with the role', async () => {
  const { desk, userId } = await aDesk('lena@acme.test')
  const detail = await desk.query('approval.request', { requestId: ASK })
  expect(detail?.preview).toMatchObject({ shape: 'ad', image: 'bike.png', file })
  const found = await desk.account.file(ref)
  if (!found.ok) throw new Error(found.error)
  expect(found.value.attachment).toEqual(file)
  expect(readFileSync(found.value.path).equals(bytes)).toBe(true)
  expect(fetched(desk)).toEqual(['_con'])

  line.cut()
  expect(await desk.account.file(ref)).toMatchObject({ ok: true })
  line.mend()
  await desk.act('sync.retry-now', {})

  const adam = await server.desk('adam@acme.test')
  await adam.push(adam.operation(userSetRole, { userId, role: 'agent' }))
  await until(() => fetched(desk).length === 0)
  expect(await desk.account.file(ref)).toEqual({ ok: false, error: 'This file is not here any more.' })
  expect(await desk.query('approval.request', { requestId: ASK })).toBeNull()
})

test('[PM4] what has not come says so without a network, and comes when it is asked for again', async () => {
  const { desk } = await aDesk('lena@acme.test')
  line.cut()
  expect(await desk.account.file(ref)).toMatchObject({
    ok: false,
    error: expect.stringContaining('bike.png is not on this computer yet')
  })
  line.mend()
  await desk.act('sync.retry-now', {})
  await until(async () => (await desk.account.file(ref)).ok)
})

test('[AC1] [security 18] an agent’s desk knows of no such file and does not ask for it', async () => {
  const { desk, asked } = await aDesk('mia@acme.test')
  expect(await desk.account.file(ref)).toMatchObject({ ok: false })
  expect(asked.filter((place) => place === '/files/link')).toEqual([])
  expect(fetched(desk)).toEqual([])
})
