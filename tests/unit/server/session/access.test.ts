import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PartnerId, type UserId } from '#shared/base/ids.ts'
import { LIVE, LiveFrame, PATHS } from '#shared/contract/wire.ts'
import type { Role } from '#shared/features/session/entities.ts'
import { userActivate, userDeactivate, userSetRole } from '#shared/features/session/operations.ts'
import type { ChangeRange } from '#shared/sync/change.ts'
import { Desk, nextEvent } from '../../../harness/desk.ts'
import { aPartner, writePartner } from '../../../harness/partners.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'
import { seedTenant } from '../../../harness/tenant.ts'

let server: TestServer
let adam: Desk
let lena: Desk
let mia: Desk
const open: Socket[] = []

beforeEach(async () => {
  server = await startTestServer()
  adam = await server.desk('adam@acme.test')
  lena = await server.desk('lena@acme.test')
  mia = await server.desk('mia@acme.test')
  await writePartner(server.storage(), server.tenant.id, aPartner())
  await writePartner(server.storage(), server.tenant.id, aPartner({ id: PartnerId.parse('blue') }))
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.close()
  await server.close()
})

const idOf = (desk: Desk): UserId => desk.grant.identity.userId

async function setRole(of: Desk, role: Role) {
  const [outcome] = await adam.push(adam.operation(userSetRole, { userId: idOf(of), role }))
  expect(outcome).toMatchObject({ status: 'accepted' })
}

async function shutOut(of: Desk, wipe = false) {
  return await adam.push(adam.operation(userDeactivate, { userId: idOf(of), wipe }))
}

const said = ({ items }: ChangeRange) => items.map(({ type, id }) => `${type} ${id}`)

async function connect(desk: Desk): Promise<Socket> {
  const socket = desk.live()
  open.push(socket)
  await nextEvent(socket, LIVE.heartbeat)
  return socket
}

function refresh({ grant }: Desk) {
  return fetch(server.url + PATHS.refresh, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken: grant.refreshToken })
  })
}

