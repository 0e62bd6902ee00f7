import { Window } from 'happy-dom'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OpId, RequestId } from '#shared/base/ids.ts'
import type { Preview } from '#shared/features/approval/kinds/kind.ts'
import { requestSee } from '#shared/features/approval/operations.ts'
import type { RequestFilter } from '#shared/features/approval/views.ts'
import { type OpenSqliteFile, openSqliteFile } from '../../../src-main/sqlite/sqlite-file.ts'
import { createHttpLink } from '../../../src-main/sync/http-link.ts'
import { columnsOf, sectionsOf, waiting } from '../../../src-renderer/features/approval/sections.ts'
import { fieldText, impactText } from '../../../src-renderer/features/approval/words.ts'
import { systemClock } from '../../../src-server/app/system.ts'
import { TestAccount } from '../../harness/account.ts'
import { HandFlushedLink } from '../../harness/hand-flushed-link.ts'
import { type MailServer, startMailServer } from '../../harness/mail-server.ts'
import { aPartner, writePartner } from '../../harness/partners.ts'
import { aRequest, CONTENTS, writeRequests } from '../../harness/requests.ts'
import { startTestServer, type TestServer } from '../../harness/server.ts'
import { loyalty, withKind } from '../../harness/sixth-kind.ts'

const UNDO_MS = 6000

let server: TestServer
let mail: MailServer
const desks: TestAccount<HandFlushedLink, typeof systemClock>[] = []

beforeEach(async () => {
  mail = await startMailServer()
  server = await startTestServer({ smtp: { url: mail.url, from: 'Acme <partners@acme.test>' } })
  await writePartner(server.storage(), server.tenant.id, aPartner())
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
  await server.close()
  await mail.close()
})

/** A desk whose clock can be put forward, so that nobody waits for the undo window. */
async function aDesk(email: string, openFile?: OpenSqliteFile) {
  const { grant } = await server.desk(email)
  const link = new HandFlushedLink(createHttpLink({ serverUrl: server.url, fetch, io }))
  for (const kind of ['push', 'changes', 'snapshotStart', 'snapshotPage'] as const) link.flowing.add(kind)
  let aheadMs = 0
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs }
  const desk = new TestAccount({
    link,
    clock,
    identity: grant.identity,
    accessToken: async () => grant.accessToken,
    ...(openFile && { openFile })
  })
  desks.push(desk)
  await desk.open()
  await expect.poll(async () => (await desk.query('sync.status', {})).link).toBe('online')
  return {
    desk,
    async letLeave() {
      aheadMs += UNDO_MS
      await desk.act('sync.retry-now', {})
    }
  }
}
type AnyDesk = Awaited<ReturnType<typeof aDesk>>

const ALL: RequestFilter = {
  kinds: ['partnership', 'add-on', 'broadcast', 'advertising-package', 'ad'],
  state: 'pending',
  search: '',
  outcome: null,
  partnerId: null,
  order: 'requested',
  descending: false
}
const list = async ({ desk }: AnyDesk, more: Partial<RequestFilter> = {}, offset = 0, limit = 100) =>
  desk.query('approval.requests', { ...ALL, ...more, offset, limit })

const ask = RequestId.parse('ask')
const decide = ({ desk }: AnyDesk, outcome: 'approved' | 'rejected', reason: string | null = null) =>
  desk.ask('request.decide', { requestId: ask, outcome, reason }, { version: 1 })
const mails = () => server.storage().read((db) => db.selectFrom('mails').selectAll().execute())

test('[DE8] [PM8] a decision stays on this computer while it can be undone, and is "deciding", never "approved"', async () => {
  await writeRequests(server.storage(), server.tenant.id, [aRequest()])
  const lena = await aDesk('lena@acme.test')
  const opId = await decide(lena, 'rejected', 'No.')
  await lena.desk.act('sync.retry-now', {})
  const [row] = (await list(lena)).rows
  expect(row).toMatchObject({ decision: null, deciding: { outcome: 'rejected', reason: 'No.' } })
  expect(row?.deciding?.undoUntilMs).toBeGreaterThan(Date.now())
  expect(await lena.desk.query('approval.counts', {})).toEqual({ 'add-on': 0 })
  expect(await lena.desk.act('outbox.discard', { opId })).toEqual({ outcome: 'discarded' })
  await lena.letLeave()
  expect(await lena.desk.query('approval.counts', {})).toEqual({ 'add-on': 1 })
  expect(await mails()).toEqual([])

  await decide(lena, 'rejected', 'Really not.')
  await lena.letLeave()
  await expect.poll(async () => (await list(lena, { state: 'decided' })).total).toBe(1)
  expect((await list(lena)).total).toBe(0)
  expect(await mails()).toHaveLength(1)
  expect(await lena.desk.query('approval.reasons', {})).toEqual({ lastUsed: ['Really not.'] })
})

