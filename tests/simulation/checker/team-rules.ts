import type { Operation } from '#shared/sync/operation.ts'
import { checkAvailable, isReasonTrue } from './availability-then.ts'
import type { Effect } from './effects.ts'
import { effectsBySeq } from './feed-rules.ts'
import { allChanges, type Beginning, groupBySeq, type StoredChange } from './history.ts'
import { readReceipts, type StoredReceipt } from './operations-settled.ts'
import type { Reader } from './readers.ts'
import type { WorldRecord } from './record.ts'
import { type Then, thenAtFirst } from './then.ts'

const OUTCOMES = ['sent', 'seen', 'opened', 'redeemed']

/** A Change of the feed with its row read. */
type Told = StoredChange & { said: ReturnType<typeof JSON.parse> }

/**
 * Walks through the feed a second time, with an eye on engagements, notes, transfers and uses: was each allowed from what was there
 * just before, is all that belongs together under one seq, and was each refusal true? Written from the promises.
 */
export function checkTeam(record: WorldRecord, server: Reader, beginning: Beginning): void {
  const receipts = readReceipts(server)
  const effects = effectsBySeq(record, receipts)
  const refusals = refusalsOf(record, receipts)
  const then = thenAtFirst(beginning)
  for (const refusal of refusals) look(refusal, then, 0)
  for (const [seq, group] of groupBySeq(allChanges(record.trimmed, server))) {
    const told = group.flatMap((change) =>
      change.row === null ? [] : [{ ...change, said: JSON.parse(change.row) }]
    )
    const made = effects.get(seq) ?? []
    for (const effect of made) checkEffect(record, then, effect, told)
    for (const change of told) {
      checkChange(record, then, change, made)
      then.apply(change.entity, change.entity_id, change.said)
    }
    for (const refusal of refusals) look(refusal, then, seq)
  }
  for (const { isTrue, opId, receipt, operation } of refusals)
    if (!isTrue)
      record.violate(
        'CF14',
        `${opId} (${operation.type}) was refused with ${receipt.code} ${receipt.detail?.reason ?? ''}, which was never so`
      )
}

function checkEffect(record: WorldRecord, then: Then, effect: Effect, told: readonly Told[]): void {
  const { opId, operation, userId } = effect
  const args = operation.args as Record<string, unknown>
  const of = (entity: string, id: string = opId) =>
    told.find((change) => change.entity === entity && change.entity_id === id)?.said
  switch (operation.type) {
    case 'engagement.send': {
      const [message, sent] = [of('message'), of('sent-engagement')]
      const engagement = then.engagements.get(String(args.engagementId))
      const chat = then.chats.get(String(args.conversationId))
      if (!message || !sent || !engagement || !chat) {
        record.violate('CF13', `${opId} was accepted without its message or its card`)
        return
      }
      const { content } = engagement
      const wanted = {
        ...{ conversationId: chat.id, followerId: chat.followerId, engagementId: args.engagementId },
        ...{ type: content.type, title: content.title ?? content.name, sentById: userId, outcome: 'sent' }
      }
      for (const [name, value] of Object.entries(wanted))
        if (sent[name] !== value) record.violate('CF13', `${opId} says ${name} ${sent[name]}, not ${value}`)
      if (!isSame(message.engagement, { engagementId: args.engagementId, content }))
        record.violate('CF13', `${opId} brings ${JSON.stringify(message.engagement)}`)
      if (message.text !== wanted.title) record.violate('CF13', `${opId} is called "${message.text}"`)
      checkAvailable(record, then, chat, String(args.engagementId), effect)
      return
    }
    case 'conversation.transfer':
      checkTransfer(record, then, effect, of('conversation', String(args.conversationId)), of('note'))
      return
    case 'note.write': {
      const note = of('note')
      if (!note || note.transferredToId !== null)
        record.violate('PU5', `${opId} was accepted, and its note is not there`)
      if (note && note.text !== args.text)
        record.violate('PU1', `the note "${args.text}" says "${note.text}"`)
      if (told.some(({ entity }) => entity !== 'note'))
        record.violate('CF16', `the note "${args.text}" changed more than notes`)
      return
    }
    case 'canned-response.use': {
      const row = of('canned-response', String(args.responseId))
      const before = then.uses.get(String(args.responseId)) ?? { inserted: 0, edited: 0 }
      const edited = before.edited + (args.wasEdited ? 1 : 0)
      if (row?.usage.inserted !== before.inserted + 1 || row.usage.edited !== edited)
        record.violate(
          'PU1',
          `${opId} made ${JSON.stringify(row?.usage)} of ${JSON.stringify(before)} uses of ${args.responseId}`
        )
      return
    }
  }
}

