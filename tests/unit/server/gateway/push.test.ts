import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ChannelId, ConversationId, DeviceId, OpId } from '#shared/base/ids.ts'
import { PATHS } from '#shared/contract/wire.ts'
import {
  channelSetChat,
  conversationRead,
  conversationTake,
  messageSend
} from '#shared/features/conversation/operations.ts'
import { Lane, PUSH_MAX_BYTES, PUSH_MAX_OPERATIONS } from '#shared/sync/operation.ts'
import type { Desk } from '../../../harness/desk.ts'
import { startTestServer, type TestServer } from '../../../harness/server.ts'

const chat = ConversationId.parse('acme-chat')
const shop = ChannelId.parse('acme-shop')
const nowhere = ConversationId.parse('nowhere')

let server: TestServer
let mia: Desk

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  mia = await server.desk('mia@acme.test')
})
afterAll(() => server.close())

function reply(text: string) {
  return mia.operation(messageSend, { conversationId: chat, text, takeOver: false })
}

async function messagesNamed(text: string): Promise<number> {
  const rows = await server.storage().read((db) => {
    return db.selectFrom('messages').select('id').where('text', '=', text).execute()
  })
  return rows.length
}

async function auditOf(
  action: string
): Promise<{ outcome: string; detail: string; actor_id: string | null }[]> {
  return await server.storage().read((db) => {
    return db
      .selectFrom('audit')
      .select(['outcome', 'detail', 'actor_id'])
      .where('action', '=', action)
      .orderBy('id')
      .execute()
  })
}

describe('[CF6] [CF11] how old a reply is', () => {
  const MINUTE_MS = 60_000
  const DAY_MS = 24 * 60 * MINUTE_MS

  /** A reply that its author wrote so long ago on a desk whose clock is so wrong, after which the follower wrote. */
  async function answered(agoMs: number, clockErrorMs: number, tellsClock = true): Promise<unknown> {
    const deskNowMs = Date.now() + clockErrorMs
    const conversation = {
      conversationId: chat,
      text: `${agoMs} ${clockErrorMs} ${tellsClock}`,
      takeOver: true
    }
    const { version, inboundSeq } = await seen()
    const operation = mia.operation(messageSend, conversation, {
      base: { version, inboundSeq: inboundSeq - 1 },
      clientTimeMs: deskNowMs - agoMs
    })
    const body = {
      deviceId: mia.deviceId,
      operations: [operation],
      ...(tellsClock && { sentAtMs: deskNowMs })
    }
    const answer = await mia.send('POST', PATHS.push, body)
    const [outcome] = (answer.json as { outcomes: { status: string; code?: string }[] }).outcomes
    return outcome?.code ?? outcome?.status
  }

  async function seen(): Promise<{ version: number; inboundSeq: number }> {
    return await server.storage().read(async (db) => {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('id', '=', chat)
        .executeTakeFirstOrThrow()
      return { version: row.owner_version, inboundSeq: row.inbound_seq }
    })
  }

  test.each([0, -DAY_MS, DAY_MS])(
    'is told by two readings of a clock that is wrong by %d ms',
    async (error) => {
      expect(await answered(5 * MINUTE_MS, error)).toBe('accepted')
      expect(await answered(31 * MINUTE_MS, error)).toBe('needs_review')
    }
  )

  test('is told by one reading where the second one is not given', async () => {
    expect(await answered(5 * MINUTE_MS, 0, false)).toBe('accepted')
    expect(await answered(31 * MINUTE_MS, 0, false)).toBe('needs_review')
  })

  test('changes neither the order nor the times of what is written', async () => {
    const before = Date.now()
    await answered(MINUTE_MS, DAY_MS)
    await answered(MINUTE_MS, -DAY_MS)
    const rows = await server
      .storage()
      .read((db) =>
        db
          .selectFrom('messages')
          .select(['position', 'sent_at_ms'])
          .where('conversation_id', '=', chat)
          .orderBy('position')
          .execute()
      )
    const [first, second] = rows.slice(-2)
    expect(second?.position).toBe((first?.position ?? 0) + 1)
    for (const row of [first, second])
      expect(Math.abs(Number(row?.sent_at_ms) - before)).toBeLessThan(MINUTE_MS)
  })
})