test('[DE8] an undo and its note for the trail are one commit', async () => {
  await writeRequests(server.storage(), server.tenant.id, [aRequest()])
  const commits: string[][] = []
  const { desk } = await aDesk('lena@acme.test', (options) => {
    const file = openSqliteFile(options)
    if (!options.path.endsWith('outbox.db')) return file
    return {
      ...file,
      transact(work) {
        const done = file.transact(work)
        commits.push(file.read.all<{ type: string }>('SELECT type FROM operations').map(({ type }) => type))
        return done
      }
    }
  })
  await desk.act('sync.set-offline', { offline: true })
  const opId = await desk.ask('request.decide', { requestId: ask, outcome: 'approved', reason: null })
  await desk.act('outbox.discard', { opId })
  expect(commits.slice(-2)).toEqual([['request.decide'], ['request.note-undone']])
})

test.each([
  ['the one online rejects first', 'rejected', 'approved', 1],
  ['the one online approves first', 'approved', 'rejected', 0]
] as const)(
  '[PM6] two leads, one offline: %s, both agree, and the loser is told',
  async (_case, first, second, sent) => {
    await writeRequests(server.storage(), server.tenant.id, [aRequest()])
    const [lena, adam] = [await aDesk('lena@acme.test'), await aDesk('adam@acme.test')]
    const reasonOf = (outcome: string) => (outcome === 'rejected' ? 'Because.' : null)
    await adam.desk.act('sync.set-offline', { offline: true })
    await decide(adam, second, reasonOf(second))
    await decide(lena, first, reasonOf(first))
    await lena.letLeave()
    await expect.poll(async () => (await list(lena, { state: 'decided' })).total).toBe(1)
    expect((await list(adam)).rows).toMatchObject([{ deciding: { outcome: second } }])

    await adam.letLeave()
    await adam.desk.act('sync.set-offline', { offline: false })
    await expect.poll(async () => (await adam.desk.query('approval.refused', {})).length).toBe(1)
    // the answer to the push may be here before the Change of whoever decided first
    await expect.poll(async () => (await list(adam, { state: 'decided' })).total).toBe(1)
    expect(await adam.desk.query('approval.refused', {})).toMatchObject([
      {
        decision: { outcome: first, byName: 'Lena' },
        refusal: {
          outcome: second,
          code: 'already_decided',
          detail: { byName: 'Lena', decision: { outcome: first, reason: reasonOf(first) } }
        }
      }
    ])
    expect(await mails()).toHaveLength(sent)
    await expect.poll(() => mail.received.length).toBe(sent)
    const [mine, theirs] = await Promise.all(
      [lena, adam].map(({ desk }) => desk.query('approval.request', { requestId: ask }))
    )
    expect(mine?.row.decision).toMatchObject({ outcome: first, byName: 'Lena' })
    expect(theirs?.row.decision).toMatchObject({ outcome: first, byName: 'Lena' })
  }
)

test('[PM7] the impact is there before the decision, and gone after it', async () => {
  await writeRequests(server.storage(), server.tenant.id, [
    aRequest({ kind: 'partnership', title: 'Starter', content: CONTENTS.partnership })
  ])
  const lena = await aDesk('lena@acme.test')
  const detail = await lena.desk.query('approval.request', { requestId: ask })
  expect(detail?.impact.map(({ label, text, tone }) => `${tone} ${label}: ${text.join('')}`)).toEqual([
    'neutral Package: Starter takes the place of Gold',
    'gain Engagements gained: ringtone',
    'loss Engagements lost: coupon, promo',
    'loss Channels over the limit: 1 in use, 0 in the new package',
    'loss Active engagements over the limit: 4 are active, the new package allows 3'
  ])
  await decide(lena, 'approved')
  await lena.letLeave()
  await expect
    .poll(async () => (await lena.desk.query('approval.request', { requestId: ask }))?.impact)
    .toEqual([])
  const after = await lena.desk.query('approval.request', { requestId: ask })
  expect(after?.trail.map(({ what, by }) => [what, by])).toEqual([
    ['asked', 'Green Energy'],
    ['approved', 'Lena']
  ])
})

