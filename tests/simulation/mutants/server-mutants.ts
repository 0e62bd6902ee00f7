import type { Mutant } from './mutant.ts'

const PUSH = 'src-server/gateway/intake/push.ts'
const REPLY = 'src-server/features/conversation/decide-message.ts'
const OWNER = 'src-server/features/conversation/decide-owner.ts'
const RANGE = 'src-server/feed/read-range.ts'

/** Bugs of the intake: what is remembered of an Operation, and what it is measured by. */
const intake: readonly Mutant[] = [
  {
    name: 'no dedupe: a known opId is judged again',
    file: PUSH,
    find: 'const known = book.ofOperation(opId)\n',
    replace: 'const known = deviceSeq < 0 ? book.ofOperation(opId) : undefined\n'
  },
  {
    name: 'Receipts are not stored',
    file: 'src-server/gateway/intake/receipts.ts',
    find: 'await insertReceipts(tx, added)',
    replace: 'void tx'
  },
  {
    name: 'refusals are not stored',
    file: PUSH,
    find: '  book.add({ ...by, op_id: opId, hash, body: taken.json })',
    replace: "  if (receipt.status === 'accepted') book.add({ ...by, op_id: opId, hash, body: taken.json })"
  },
  {
    name: 'a replay gets a Receipt made anew',
    file: PUSH,
    find: 'json: known.body, replayed: true',
    replace: 'json: JSON.stringify({ ...JSON.parse(known.body), again: true }), replayed: true'
  },
  {
    name: 'lane skipped: later Operations run behind a refusal of their batch',
    file: PUSH,
    find: '    if (HOLDING.has(taken.outcome.status)) held.add(operation.lane)\n',
    replace: ''
  },
  {
    name: 'not_attempted is stored as a refusal',
    file: PUSH,
    find: "if (held.has(operation.lane)) return said({ opId, status: 'not_attempted' })",
    replace: "if (held.has(operation.lane)) return unstored(opId, 'opid_reuse')"
  },
  {
    name: 'deviceSeq check off',
    file: PUSH,
    find: "  if (book.ofDeviceSeq(deviceSeq) !== undefined) return unstored(opId, 'device_forked')\n",
    replace: ''
  },
  {
    name: 'seq taken early: before it is known whether there are Changes',
    file: PUSH,
    find: '  const verdict = withdraw(',
    replace: '  await appending.add([])\n  const verdict = withdraw('
  },
  {
    name: 'Changes are appended and the Receipt says the seq before',
    file: PUSH,
    find: "receipt: { opId, status: 'accepted', seq },",
    replace: "receipt: { opId, status: 'accepted', seq: seq - 1 },"
  },
  {
    name: 'the audit is not written',
    file: PUSH,
    find: '  await writeAudit(tx, audit)\n',
    replace: ''
  },
  {
    name: 'a push of a desk that knows another history is taken',
    file: PUSH,
    find: '  if (epoch !== undefined && epoch !==',
    replace: '  if (epoch === null && epoch !=='
  },
  {
    name: 'anybody may do anything',
    file: 'src-server/gateway/intake/judge.ts',
    find: '  if (!includesRole(actor.role, handler.role))',
    replace: '  if (!includesRole(actor.role, handler.role) && nowMs < 0)'
  },
  {
    name: 'a withdrawal that came in time leaves no Receipt',
    file: 'src-server/gateway/intake/withdrawal.ts',
    find: '  book.add({',
    replace: '  if (opId === operation.opId) book.add({'
  },
  {
    name: 'a withdrawal is never too late',
    file: 'src-server/gateway/intake/withdrawal.ts',
    find: "  if (book.ofOperation(opId)) return { status: 'rejected', code: 'too_late', detail: {} }",
    replace: '  if (book.ofOperation(opId)) return verdict'
  }
]