describe('a push', () => {
  test('[PU1, PU2] takes effect once, and a replay gets the byte-identical Receipts', async () => {
    const taken = mia.operation(conversationTake, { conversationId: chat })
    const operations = [taken, reply('once'), mia.operation(conversationTake, { conversationId: nowhere })]
    const first = await mia.pushRaw(operations)
    expect(first.status).toBe(200)
    expect(first.json).toMatchObject({
      outcomes: [
        { opId: taken.opId, status: 'accepted' },
        { status: 'accepted' },
        { status: 'rejected', code: 'not_found' }
      ]
    })
    const again = await mia.pushRaw(operations)
    expect(again.text).toBe(first.text)
    expect(await messagesNamed('once')).toBe(1)
  })

  test('[SQ1] gives each accepted Operation its own seq, dense and in order', async () => {
    const before = (await mia.openSnapshot()).seq
    const outcomes = await mia.push(reply('one'), reply('two'), reply('three'))
    expect(outcomes.map((outcome) => outcome.status === 'accepted' && outcome.seq)).toEqual([
      before + 1,
      before + 2,
      before + 3
    ])
  })

  test('answers the head for what is so already', async () => {
    const read = () => mia.operation(conversationRead, { conversationId: chat, inboundSeq: 1 })
    await mia.push(read())
    const { seq } = await mia.openSnapshot()
    expect(await mia.push(read())).toMatchObject([{ status: 'accepted', seq }])
    expect((await mia.openSnapshot()).seq).toBe(seq)
  })

  test('[PU1, PU2] survives a restart of the server between two sends of the same batch', async () => {
    const operations = [reply('before the restart')]
    const first = await mia.pushRaw(operations)
    await server.restart()
    expect((await mia.pushRaw(operations)).text).toBe(first.text)
    expect(await messagesNamed('before the restart')).toBe(1)
  })

  test('[PU3] refuses an opId that stood for something else, without touching its Receipt', async () => {
    const original = reply('original')
    await mia.push(original)
    const forged = { ...reply('another text'), opId: original.opId }
    expect(await mia.push(forged)).toMatchObject([{ status: 'rejected', code: 'opid_reuse' }])
    expect(await mia.push(original)).toMatchObject([{ status: 'accepted' }])
    expect(await messagesNamed('another text')).toBe(0)
  })

  test("[PU3] refuses a colleague's opId, even with the same content", async () => {
    const mine = reply('mine')
    await mia.push(mine)
    const tom = await server.desk('tom@acme.test')
    const stolen = { ...mine, deviceId: tom.deviceId }
    expect(await tom.push(stolen)).toMatchObject([{ status: 'rejected', code: 'opid_reuse' }])
  })

  test('[PU3, OB12] tells a copied profile by a deviceSeq that is used twice, and accepts the rest from a new device', async () => {
    const used = reply('from the first profile')
    await mia.push(used)
    const copied = { ...reply('from the copy'), deviceSeq: used.deviceSeq }
    expect(await mia.push(copied)).toMatchObject([{ status: 'rejected', code: 'device_forked' }])
    const deviceId = DeviceId.parse(randomUUID())
    const fromNewDevice = await mia.pushRaw([{ ...copied, deviceId }], deviceId)
    expect(fromNewDevice.json).toMatchObject({ outcomes: [{ status: 'accepted' }] })
    const replayFromNewDevice = await mia.pushRaw([{ ...used, deviceId }], deviceId)
    expect(replayFromNewDevice.json).toMatchObject({ outcomes: [{ status: 'accepted' }] })
    expect(await messagesNamed('from the first profile')).toBe(1)
  })

  test('accepts a lower deviceSeq that was never used: Lanes run in parallel', async () => {
    const early = reply('early')
    const late = reply('late')
    await mia.push(late)
    expect(await mia.push(early)).toMatchObject([{ status: 'accepted' }])
  })

  test('[PU4] holds a Lane after a rejection, leaves other Lanes alone, and stores nothing for what it left', async () => {
    const taken = (conversationId: ConversationId) => mia.operation(conversationTake, { conversationId })
    const [refused, held, free] = [taken(nowhere), taken(nowhere), reply('in another Lane')]
    const batch = [refused, held, free]
    const expected = [{ code: 'not_found' }, { status: 'not_attempted' }, { status: 'accepted' }]
    expect(await mia.push(...batch)).toMatchObject(expected)
    expect(await mia.push(...batch)).toMatchObject(expected)
    expect(await mia.push(held)).toMatchObject([{ status: 'rejected', code: 'not_found' }])
  })

  test('judges type, version, args, Lane and role, and stores each verdict', async () => {
    const good = { conversationId: chat, text: 'x', takeOver: false }
    const wrong = [
      mia.operation(messageSend, good, { type: 'message.fly', lane: Lane.parse('a:1') }),
      mia.operation(messageSend, good, { v: 99, lane: Lane.parse('b:1') }),
      mia.operation(messageSend, { ...good, text: '   ' }, { lane: Lane.parse('c:1') }),
      mia.operation(messageSend, good, { lane: Lane.parse('conversation:another') }),
      mia.operation(channelSetChat, { channelId: shop, enabled: false })
    ]
    const codes = ['unknown_type', 'unknown_type', 'invalid_args', 'invalid_args', 'forbidden']
    const first = await mia.pushRaw(wrong)
    expect(first.json).toMatchObject({ outcomes: codes.map((code) => ({ status: 'rejected', code })) })
    expect((await mia.pushRaw(wrong)).text).toBe(first.text)
  })

  test('[AC5] [security 26] a device of somebody else is refused and audited, and changes nothing', async () => {
    await mia.push(reply('my device is known now'))
    const tom = await server.desk('tom@acme.test')
    const forged = [{ ...tom.operation(conversationTake, { conversationId: chat }), deviceId: mia.deviceId }]
    const answer = await tom.pushRaw(forged, mia.deviceId)
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ error: { code: 'forbidden' } })
    const mixed = await tom.pushRaw(forged)
    expect(mixed.status).toBe(403)
    const audited = await auditOf('sync.push')
    expect(audited.map((row) => [row.outcome, row.actor_id])).toEqual([
      ['forged_device', 'acme-tom'],
      ['forged_device', 'acme-tom']
    ])
  })

  test('[OP1, AC5] [security 26] tenant and actor come from the token, whatever the request says', async () => {
    const claim = { tenantId: 'globex', userId: 'acme-adam', role: 'admin' }
    const operation = { ...reply('who am I'), ...claim }
    const answer = await mia.send('POST', PATHS.push, {
      deviceId: mia.deviceId,
      operations: [operation],
      ...claim
    })
    expect(answer.status).toBe(200)
    const row = await server.storage().read((db) => {
      return db.selectFrom('messages').selectAll().where('text', '=', 'who am I').executeTakeFirstOrThrow()
    })
    expect([row.tenant_id, row.author_id]).toEqual(['acme', 'acme-mia'])
  })

  test('audits every verdict without the words that were written', async () => {
    await mia.push(reply('nobody audits these words'))
    const audited = await auditOf('message.send')
    expect(audited.length).toBeGreaterThan(0)
    expect(JSON.stringify(audited)).not.toContain('nobody audits')
    expect(server.logged()).not.toContain('nobody audits')
  })

  test('[PU7] is refused whole when it is too large, too long, too deep or no JSON at all', async () => {
    const padded = [reply('x'.repeat(PUSH_MAX_BYTES))]
    const tooLarge = await mia.pushRaw(padded)
    expect([tooLarge.status, tooLarge.json]).toMatchObject([413, { error: { code: 'too_large' } }])
    const tooMany = await mia.pushRaw(
      Array.from({ length: PUSH_MAX_OPERATIONS + 1 }, () => reply('one of many'))
    )
    expect([tooMany.status, tooMany.json]).toMatchObject([400, { error: { code: 'bad_request' } }])
    const deep = `{"deviceId":"d","operations":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`
    const tooDeep = await mia.send('POST', PATHS.push, deep)
    expect([tooDeep.status, tooDeep.json]).toMatchObject([400, { error: { code: 'bad_request' } }])
    const noJson = await mia.send('POST', PATHS.push, '{"secret words')
    expect([noJson.status, noJson.json]).toMatchObject([400, { error: { code: 'bad_request' } }])
    expect(noJson.text + server.logged()).not.toContain('secret words')
    expect(await messagesNamed('one of many')).toBe(0)
  })

  test('with two Operations of one opId runs the first and answers the second the same', async () => {
    const once = reply('twice in a batch')
    const [first, second] = await mia.push(once, once)
    expect(second).toEqual(first)
    expect(await messagesNamed('twice in a batch')).toBe(1)
  })

  test('[SQ1, PU1] from many desks at once loses and doubles nothing', async () => {
    const desks = await Promise.all(Array.from({ length: 5 }, () => server.desk('mia@acme.test')))
    const { seq } = await mia.openSnapshot()
    const sends = desks.flatMap((desk) =>
      Array.from({ length: 20 }, (_, i) => {
        const args = { conversationId: chat, text: `crowd ${i}`, takeOver: false }
        return desk.push(desk.operation(messageSend, args, { opId: OpId.parse(randomUUID()) }))
      })
    )
    const seqs = (await Promise.all(sends))
      .flat()
      .map((outcome) => outcome.status === 'accepted' && outcome.seq)
    expect(seqs.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 100 }, (_, i) => seq + 1 + i)
    )
  })
})