test('[DE10] [PM6] the trail has every step, who and when, also what was seen and undone offline; each lead reads the same', async () => {
  await writeRequests(server.storage(), server.tenant.id, [aRequest()])
  const [lena, adam] = [await aDesk('lena@acme.test'), await aDesk('adam@acme.test')]
  const detailOf = ({ desk }: AnyDesk) => desk.query('approval.request', { requestId: ask })
  const see = ({ desk }: AnyDesk) => desk.ask('request.see', { requestId: ask })
  await adam.desk.act('sync.set-offline', { offline: true })
  expect((await detailOf(adam))?.isSeenByMe).toBe(false)
  await see(adam)
  expect((await detailOf(adam))?.isSeenByMe).toBe(true)
  const opId = await decide(adam, 'approved')
  await adam.desk.act('outbox.discard', { opId })
  expect(await adam.desk.query('outbox.list', {})).toEqual([])
  await adam.desk.act('sync.set-offline', { offline: false })
  const stepsOf = async (one: AnyDesk) => (await detailOf(one))?.trail.map(({ what, by }) => `${what} ${by}`)
  await expect.poll(() => stepsOf(lena)).toEqual(['asked Green Energy', 'seen Adam', 'approval-undone Adam'])
  // a second look, from another desk of the same person, is no second step
  await see(await aDesk('adam@acme.test'))
  await see(lena)
  await expect.poll(async () => (await stepsOf(lena))?.length).toBe(4)
  await decide(lena, 'rejected', 'No.')
  await lena.letLeave()
  const all = [
    'asked Green Energy',
    'seen Adam',
    'approval-undone Adam',
    'seen Lena',
    'rejected Lena',
    'mail-queued hello@green.example',
    'mailed hello@green.example'
  ]
  await expect.poll(() => stepsOf(adam)).toEqual(all)
  expect(await stepsOf(lena)).toEqual(all)

  const mia = await server.desk('mia@acme.test')
  expect(await mia.snapshotRows('request-step')).toEqual([])
  expect(await mia.push(mia.operation(requestSee, { requestId: ask }))).toMatchObject([{ code: 'forbidden' }])
})

test('[PM2] lists are searched by words, without case, accents or patterns, sorted and paged', async () => {
  const named = (n: number, partnerName: string, minor: number) =>
    aRequest({
      id: RequestId.parse(`r${n}`),
      partnerName,
      requestedAtMs: n,
      content: { ...CONTENTS['add-on'], price: { minor, currency: 'EUR' } }
    })
  await writeRequests(server.storage(), server.tenant.id, [
    named(1, 'Casa Verde', 300),
    named(2, 'Håkon & Söhne 100%', 100),
    named(3, 'apple', 200)
  ])
  const lena = await aDesk('lena@acme.test')
  const names = async (more: Partial<RequestFilter>, offset = 0, limit = 100) =>
    (await list(lena, more, offset, limit)).rows.map(({ partnerName }) => partnerName)
  expect(await names({ search: 'HAKON sohne' })).toEqual(['Håkon & Söhne 100%'])
  expect(await names({ search: '0%' })).toEqual(['Håkon & Söhne 100%'])
  expect(await names({ search: '_' })).toEqual([])
  expect(await names({ order: 'partner' })).toEqual(['apple', 'Casa Verde', 'Håkon & Söhne 100%'])
  expect(await names({ order: 'price', descending: true })).toEqual([
    'Casa Verde',
    'apple',
    'Håkon & Söhne 100%'
  ])
  expect(await names({}, 1, 1)).toEqual(['Håkon & Söhne 100%'])
  expect((await list(lena, {}, 1, 1)).total).toBe(3)
})

