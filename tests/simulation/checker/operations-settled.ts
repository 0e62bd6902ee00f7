import { isDeepStrictEqual } from 'node:util'
import { opCancel } from '#shared/sync/cancel.ts'
import type { OutboxItem } from '#shared/sync/status.ts'
import { CHATS, TENANT } from '../world/tenant.ts'
import type { World } from '../world/world.ts'
import type { Reader } from './readers.ts'
import type { DeskRecord } from './record.ts'

/** A stored Receipt, with its place in the order of judgement. */
export interface StoredReceipt {
  place: number
  status: 'accepted' | 'rejected'
  code?: string
  detail?: Record<string, unknown> & { reason?: string }
  seq: number
  atMs: number
}

export function readReceipts(server: Reader): Map<string, StoredReceipt> {
  const rows = server.all<{ place: number; op_id: string; body: string; atMs: number }>(
    'SELECT rowid AS place, op_id, body, created_at_ms AS atMs FROM receipts WHERE tenant_id = ? ORDER BY rowid',
    TENANT
  )
  return new Map(
    rows.map(({ place, op_id, body, atMs }) => [op_id, { place, atMs, seq: 0, ...JSON.parse(body) }])
  )
}

const READ_MARK =
  'SELECT inbound_seq AS seq FROM read_marks WHERE tenant_id = ? AND conversation_id = ? AND user_id = ?'

/** How often a row was tried when its next try may be minutes away; its author is told when, and can hurry it. */
const MANY_TRIES = 6

/**
 * Every Operation that was told as queued ended: applied once, refused and kept, or withdrawn by its author; in the order
 * of its Lane, with nothing after an unresolved refusal; and what people wrote is there verbatim.
 */
export async function checkOperations(world: World): Promise<void> {
  for (const [index, desk] of world.desks.entries()) {
    const items = (await desk.query('outbox.list', {})) ?? []
    if (!items.some((item) => item.nextAtMs !== null && item.attempts >= MANY_TRIES)) continue
    await desk.act('sync.retry-now', {})
    await world.scheduler.pass(60_000)
    await world.checksDone()
    void index
  }
  const server = world.readers.of(world.server.file)
  const receipts = readReceipts(server)
  const written = server.all<{ id: string; text: string }>(
    "SELECT id, text FROM messages WHERE tenant_id = ? AND direction = 'out'",
    TENANT
  )
  const texts = new Map(written.map(({ id, text }) => [id, text]))
  checkWithdrawals(world, receipts)
  for (const [index, desk] of world.desks.entries()) {
    if (desk.isWiped) continue
    const items = await desk.query('outbox.list', {})
    if (!items) {
      world.record.violate('LI1', `desk ${index} is not there at the end`)
      continue
    }
    const record = world.record.desk(index)
    checkStuck(world, index, items)
    checkEnds(world, index, record, items, receipts, texts)
    checkLanes(world, index, record, receipts)
    if (world.server.restores === 0) {
      for (const opId of record.uses)
        if (!receipts.has(opId))
          world.record.violate('OB3', `the use ${opId} of desk ${index} is not counted`)
      for (const [chat, seq] of record.reads) {
        const mark = server.get<{ seq: number }>(READ_MARK, TENANT, chat, desk.identity.userId)
        if ((mark?.seq ?? 0) < seq)
          world.record.violate(
            'OB3',
            `desk ${index} had read ${chat} up to ${seq}, the server says ${mark?.seq}`
          )
      }
    }
    await checkDrafts(world, index)
  }
}

/** What was withdrawn with success had no effect, and never will. */
function checkWithdrawals(world: World, receipts: ReadonlyMap<string, StoredReceipt>): void {
  for (const [opId, { operation }] of world.record.arrived) {
    if (operation.type !== opCancel.type || receipts.get(opId)?.status !== 'accepted') continue
    const withdrawn = opCancel.args.parse(operation.args).opId
    const { status, code } = receipts.get(withdrawn) ?? {}
    if (code !== 'cancelled')
      world.record.violate(
        'OP4',
        `${withdrawn} was withdrawn, and the server has ${code ?? status ?? 'nothing'} of it`
      )
  }
}

/** What is left over is refused, or waits behind something refused. */
function checkStuck(world: World, index: number, items: readonly OutboxItem[]): void {
  for (const item of items) {
    if (item.state === 'rejected' || item.heldBy) continue
    world.record.violate(
      'LI1',
      `${item.type} ${JSON.stringify(item.args)} is stuck as ${item.state} at desk ${index}, attempts ${item.attempts}`
    )
  }
}

