import { TENANT } from '../world/tenant.ts'
import { DecisionWalk } from './decisions.ts'
import { type Effect, LEADS } from './effects.ts'
import { allChanges, type Beginning, type Chat, groupBySeq, type StoredChange } from './history.ts'
import { readReceipts, type StoredReceipt } from './operations-settled.ts'
import type { Reader } from './readers.ts'
import type { WorldRecord } from './record.ts'

const STALE_MS = 30 * 60_000

/**
 * Walks through the server's feed from its beginning, and looks at each Change with the Operation that made it: was it
 * allowed from what was there before? The rules are written here a second time, from the promises and not from the code.
 */
export function checkFeed(record: WorldRecord, server: Reader, beginning: Beginning): void {
  const { head } = server.get<{ head: number }>(
    'SELECT head_seq AS head FROM tenants WHERE id = ?',
    TENANT
  ) ?? {
    head: 0
  }
  const receipts = readReceipts(server)
  const audited = new Set(
    server
      .all<{ detail: string }>('SELECT detail FROM audit WHERE tenant_id = ?', TENANT)
      .map(({ detail }) => (JSON.parse(detail) as { opId?: string }).opId)
  )
  const changes = allChanges(record.trimmed, server)
  checkDense(record, changes, head)
  for (const [opId, { code }] of receipts)
    if (code !== 'cancelled' && !audited.has(opId))
      record.violate('PU5', `the Receipt of ${opId} has no line in the audit`)
  const effects = effectsBySeq(record, receipts)
  walk(record, changes, effects, beginning)
  const decisions = new DecisionWalk(record, beginning)
  for (const [seq, group] of groupBySeq(changes)) decisions.step(seq, group, effects.get(seq) ?? [])
  decisions.end(receipts)
}

function checkDense(record: WorldRecord, changes: readonly StoredChange[], head: number): void {
  let last = FIRST_SEQ - 1
  let item = -1
  for (const change of changes) {
    const goesOn = change.seq === last && change.item === item + 1
    const isNext = change.seq === last + 1 && change.item === 0
    if (!goesOn && !isNext)
      record.violate('SQ1', `after seq ${last} item ${item} comes ${change.seq} item ${change.item}`)
    last = change.seq
    item = change.item
  }
  if (last !== head) record.violate('SQ1', `the last seq is ${last}, the head ${head}`)
}

/** The first seq of a simulation; the companies begin after the one before. */
const FIRST_SEQ = 6

export function effectsBySeq(
  record: WorldRecord,
  receipts: ReadonlyMap<string, StoredReceipt>
): Map<number, Effect[]> {
  const bySeq = new Map<number, Effect[]>()
  for (const [opId, receipt] of receipts) {
    const arrived = record.arrived.get(opId)
    if (!arrived) {
      if (receipt.code === 'cancelled') continue
      record.violate('PU1', `the server has a Receipt of ${opId}, which nobody sent`)
      continue
    }
    if (receipt.status !== 'accepted') continue
    const list = bySeq.get(receipt.seq) ?? []
    list.push({ opId, receipt, ...arrived })
    bySeq.set(receipt.seq, list)
  }
  return bySeq
}

function walk(
  record: WorldRecord,
  changes: readonly StoredChange[],
  effects: ReadonlyMap<number, Effect[]>,
  beginning: Beginning
): void {
  const chats = new Map(beginning.chats)
  const roles = new Map(beginning.roles)
  const channels = new Map(beginning.channels)
  const fields = new Map<string, Field>()
  for (const { id, title, text } of beginning.responses) {
    fields.set(`${id} title`, { value: title, version: 1, by: null })
    fields.set(`${id} text`, { value: text, version: 1, by: null })
    fields.set(`${id} engagementId`, { value: null, version: 1, by: null })
    fields.set(`${id} attachments`, { value: '', version: 1, by: null })
  }
  const versions = new Map<string, number>()
  const gone = new Set<string>()
  const messages = new Set<string>()

  for (const [seq, group] of groupBySeq(changes)) {
    const made = effects.get(seq) ?? []
    for (const change of group) {
      const place = `${change.entity} ${change.entity_id} at seq ${seq}`
      if (gone.has(`${change.entity} ${change.entity_id}`))
        record.violate('CF8', `${place} comes after its removal`)
      if (change.kind === 'tombstone') gone.add(`${change.entity} ${change.entity_id}`)
      const row = JSON.parse(change.row ?? 'null')
      switch (change.entity) {
        case 'message': {
          if (messages.has(change.entity_id)) record.violate('PU1', `${place} is posted twice`)
          messages.add(change.entity_id)
          const before = chats.get(row.conversationId)
          if (row.position !== (before?.lastPosition ?? 0) + 1)
            record.violate('PU5', `${place} has the position ${row.position} after ${before?.lastPosition}`)
          if (row.direction === 'out' && before)
            checkReply(record, before, row, made, channels.get(before.channelId)?.chatEnabled !== false)
          break
        }
        case 'conversation': {
          const before = chats.get(change.entity_id)
          if (before) checkChat(record, before, row, made, group)
          chats.set(change.entity_id, row)
          break
        }
        case 'read-mark': {
          const key = `${row.userId} ${row.conversationId}`
          if (change.audience !== `user:${row.userId}`)
            record.violate('SQ3', `${place} is told to ${change.audience}`)
          if ((versions.get(key) ?? -1) >= row.inboundSeq)
            record.violate('PL7', `${place} goes back to ${row.inboundSeq}`)
          versions.set(key, row.inboundSeq)
          break
        }
        case 'channel': {
          const before = channels.get(change.entity_id)
          channels.set(change.entity_id, row)
          // what may be sent there is the platform's to say
          if (before?.chatEnabled === row.chatEnabled) break
          const effect = made.find(({ operation }) => operation.type === 'channel.set-chat')
          if (!effect || !LEADS.includes(roles.get(effect.userId) ?? ''))
            record.violate(
              'PU9',
              `${place} was changed by ${effect?.userId}, who is ${roles.get(effect?.userId ?? '')}`
            )
          break
        }
        case 'user':
          roles.set(change.entity_id, row.active ? row.role : 'shut out')
          break
        case 'canned-response':
          if (row) checkResponse(record, row, made, fields)
          break
      }
    }
    for (const { opId, operation, userId } of made) {
      if (roles.get(userId) === 'shut out')
        record.violate('PU9', `${opId} of ${userId} was accepted, who was shut out before`)
      if (
        operation.type === 'message.send' &&
        !group.some((change) => change.entity === 'message' && change.entity_id === opId)
      )
        record.violate('PU5', `${opId} was accepted at seq ${seq}, where its message is not`)
    }
  }
}

