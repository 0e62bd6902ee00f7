import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { TenantId } from '#shared/base/ids.ts'
import { answerPull, aSyncedAccount, IDENTITY, TestAccount } from '../../harness/account.ts'
import { HandFlushedLink, operationsOf } from '../../harness/hand-flushed-link.ts'
import { aConversation, aMessage, aRange, posted } from '../../harness/rows.ts'
import { settle, VirtualClock } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

test('[OP2, OB2, OB4] a restart loses nothing: frozen bytes stay, order stays, refusals stay', async () => {
  desk = await aSyncedAccount()
  await desk.say('one')
  const before = await desk.link.next('push')
  await desk.say('two')
  await desk.say('three')
  await desk.restart()
  await answerPull(desk.link, 10)
  const after = await desk.link.next('push')
  const [one, two, three] = operationsOf(after.asked)
  expect(one).toEqual(operationsOf(before.asked)[0])
  expect([two, three].map((operation) => operation?.deviceSeq)).toEqual([2, 3])

  after.answer({
    outcomes: [
      { opId: one?.opId, status: 'accepted', seq: 99 },
      { opId: two?.opId, status: 'rejected', code: 'needs_review', detail: { inboundSeq: 4 } },
      { opId: three?.opId, status: 'not_attempted' }
    ],
    head: 99
  })
  await settle()
  await desk.restart()
  expect(await desk.thread()).toEqual(['Hello', 'one: sent', 'two: refused', 'three: waiting'])
  expect((await desk.query('outbox.list', {})).map(({ rejection }) => rejection?.detail)).toEqual([
    undefined,
    { inboundSeq: 4 },
    undefined
  ])
})

test('[OB8] what the cache already holds is swept when the desk opens', async () => {
  desk = await aSyncedAccount()
  const one = await desk.say('one')
  const push = await desk.link.next('push')
  // the Change arrives before the answer to the push, and then the app is gone
  const message = aMessage({
    id: one as never,
    position: 2,
    direction: 'out',
    authorId: IDENTITY.userId,
    text: 'one'
  })
  const conversation = aConversation({ lastPosition: 2, version: 2 })
  desk.link.lines.at(-1)?.frame(aRange(10, 11, posted(11, message, conversation)))
  await settle()
  expect(await desk.thread()).toEqual(['Hello', 'one: sent'])
  await desk.restart()
  expect(await desk.thread()).toEqual(['Hello', 'one: sent'])
  expect((await desk.query('outbox.list', {})).map(({ state }) => state)).toEqual(['sending'])

  await answerPull(desk.link, 11)
  const again = await desk.link.next('push')
  expect(operationsOf(again.asked)).toEqual(operationsOf(push.asked))
  again.answer({ outcomes: [{ opId: one, status: 'accepted', seq: 11 }], head: 11 })
  await settle()
  expect(await desk.query('outbox.list', {})).toEqual([])
  expect(await desk.thread()).toEqual(['Hello', 'one: sent'])
})

test('[OB11] an outbox of a newer app is not opened, and not touched', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  await desk.say('precious')
  await desk.account.close()
  const file = new Database(path.join(desk.folder, 'outbox.db'))
  file.pragma('user_version = 99')
  file.close()
  await expect(desk.open()).rejects.toThrow(/newer version/)
  const again = new Database(path.join(desk.folder, 'outbox.db'))
  expect(again.prepare('SELECT count(*) AS n FROM operations').get()).toEqual({ n: 1 })
  again.close()
})

test("[OB10] another person's outbox is not opened", async () => {
  desk = await aSyncedAccount()
  await desk.account.close()
  const other = new TestAccount({
    link: new HandFlushedLink(),
    clock: new VirtualClock(),
    folder: desk.folder,
    identity: { ...IDENTITY, tenantId: TenantId.parse('rival') }
  })
  await expect(other.open()).rejects.toThrow(/another person/)
})

test('[OP7] an Operation that this version does not know is kept and shown, never sent and never deleted', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  await desk.say('one')
  await desk.account.close()
  const file = new Database(path.join(desk.folder, 'outbox.db'))
  file.exec("UPDATE operations SET type = 'message.sing', v = 3")
  file.close()
  await desk.open()
  await answerPull(desk.link, 10)
  await settle()
  expect(await desk.query('outbox.list', {})).toMatchObject([
    { type: 'message.sing', state: 'rejected', rejection: { code: 'unknown_type' } }
  ])
  expect(desk.link.pushed).toHaveLength(0)
})

test('[AC4] a wipe leaves no file behind', async () => {
  const { readdirSync } = await import('node:fs')
  desk = await aSyncedAccount()
  await desk.say('secret')
  expect(readdirSync(desk.folder)).toContain('outbox.db')
  await desk.account.wipe()
  expect(readdirSync(desk.folder)).toEqual([])
  expect(
    await desk.submit({ type: 'message.send', args: { conversationId: 'chat', text: 'x' }, base: {} })
  ).toMatchObject({
    ok: false,
    code: 'signed_out'
  })
})