test('[PM8] several at once have a result each: undoable, waiting, accepted, lost, refused and tried again', async () => {
  const ids = ['a', 'b', 'c', 'd'].map((id) => RequestId.parse(id))
  await writeRequests(
    server.storage(),
    server.tenant.id,
    ids.map((id) => aRequest({ id }))
  )
  const [lena, adam] = [await aDesk('lena@acme.test'), await aDesk('adam@acme.test')]
  await lena.desk.act('sync.set-offline', { offline: true })
  const decisions: { requestId: RequestId; opId: OpId }[] = []
  for (const requestId of ids) {
    const args = { requestId, outcome: 'approved', reason: null } as const
    decisions.push({
      requestId,
      opId: OpId.parse(await lena.desk.ask('request.decide', args, { version: 1 }))
    })
  }
  const results = () => lena.desk.query('approval.results', { decisions })
  const states = async () => (await results()).map(({ state }) => state)
  expect(await states()).toEqual(['undoable', 'undoable', 'undoable', 'undoable'])
  await lena.desk.act('outbox.discard', { opId: decisions[3]?.opId ?? OpId.parse('none') })
  await lena.letLeave()
  expect(await states()).toEqual(['waiting', 'waiting', 'waiting', 'undone'])

  await adam.desk.ask(
    'request.decide',
    { requestId: ids[1], outcome: 'rejected', reason: 'No.' },
    { version: 1 }
  )
  await adam.letLeave()
  await writeRequests(server.storage(), server.tenant.id, [
    aRequest({ id: RequestId.parse('c'), version: 2 })
  ])
  await expect.poll(async () => (await list(adam, { state: 'decided' })).total).toBe(1)
  await lena.desk.act('sync.set-offline', { offline: false })
  await expect.poll(states).toEqual(['done', 'refused', 'refused', 'undone'])
  await expect.poll(async () => (await results())[2]?.version).toBe(2)
  const [, lost, amended] = await results()
  expect(lost).toMatchObject({
    counts: { outcome: 'rejected', byName: 'Adam' },
    refusal: { code: 'already_decided' }
  })
  expect(amended).toMatchObject({ refusal: { code: 'request_amended' } })

  const again = await lena.desk.act('outbox.retry', {
    opId: amended?.opId ?? OpId.parse('none'),
    base: { version: 2 }
  })
  if (!again.ok || !decisions[2]) throw new Error('it could not be tried again')
  decisions[2].opId = again.opId
  await lena.letLeave()
  await expect.poll(states).toEqual(['done', 'refused', 'done', 'undone'])
  await lena.desk.act('outbox.discard', { opId: lost?.opId ?? OpId.parse('none') })
  expect(await states()).toEqual(['done', 'lost', 'done', 'undone'])
})

/** The room's own preview of a request, as HTML. */
async function painted(requestId: RequestId, preview: Preview | null): Promise<string> {
  if (!preview) throw new Error('there is no preview')
  // the window's bridge, of which a preview without a file asks nothing
  const bridge = { subscribe: () => () => undefined }
  vi.stubGlobal('window', Object.assign(new Window(), { desk: bridge }))
  const { RequestPreview } = await import('../../../src-renderer/features/approval/request-preview.tsx')
  vi.unstubAllGlobals()
  return renderToStaticMarkup(createElement(RequestPreview, { requestId, preview, locale: 'en' }))
}

test('[PM4] a sixth Kind has its queue, columns, preview, impact and decision at the desk without another line', async () => {
  await withKind(loyalty, async () => {
    const content = { points: 7000 }
    const title = loyalty.title(content)
    await writeRequests(server.storage(), server.tenant.id, [aRequest({ kind: 'loyalty', title, content })])
    const lena = await aDesk('lena@acme.test')
    const sections = sectionsOf('requests')
    const [queue, history] = [sections.find(({ id }) => id === 'loyalty'), sections.at(-1)]
    if (!queue || !history) throw new Error('it has no queue')
    expect(queue.label).toBe('Loyalty programme requests')
    expect(columnsOf('requests', queue).map(({ label }) => label)).toEqual([
      'Title',
      'Partner',
      'Date requested'
    ])
    const kinds = [...queue.kinds]
    const counts = async () => waiting(await lena.desk.query('approval.counts', {}), kinds)
    expect(await counts()).toBe(1)
    const [row] = (await list(lena, { kinds })).rows
    expect(row).toMatchObject({ title: '7000 points', kindLabel: 'Loyalty programme', price: { minor: 990 } })
    const detail = await lena.desk.query('approval.request', { requestId: ask })
    expect(detail?.fields.map((field) => `${field.label}: ${fieldText(field, 'en')}`)).toEqual([
      'Points: 7,000'
    ])
    const html = await painted(ask, detail?.preview ?? null)
    for (const words of ['Collect points', '7000 for a start', 'Ad · green.example', 'Native: looks like'])
      expect(html).toContain(words)
    expect(detail?.impact.map((line) => impactText(line, 'de'))).toEqual(['7.000 more'])
    expect(detail?.impact.map((line) => impactText(line, 'en'))).toEqual(['7,000 more'])

    await decide(lena, 'approved')
    await lena.letLeave()
    await expect.poll(async () => (await list(lena, { kinds, state: 'decided' })).rows).toHaveLength(1)
    expect(history.kinds).toContain('loyalty')
    expect(await counts()).toBe(0)
    const partners = {
      search: '',
      status: null,
      order: 'name',
      descending: false,
      offset: 0,
      limit: 9
    } as const
    await expect
      .poll(async () => (await lena.desk.query('partner.list', partners)).rows[0]?.impressions)
      .toBe(12_000)
  })
  expect(sectionsOf('requests').map(({ id }) => id)).not.toContain('loyalty')
})