/** Bugs of the rules for conflicts. */
const conflicts: readonly Mutant[] = [
  {
    name: 'take without compare-and-set',
    file: OWNER,
    find: '  if (someoneElse && asked.base.version !== conversation.ownerVersion) return alreadyTaken(now)\n',
    replace: ''
  },
  {
    name: 'finish ignores messages that were not seen',
    file: OWNER,
    find: 'if ((asked.base.inboundSeq ?? 0) < conversation.inboundSeq) {',
    replace: 'if (conversation.inboundSeq < 0) {'
  },
  {
    name: 'anybody may finish',
    file: OWNER,
    find: '  if (conversation.ownerId !== null && !mine) return alreadyTaken(now)\n',
    replace: ''
  },
  {
    name: "a reply goes into a colleague's chat",
    file: REPLY,
    find: 'return reply.takeOver && seen',
    replace: 'return true'
  },
  {
    name: 'a confirmed take-over holds against any owner',
    file: REPLY,
    find: 'return reply.takeOver && seen',
    replace: 'return reply.takeOver'
  },
  {
    name: 'an old reply is not shown to its author again',
    file: REPLY,
    find: 'if (ageMs > STALE_REPLY_MS &&',
    replace: 'if (ageMs < 0 &&'
  },
  {
    name: 'a reply goes out where the chat is off',
    file: REPLY,
    find: "  if (!now.chatEnabled) return reject('chat_disabled')\n",
    replace: ''
  },
  {
    name: "a follower's message leaves a finished chat finished",
    file: REPLY,
    find: "  if (conversation.status !== 'finished') return conversation\n",
    replace: '  if (nowMs > 0) return conversation\n'
  },
  {
    name: 'the owner changes and the owner version does not',
    file: 'src-server/features/conversation/decision.ts',
    find: '    ownerVersion: conversation.ownerVersion + 1,\n',
    replace: ''
  },
  {
    name: 'read marks go back',
    file: 'src-server/features/conversation/decide-rest.ts',
    find: "  if (inboundSeq <= (mark?.inboundSeq ?? 0)) return { kind: 'nothing' }\n",
    replace: ''
  },
  {
    name: 'the second of two edits of one field wins',
    file: 'src-server/features/canned-response/decide.ts',
    find: '  const [first] = inTheWay\n',
    replace: '  const [first] = inTheWay.slice(0, 0)\n'
  },
  {
    name: 'an own change of one field hides a change of the other one by somebody else',
    file: 'src-server/features/canned-response/decide.ts',
    find: 'version > author.baseVersion && by !== author.actorId',
    replace: 'version > author.baseVersion && by !== author.actorId && row.updatedById !== author.actorId'
  },
  {
    name: 'an edit brings back what was removed',
    file: 'src-server/features/canned-response/decide.ts',
    find: "return known.row.deletedAtMs === null ? null : reject('deleted', lastEdit(known))",
    replace: 'known.row.deletedAtMs = null\n  return null'
  }
]

/** Bugs of what is handed out. */
const feed: readonly Mutant[] = [
  {
    name: 'audience filter off in a pull',
    file: RANGE,
    find: 'return audiences ? findAfterFor(db, after, audiences) : findAfter(db, after)',
    replace: 'return audiences?.length === 0 ? findAfterFor(db, after, audiences) : findAfter(db, after)'
  },
  {
    name: 'audience filter off in live frames',
    file: 'src-server/gateway/live/frames.ts',
    find: 'range.items.filter((item) => audiences.includes(item.audience))',
    replace: 'range.items.filter(() => audiences.length >= 0)'
  },
  {
    name: 'a Cursor below the floor is served',
    file: RANGE,
    find: 'if (since < tenant.floor_seq || since > head) return RESYNC',
    replace: 'if (since > head) return RESYNC'
  },
  {
    name: 'a range leaves its last seq out',
    file: RANGE,
    find: '    items: rows.map(toAddressed),',
    replace: '    items: rows.filter((row) => row.seq < head || row.item > 0).map(toAddressed),'
  },
  {
    name: 'a message is told without its conversation',
    file: 'src-server/features/conversation/changes.ts',
    find: "return [rowChange('message.posted', messageEntity, message), conversationChanged(conversation)]",
    replace:
      "return [rowChange('message.posted', messageEntity, message)].concat(conversation.version < 0 ? [conversationChanged(conversation)] : [])"
  },
  {
    name: "the Snapshot has another tenant's channels",
    file: 'src-server/features/conversation/snapshot.ts',
    find: "      .selectFrom('channels')\n      .selectAll()\n      .where('tenant_id', '=', tenantId)\n",
    replace: "      .selectFrom('channels')\n      .selectAll()\n"
  },
  {
    name: "the Snapshot has another tenant's messages",
    file: 'src-server/features/conversation/snapshot-newest.ts',
    find: "    .where('tenant_id', '=', tenantId)\n    .orderBy('sent_at_ms', 'desc')\n    .orderBy('id', 'desc')\n    .limit(limit)\n  if",
    replace: "    .orderBy('sent_at_ms', 'desc')\n    .orderBy('id', 'desc')\n    .limit(limit)\n  if"
  },
  {
    name: "the Snapshot has other people's read marks",
    file: 'src-server/features/conversation/snapshot.ts',
    find: "      .select(['conversation_id', 'inbound_seq', 'version'])\n      .where('tenant_id', '=', tenantId)\n      .where('user_id', '=', userId)\n",
    replace:
      "      .select(['conversation_id', 'inbound_seq', 'version'])\n      .where('tenant_id', '=', tenantId)\n"
  },
  {
    name: 'the Snapshot begins after what was written while it was read',
    file: 'src-server/gateway/answer-snapshot.ts',
    find: '    return { ...tenant, entities }',
    replace: '    return { ...tenant, seq: tenant.seq + 1, entities }'
  }
]

export const serverMutants: readonly Mutant[] = [...intake, ...conflicts, ...feed]