/** One's own goes, and what nobody has from who saw that; to somebody who may sign in, with its note. */
function checkTransfer(
  record: WorldRecord,
  then: Then,
  { opId, operation, userId }: Effect,
  row: { ownerId: string; status: string } | undefined,
  note: { text: string; transferredToId: string; authorId: string } | undefined
): void {
  const args = operation.args as { conversationId: string; toUserId: string; note?: string }
  const before = then.chats.get(args.conversationId)
  const isMine = before?.status === 'active' && before.ownerId === userId
  const isFree = before?.status !== 'active' && before?.ownerVersion === operation.base.version
  if (!isMine && !isFree)
    record.violate('CF12', `${userId} gave away ${args.conversationId} of ${before?.ownerId}`)
  if (row?.ownerId !== args.toUserId || row.status !== 'active')
    record.violate('CF12', `${opId} gave ${args.conversationId} to ${row?.ownerId}, not to ${args.toUserId}`)
  if (note?.text !== (args.note ?? '') || note.transferredToId !== args.toUserId || note.authorId !== userId)
    record.violate('CF12', `${opId} has the note ${JSON.stringify(note)}`)
  if (then.roles.get(args.toUserId) === 'shut out')
    record.violate('CF12', `${opId} gave ${args.conversationId} to ${args.toUserId}, who is shut out`)
}

function checkChange(
  record: WorldRecord,
  then: Then,
  { entity, entity_id: id, said, audience, seq }: Told,
  made: readonly Effect[]
) {
  const place = `${entity} ${id} at seq ${seq}`
  const effect = made.find(({ opId }) => opId === id)
  if (entity === 'note') {
    const chat = then.chats.get(said.conversationId)
    if (!effect || said.authorId !== effect.userId)
      record.violate('PU5', `${place} has no Receipt of its author`)
    if (then.notes.has(id)) record.violate('PU1', `${place} is written twice`)
    if (said.afterPosition !== chat?.lastPosition)
      record.violate('CF16', `${place} stands behind ${said.afterPosition} of ${chat?.lastPosition} messages`)
  } else if (entity === 'sent-engagement') {
    const before = then.sent.get(id)
    if (!before && !effect) record.violate('PU5', `${place} has no Receipt`)
    if (before) checkOutcome(record, then, before, said, place)
  } else if (entity === 'engagement') {
    const isSecret = said.activatedAtMs === null
    // who becomes an administrator is told what there is, and nobody else with them
    const isForAdmins = audience === 'role:admin' || /^user:.*\/role:admin$/.test(audience)
    if (isSecret !== isForAdmins) record.violate('SQ3', `${place} is ${said.state} and told to ${audience}`)
  } else if (entity === 'canned-response' && said) {
    const before = then.uses.get(id) ?? { inserted: 0, edited: 0 }
    const isUse = made.some(({ operation }) => operation.type === 'canned-response.use')
    if (said.usage.inserted !== before.inserted && !isUse)
      record.violate('PU1', `${place} counts a use of nobody`)
  }
}

/** It only goes on, one step of its version at a time, and is redeemed once per follower, within its time. */
function checkOutcome(
  record: WorldRecord,
  then: Then,
  before: { outcome: string; version: number },
  row: { outcome: string; version: number; outcomeAtMs: number; engagementId: string; followerId: string },
  place: string
): void {
  if (OUTCOMES.indexOf(row.outcome) <= OUTCOMES.indexOf(before.outcome) || row.version !== before.version + 1)
    record.violate('CF15', `${place} goes from ${before.outcome} to ${row.outcome}, version ${row.version}`)
  if (row.outcome !== 'redeemed') return
  const untilMs = then.engagements.get(row.engagementId)?.content.validUntilMs ?? null
  if (untilMs !== null && row.outcomeAtMs >= untilMs)
    record.violate('CF15', `${place} is redeemed after its end`)
  if (then.outcomeOf(row.followerId, row.engagementId) === 'redeemed')
    record.violate('CF15', `${place} is redeemed a second time`)
}

/** A stored refusal, and between which seqs it was said. */
interface Refusal {
  opId: string
  operation: Operation
  userId: string
  ageMs: number
  receipt: StoredReceipt
  from: number
  to: number
  isTrue: boolean
}

const JUDGED: ReadonlySet<string> = new Set(['engagement.send', 'conversation.transfer'])

function refusalsOf(record: WorldRecord, receipts: ReadonlyMap<string, StoredReceipt>): Refusal[] {
  const inOrder = [...receipts].sort(([, a], [, b]) => a.place - b.place)
  const refusals: Refusal[] = []
  let from = 0
  for (const [opId, receipt] of inOrder) {
    if (receipt.status === 'accepted') {
      from = receipt.seq
      for (const open of refusals) open.to = Math.min(open.to, receipt.seq)
      continue
    }
    const arrived = record.arrived.get(opId)
    if (!arrived || !JUDGED.has(arrived.operation.type) || receipt.code === 'cancelled') continue
    const { operation, userId, agesMs } = arrived
    const ageMs = Math.max(...agesMs)
    refusals.push({
      opId,
      operation,
      userId,
      ageMs,
      receipt,
      from,
      to: Number.POSITIVE_INFINITY,
      isTrue: false
    })
  }
  return refusals
}

function look(refusal: Refusal, then: Then, seq: number): void {
  if (refusal.isTrue || seq < refusal.from || seq > refusal.to) return
  refusal.isTrue = isReasonTrue(then, refusal)
}

function isSame(a: unknown, b: unknown): boolean {
  return inOrder(a) === inOrder(b)
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one
  )
}