function checkEnds(
  world: World,
  index: number,
  record: DeskRecord,
  items: readonly OutboxItem[],
  receipts: ReadonlyMap<string, StoredReceipt>,
  texts: ReadonlyMap<string, string>
): void {
  const restored = world.server.restores > 0
  for (const asked of record.byId.values()) {
    const item = items.find(({ opId }) => opId === asked.opId)
    const receipt = receipts.get(asked.opId)
    const name = `${asked.type} ${JSON.stringify(asked.args)} of desk ${index}`
    if (receipt?.status === 'accepted') {
      if (item && !(asked.copied && item.heldBy))
        world.record.violate('OB3', `${name} was applied and is shown as ${item.state}`)
      if (asked.withdrawnAtMs !== null && !asked.copied && !restored)
        world.record.violate('OP3', `${name} was withdrawn and is applied`)
      if (asked.type === 'message.send' && texts.get(asked.opId) !== asked.args.text)
        world.record.violate('PU5', `${name} has a Receipt, and the message says ${texts.get(asked.opId)}`)
    } else if (
      asked.withdrawnAtMs === null &&
      !(asked.wantedBack && !item && (receipt?.code === 'cancelled' || restored))
    ) {
      if (!item)
        world.record.violate('OB3', `${name} is absent; the server says ${JSON.stringify(receipt ?? null)}`)
      else if (
        item.state === 'rejected' &&
        receipt?.status !== 'rejected' &&
        !asked.copied &&
        !restored &&
        !asked.isUnreadable &&
        !wasRefusedFile(world, index, item)
      )
        world.record.violate(
          'OB4',
          `${name} is shown as ${item.rejection?.code}, which the server did not say`
        )
      else if (!isDeepStrictEqual(item.args, asked.args))
        world.record.violate('OB5', `${name} is kept as ${JSON.stringify(item.args)}`)
    } else if (item && asked.withdrawnAtMs !== null)
      world.record.violate('OP3', `${name} was withdrawn and is still there`)
    if (receipt?.status !== 'accepted' && texts.has(asked.opId))
      world.record.violate('PU5', `${name} has no accepted Receipt, and its message is there`)
  }
}

/** Whether the server has not taken a file of it: then there was no Receipt, and its author is told all the same. */
function wasRefusedFile(world: World, index: number, { rejection, args }: OutboxItem): boolean {
  const files = (args as { attachments?: { sha256: string }[] }).attachments ?? []
  const refused = world.uploads[index]?.refused
  return rejection?.code === 'attachment_refused' && files.some(({ sha256 }) => refused?.has(sha256))
}

function checkLanes(
  world: World,
  index: number,
  record: DeskRecord,
  receipts: ReadonlyMap<string, StoredReceipt>
): void {
  for (const [lane, list] of record.lanes) {
    const own = list.filter((asked) => !asked.copied)
    for (const [at, later] of own.entries()) {
      const applied = receipts.get(later.opId)
      if (applied?.status !== 'accepted') continue
      for (const earlier of own.slice(0, at)) {
        const before = receipts.get(earlier.opId)
        if (before?.status === 'accepted') {
          if (before.place > applied.place)
            world.record.violate(
              'LA1',
              `in ${lane} of desk ${index} ${JSON.stringify(later.args)} overtook ${JSON.stringify(earlier.args)}`
            )
        } else if (
          before?.code !== 'cancelled' &&
          (earlier.withdrawnAtMs === null || earlier.withdrawnAtMs > applied.atMs)
        ) {
          world.record.violate(
            'LA2',
            `in ${lane} of desk ${index} ${JSON.stringify(later.args)} was applied behind ${JSON.stringify(earlier.args)}, which is not resolved`
          )
        }
      }
    }
  }
}

async function checkDrafts(world: World, index: number): Promise<void> {
  const record = world.record.desk(index)
  for (const chat of CHATS) {
    const conversationId = `${TENANT}-${chat.id}` as never
    const draft = await world.desks[index]?.query('conversation.draft', { conversationId })
    const wanted = record.drafts.get(conversationId) ?? ''
    if ((draft?.text ?? '') !== wanted)
      world.record.violate(
        'DR1',
        `the draft of ${chat.id} at desk ${index} is "${draft?.text ?? ''}" instead of "${wanted}"`
      )
  }
}
