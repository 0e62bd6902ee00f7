import { afterEach, expect, test } from 'vitest'
import { answerPull, aSyncedAccount, passTime, type TestAccount } from '../../harness/account.ts'
import { settle } from '../../harness/virtual-clock.ts'

let desk: TestAccount
afterEach(() => desk.close())

const status = () => desk.query('sync.status', {})
const lost = { kind: 'network', message: 'lost' } as const

test('[PL5, LI3] a half-open line is noticed after 45 s of silence, and the desk pulls', async () => {
  desk = await aSyncedAccount()
  await desk.clock.advance(44_000)
  expect(desk.link.held).toHaveLength(0)
  expect(await status()).toMatchObject({ link: 'online' })
  await desk.clock.advance(1500)
  expect(desk.link.held.map(({ kind }) => kind)).toEqual(['changes'])
  expect(await status()).toMatchObject({ link: 'connecting' })
  expect(desk.link.lines).toHaveLength(0)
  await answerPull(desk.link, 10)
  await desk.clock.advance(2000)
  expect(desk.link.lines).toHaveLength(1)
  expect(await status()).toMatchObject({ link: 'online' })
})

test('a request without an answer counts as lost after 30 s, and is asked again, ever later up to 30 s', async () => {
  desk = await aSyncedAccount()
  desk.link.livePossible = false
  desk.link.lines.at(-1)?.closed('gone')
  await desk.clock.advance(30_000)
  const { link, linkSinceMs } = await status()
  expect(link).toBe('offline')
  const waits: number[] = []
  for (let attempt = 0; attempt < 8; attempt++) {
    desk.link.held.length = 0
    const fromMs = desk.clock.nowMs()
    while (desk.link.held.length === 0) await desk.clock.advance(250)
    waits.push(desk.clock.nowMs() - fromMs)
    await desk.clock.advance(30_000)
  }
  expect(waits.slice(0, 3)).toEqual([750, 1500, 3000])
  expect(Math.max(...waits)).toBe(30_000)
  // offline since the first failure, not since the last
  expect((await status()).linkSinceMs).toBe(linkSinceMs)
})

test('[PL6] without live lines the desk polls, and is online all the same', async () => {
  desk = await aSyncedAccount()
  desk.link.livePossible = false
  desk.link.lines.at(-1)?.closed('gone')
  await answerPull(desk.link, 10)
  for (let turn = 0; turn < 6; turn++) {
    let waitedMs = 0
    while (desk.link.held.length === 0 && waitedMs < 20_000) {
      await desk.clock.advance(500)
      waitedMs += 500
    }
    expect(waitedMs).toBeLessThanOrEqual(15_500)
    await answerPull(desk.link, 10)
    await settle()
    expect(await status()).toMatchObject({ link: 'online' })
  }
})

test('working offline by choice asks for nothing and sends nothing until told otherwise', async () => {
  desk = await aSyncedAccount()
  await desk.act('sync.set-offline', { offline: true })
  const { link, linkSinceMs } = await status()
  expect([link, linkSinceMs]).toEqual(['paused-by-person', desk.clock.nowMs()])
  await desk.say('later')
  await desk.clock.advance(600_000)
  await desk.act('sync.retry-now', {})
  await settle()
  expect(desk.link.held).toHaveLength(0)
  expect(desk.link.lines).toHaveLength(0)
  expect(await status()).toMatchObject({ link: 'paused-by-person', unsent: 1 })

  await desk.act('sync.set-offline', { offline: false })
  expect(await status()).toMatchObject({ link: 'connecting' })
  await answerPull(desk.link, 10)
  await settle()
  expect(await status()).toMatchObject({ link: 'online' })
})

test('a pull that hangs does not keep the person waiting who asks to retry now', async () => {
  desk = await aSyncedAccount()
  desk.link.lines.at(-1)?.closed('gone')
  const hanging = await desk.link.next('changes')
  await desk.act('sync.retry-now', {})
  await answerPull(desk.link, 10)
  await settle()
  expect(await status()).toMatchObject({ link: 'online' })
  hanging.fail(lost)
  await settle()
  expect(await status()).toMatchObject({ link: 'online' })
})

test('freshness is when the cache last equalled the head, also after a restart without a network', async () => {
  desk = await aSyncedAccount()
  await passTime(desk, 180_000)
  const freshAtMs = (await status()).freshAtMs ?? 0
  expect(desk.clock.nowMs() - freshAtMs).toBeLessThanOrEqual(20_000)
  await desk.account.close()
  await desk.clock.advance(3_600_000)
  await desk.open()
  const pull = await desk.link.next('changes')
  pull.fail(lost)
  await settle()
  const after = await status()
  expect(after.link).toBe('offline')
  expect(freshAtMs - (after.freshAtMs ?? 0)).toBeLessThanOrEqual(60_000)
  expect(await desk.thread()).toEqual(['Hello'])
})

test('[LI4] a server that is busy is asked again when it said', async () => {
  desk = await aSyncedAccount()
  desk.link.lines.at(-1)?.heartbeat({ epoch: 'one', head: 11 })
  const pull = await desk.link.next('changes')
  pull.fail({ kind: 'transient', message: 'busy', retryAfterMs: 20_000 })
  await desk.clock.advance(19_000)
  expect(desk.link.held).toHaveLength(0)
  await desk.clock.advance(1500)
  expect(desk.link.held).toHaveLength(1)
})

test('[LI2] a reply whose Change does not arrive by itself is pulled', async () => {
  desk = await aSyncedAccount()
  const opId = await desk.say('one')
  const push = await desk.link.next('push')
  push.answer({ outcomes: [{ opId, status: 'accepted', seq: 11 }], head: 11 })
  await desk.clock.advance(500)
  expect((await desk.link.next('changes')).asked).toMatchObject({ since: 10 })
})