describe('a role that is changed', () => {
  test('[AC1, SQ3] who loses it is told to evict what it showed; nobody else is', async () => {
    const { seq, aclVersion } = await lena.openSnapshot()
    expect((await lena.snapshotRows('partner')).length).toBe(2)
    await setRole(lena, 'agent')
    const range = await lena.pull(seq)
    expect(range.aclVersion).toBe(aclVersion + 1)
    expect(said(range)).toEqual(['user.changed acme-lena', 'partner.evicted blue', 'partner.evicted green'])
    expect(said(await adam.pull(seq))).toEqual(['user.changed acme-lena'])
    expect(await lena.snapshotRows('partner')).toEqual([])
    await writePartner(server.storage(), server.tenant.id, aPartner({ version: 2 }))
    expect((await lena.pull(range.to)).items).toEqual([])
  })

  test('[AC1] who gains it is granted what it shows', async () => {
    const { seq } = await mia.openSnapshot()
    expect(await mia.snapshotRows('partner')).toEqual([])
    expect((await mia.pull(1)).items).toEqual([])
    await setRole(mia, 'lead')
    const range = await mia.pull(seq)
    expect(said(range)).toEqual(['user.changed acme-mia', 'partner.granted blue', 'partner.granted green'])
    expect(range.items[2]).toMatchObject({ kind: 'row', row: aPartner() })
    expect(said(await adam.pull(seq))).toEqual(['user.changed acme-mia'])
  })

  test('[SQ3, AC1] a grant that was taken back before it was fetched is never sent', async () => {
    const { seq } = await mia.openSnapshot()
    await setRole(mia, 'lead')
    await setRole(mia, 'agent')
    expect(said(await mia.pull(seq))).toEqual([
      'user.changed acme-mia',
      'user.changed acme-mia',
      'partner.evicted blue',
      'partner.evicted green'
    ])
  })

  test('[AC1, AC3, PL1] holds for a live link from the same seq on', async () => {
    const [lost, gained] = [await connect(lena), await connect(mia)]
    const frames: Record<string, ChangeRange[]> = { lost: [], gained: [] }
    lost.on(LIVE.frame, (frame) => frames.lost?.push(LiveFrame.parse(frame)))
    gained.on(LIVE.frame, (frame) => frames.gained?.push(LiveFrame.parse(frame)))
    await setRole(lena, 'agent')
    await setRole(mia, 'lead')
    await writePartner(server.storage(), server.tenant.id, aPartner({ version: 2 }))
    // the next push wakes the link, which has not looked at its sessions by itself since
    await setRole(mia, 'admin')
    const { head } = await adam.pull(1)
    await expect.poll(() => frames.lost?.at(-1)?.to === head && frames.gained?.at(-1)?.to === head).toBe(true)
    const rows = (of: ChangeRange[] = []) =>
      of.flatMap(({ items }) => items).filter(({ entity, kind }) => entity === 'partner' && kind === 'row')
    expect(rows(frames.lost)).toEqual([])
    expect(rows(frames.gained).map(({ id }) => id)).toEqual(['blue', 'green', 'green'])
  })

  test('[PU9] a push is decided by the role of its own transaction', async () => {
    const operation = lena.operation(userSetRole, { userId: idOf(mia), role: 'lead' })
    expect(await lena.push(operation)).toMatchObject([{ code: 'forbidden' }])
    await setRole(lena, 'admin')
    const second = lena.operation(userSetRole, { userId: idOf(mia), role: 'lead' })
    expect(await lena.push(second)).toMatchObject([{ status: 'accepted' }])
  })

  test('nobody changes their own access, and asking for what is so changes nothing', async () => {
    expect(await adam.push(adam.operation(userSetRole, { userId: idOf(adam), role: 'agent' }))).toMatchObject(
      [{ code: 'forbidden' }]
    )
    expect(await shutOut(adam)).toMatchObject([{ code: 'forbidden' }])
    const { head } = await adam.pull(1)
    await setRole(mia, 'agent')
    expect((await adam.pull(1)).head).toBe(head)
  })

  test('[SQ3] of another tenant is not found', async () => {
    await seedTenant(server.storage(), 'globex')
    const other = (await server.desk('mia@globex.test')).grant.identity.userId
    for (const operation of [
      adam.operation(userSetRole, { userId: other, role: 'lead' }),
      adam.operation(userDeactivate, { userId: other, wipe: true }),
      adam.operation(userActivate, { userId: other })
    ]) {
      expect(await adam.push(operation)).toMatchObject([{ code: 'not_found' }])
    }
    expect((await (await server.desk('mia@globex.test')).openSnapshot()).seq).toBe(1)
  })
})

describe('a person who is shut out', () => {
  test('[AC3] loses HTTP at once and the live link within five seconds, and cannot renew', async () => {
    const socket = await connect(mia)
    const ended = nextEvent(socket, LIVE.ended)
    await shutOut(mia)
    expect((await mia.send('GET', PATHS.snapshotStart)).status).toBe(401)
    await ended
    const renewed = await refresh(mia)
    expect(await renewed.json()).toMatchObject({ error: { code: 'unauthenticated' } })
    expect(said(await adam.pull(1)).at(-1)).toBe('user.changed acme-mia')
  })

  test('who is let in again signs in again: the sessions of before stay ended', async () => {
    await shutOut(mia)
    await adam.push(adam.operation(userActivate, { userId: idOf(mia) }))
    expect((await mia.send('GET', PATHS.snapshotStart)).status).toBe(401)
    const again = new Desk(server.url, await server.signIn('mia@acme.test'))
    expect((await again.send('GET', PATHS.snapshotStart)).status).toBe(200)
  })

  test('[AC4] with a wipe is told so by the answer to the refresh, also when it is ordered later', async () => {
    await shutOut(mia)
    expect(await shutOut(mia, true)).toMatchObject([{ status: 'accepted' }])
    for (let n = 0; n < 2; n++) {
      const answer = await refresh(mia)
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ error: { code: 'wipe_ordered' } })
    }
    const audit = await server.storage().read((db) => db.selectFrom('audit').select('action').execute())
    expect(audit.map(({ action }) => action)).toContain('session.wipe')
    await adam.push(adam.operation(userActivate, { userId: idOf(mia) }))
    const again = new Desk(server.url, await server.signIn('mia@acme.test'))
    expect((await refresh(again)).status).toBe(200)
  })
})