function checkReply(
  record: WorldRecord,
  before: Chat,
  row: { id: string; authorId: string; text: string },
  made: readonly Effect[],
  chatEnabled: boolean
): void {
  const effect = made.find(({ opId }) => opId === row.id)
  if (!effect) {
    record.violate('PU5', `the message ${row.id} has no Receipt at its seq`)
    return
  }
  const { operation, userId, agesMs } = effect
  const args = operation.args as { text?: string; takeOver?: boolean }
  // an engagement is called what the catalogue calls it: `team-rules.ts`
  const { text = row.text } = args
  const name = `"${text}"`
  if (row.authorId !== userId || row.text !== text)
    record.violate('PU1', `${name} was posted as "${row.text}" by ${row.authorId}`)
  if (!chatEnabled) record.violate('CF9', `${name} was posted while the chat was off`)
  const isColleagues = before.status === 'active' && before.ownerId !== userId
  if (isColleagues && !args.takeOver)
    record.violate('CF2', `${name} was posted into the chat of ${before.ownerId}`)
  if (isColleagues && operation.base.version !== before.ownerVersion)
    record.violate('CF3', `${name} took over from an owner that was not confirmed`)
  const old = Math.min(...agesMs) > STALE_MS
  if (old && before.inboundSeq > (operation.base.inboundSeq ?? 0))
    record.violate('CF6', `${name} is old, and was not shown to its author again`)
}

function checkChat(
  record: WorldRecord,
  before: Chat,
  row: Chat,
  made: readonly Effect[],
  group: readonly StoredChange[]
): void {
  const name = `${row.id} at version ${row.version}`
  if (row.version !== before.version + 1) record.violate('PU5', `${name} follows version ${before.version}`)
  if (row.inboundSeq < before.inboundSeq || row.lastPosition < before.lastPosition)
    record.violate('PU5', `${name} forgets messages`)
  if ((row.status === 'active') !== (row.ownerId !== null && row.status !== 'finished'))
    record.violate('CF10', `${name} is ${row.status} and owned by ${row.ownerId}`)
  if (row.status === 'finished' && row.inboundSeq > before.inboundSeq)
    record.violate('CF5', `${name} is finished, with a new message of the follower`)
  const news = row.status !== before.status || row.ownerId !== before.ownerId
  if (row.ownerVersion !== before.ownerVersion + (news ? 1 : 0))
    record.violate(
      'CF10',
      `${name}: the owner version goes from ${before.ownerVersion} to ${row.ownerVersion}`
    )
  if (!news || group.some((change) => change.entity === 'message')) return
  const effect = made.find(({ operation }) => operation.lane === `conversation:${row.id}`)
  if (!effect) {
    record.violate('PU5', `${name} changed its owner, and nobody asked for it`)
    return
  }
  const { operation, userId } = effect
  if (operation.type === 'conversation.take') {
    const someoneElse = before.ownerId !== null && before.ownerId !== userId
    if (someoneElse && operation.base.version !== before.ownerVersion)
      record.violate('CF1', `${userId} took ${name} from ${before.ownerId}, whom they had not seen`)
  } else if (operation.type === 'conversation.finish') {
    if (before.ownerId !== userId) record.violate('CF10', `${userId} finished ${name} of ${before.ownerId}`)
    if ((operation.base.inboundSeq ?? 0) < before.inboundSeq)
      record.violate('CF4', `${name} was finished over a message that was not seen`)
  }
}

/** A field of a canned response as it is, since which version, and who wrote it. */
interface Field {
  value: string | null
  version: number
  by: string | null
}

/** What goes with the words of a canned response. */
interface Carried {
  engagementId: string | null
  attachments: { sha256: string; name: string }[]
}

/** Who changed a field last, and whether its present author had seen that. */
function checkResponse(
  record: WorldRecord,
  row: Carried & { id: string; title: string; text: string; version: number },
  made: readonly Effect[],
  fields: Map<string, Field>
): void {
  const effect = made.find(
    ({ operation }) =>
      operation.type === 'canned-response.edit' || operation.type === 'canned-response.create'
  )
  const now = { ...row, attachments: row.attachments.map(({ sha256, name }) => `${sha256} ${name}`).join() }
  for (const field of ['title', 'text', 'engagementId', 'attachments'] as const) {
    const key = `${row.id} ${field}`
    const before = fields.get(key)
    if (before && before.value === now[field]) continue
    const seen = effect ? (record.seenVersions.get(effect.opId) ?? 0) : 0
    if (before && effect && before.by !== effect.userId && before.version > seen)
      record.violate(
        'CF7',
        `${effect.userId} wrote over the ${field} "${before.value}" of ${row.id}, which they had not seen`
      )
    if (before || effect)
      fields.set(key, { value: now[field], version: row.version, by: effect?.userId ?? null })
  }
}
