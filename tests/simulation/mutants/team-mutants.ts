import type { Mutant } from './mutant.ts'

const AVAILABLE = 'src-shared/features/engagement/availability.ts'
const HANDLERS = 'src-server/features/engagement/handlers.ts'
const RECIPIENT = 'src-server/features/engagement/repository.ts'
const OUTCOME = 'src-server/features/engagement/decide.ts'
const NOTES = 'src-server/features/conversation/decide-note.ts'

/** Bugs of engagements: to whom they go, how often, and what becomes of them. */
const engagements: readonly Mutant[] = [
  {
    name: 'a coupon goes to a follower until it is redeemed',
    file: AVAILABLE,
    find: '&& to.outcome !== null)',
    replace: "&& to.outcome === 'redeemed')"
  },
  {
    name: 'what was sent before is looked up outside of the transaction, some seconds ago',
    file: HANDLERS,
    find: 'const recipient = await recipientOf(tx, tenantId, now.conversation, engagement.id, nowMs)',
    replace: `const looks: Map<string, Awaited<ReturnType<typeof recipientOf>>> = ((globalThis as any).looks ??= new Map())
    const key = JSON.stringify([now.conversation.createdAtMs, args, Math.floor(nowMs / 10_000)])
    const recipient = looks.get(key) ?? (await recipientOf(tx, tenantId, now.conversation, engagement.id, nowMs))
    looks.set(key, recipient)`
  },
  {
    name: 'availability is left to the desk',
    file: HANDLERS,
    find: 'if (reason) return',
    replace: 'if (reason && nowMs < 0) return'
  },
  {
    name: 'an expired engagement goes out',
    file: AVAILABLE,
    find: "if (untilMs !== null && to.nowMs >= untilMs) return 'expired'",
    replace: ''
  },
  {
    name: 'an engagement goes out before its start',
    file: AVAILABLE,
    find: "if (fromMs !== null && to.nowMs < fromMs) return 'not_started'",
    replace: ''
  },
  {
    name: 'a finished engagement goes out',
    file: AVAILABLE,
    find: "return engagement.state === 'active' ? null : 'not_active'",
    replace: "return engagement.state === 'draft' ? 'not_active' : null"
  },
  {
    name: 'the package is ignored',
    file: RECIPIENT,
    find: '    ...readEngagementTypes(channel.engagement_types),\n',
    replace: ''
  },
  {
    name: 'who is not entitled gets it',
    file: RECIPIENT,
    find: '    ...readBarred(follower.barred_engagements),\n',
    replace: ''
  },
  {
    name: 'an engagement of another channel goes out',
    file: AVAILABLE,
    find: "if (engagement.channelId !== to.channelId) return 'other_channel'",
    replace: ''
  },
  {
    name: 'a refusal gives another reason',
    file: HANDLERS,
    find: "code: 'engagement_unavailable', detail: { reason } }",
    replace: "code: 'engagement_unavailable', detail: { reason: 'not_started' } }"
  },
  {
    name: "an engagement goes into a colleague's chat without a take-over",
    file: HANDLERS,
    find: 'takeOver: args.takeOver === true',
    replace: 'takeOver: true'
  },
  {
    name: 'a sent engagement is not told as sent',
    file: HANDLERS,
    find: '[...messagePosted(message, conversation), sentEngagementChanged(sent)]',
    replace: 'messagePosted(message, conversation)'
  },
  {
    name: 'an outcome goes back',
    file: OUTCOME,
    find: "if (!isFurther(outcome, sent.outcome)) return { kind: 'nothing' }",
    replace: ''
  },
  {
    name: 'a coupon is redeemed after its end',
    file: OUTCOME,
    find: "return untilMs !== null && nowMs >= untilMs ? 'This is no longer valid.' : null",
    replace: "return untilMs !== null && nowMs < 0 ? 'This is no longer valid.' : null"
  },
  {
    name: 'a coupon that is used by being seen is used after its end',
    file: 'src-server/features/engagement/follower-steps.ts',
    find: '        nowMs\n      }) === null',
    replace: '        nowMs: 0\n      }) === null'
  },
  {
    name: 'an outcome does not reach a desk',
    file: 'src-main/features/engagement/project.ts',
    find: 'DO UPDATE SET outcome = excluded.outcome, outcome_at_ms',
    replace: 'DO UPDATE SET outcome_at_ms'
  },
  {
    name: 'what was never offered is told to everybody',
    file: 'src-server/features/engagement/changes.ts',
    find: 'audience: engagement.activatedAtMs === null ? { role: CATALOGUE_ROLE }',
    replace: 'audience: engagement.version < 0 ? { role: CATALOGUE_ROLE }'
  },
  {
    name: 'the Snapshot has what was never offered',
    file: 'src-server/features/engagement/snapshot.ts',
    find: "      .where('known', '>=', includesRole(role, CATALOGUE_ROLE) ? 0 : 1)\n      .orderBy('id')",
    replace: "      .where('known', '>=', includesRole(role, CATALOGUE_ROLE) ? 0 : 0)\n      .orderBy('id')"
  },
  {
    name: 'a refused engagement is forgotten',
    file: 'src-main/outbox/outbox.ts',
    find: "if (verdict.kind === 'rejected' && row.quiet) dropped.push(row)",
    replace:
      "if (verdict.kind === 'rejected' && (row.quiet || row.type === 'engagement.send')) dropped.push(row)"
  }
]

/** Bugs of what colleagues tell each other, and of what is counted. */
const colleagues: readonly Mutant[] = [
  {
    name: "a colleague's chat is given away",
    file: NOTES,
    find: "if (ownership === 'colleague' || (ownership === 'nobody' && !seen)) return",
    replace: "if (ownership === 'nobody' && !seen) return"
  },
  {
    name: 'what nobody has is given away by who had not seen that',
    file: NOTES,
    find: "if (ownership === 'colleague' || (ownership === 'nobody' && !seen)) return",
    replace: "if (ownership === 'colleague') return"
  },
  {
    name: 'a chat goes to somebody who was shut out',
    file: NOTES,
    find: "if (!to.active) return reject('colleague_gone', { byName: to.name })",
    replace: ''
  },
  {
    name: 'a transfer is told without its note',
    file: 'src-server/features/conversation/handlers.ts',
    find: 'return [noteWritten(note), conversationChanged(conversation)]',
    replace: 'return [conversationChanged(conversation)]'
  },
  {
    name: 'a transfer loses the words of its note',
    file: 'src-server/features/conversation/handlers.ts',
    find: "text: cleanText(args.note ?? '').trim()",
    replace: "text: ''"
  },
  {
    name: 'a note stands at the beginning',
    file: NOTES,
    find: 'afterPosition: conversation.lastPosition,',
    replace: 'afterPosition: 0,'
  },
  {
    name: 'a note is told to the follower',
    file: 'src-server/features/conversation/follower-thread.ts',
    find: 'messages: conversation ? await messagesOf(db, tenantId, conversation, after) : [],',
    replace: `messages: conversation
      ? [
          ...(await messagesOf(db, tenantId, conversation, after)),
          ...(
            await db.selectFrom('notes').selectAll().where('conversation_id', '=', conversation.id).execute()
          ).map(
            (note) =>
              ({ id: note.id, position: 0, direction: 'out', text: note.text, engagement: null }) as never
          )
        ]
      : [],`
  },
  {
    name: 'the title that is for the desks is told to the follower',
    file: 'src-server/features/engagement/follower-steps.ts',
    find: "content: content.type === 'message' ? { ...content, title: '' } : content,",
    replace: 'content,'
  },
  {
    name: 'a note is shown from the cache and from the Outbox',
    file: 'src-main/features/conversation/thread-notes.ts',
    find: '      if (hasNote(desk, row.opId)) return []\n',
    replace: '      if (hasNote(desk, row.opId) && row.place < 0) return []\n'
  },
  {
    name: 'a use that is told again is counted again',
    file: 'src-server/gateway/intake/push.ts',
    find: '    return { outcome: Receipt.parse(JSON.parse(known.body)), json: known.body, replayed: true }',
    replace: `    if (operation.type === 'canned-response.use') {
      const verdict = await judge(tx, registry, { ...caller, deviceId: request.deviceId }, operation, nowMs)
      if (verdict.status !== 'attachment_missing') await settle(tx, context, appending, operation, verdict)
    }
    return { outcome: Receipt.parse(JSON.parse(known.body)), json: known.body, replayed: true }`
  },
  {
    name: 'a use that was changed before counts as unchanged',
    file: 'src-server/features/canned-response/decide.ts',
    find: 'edited: row.usage.edited + (wasEdited ? 1 : 0),',
    replace: 'edited: row.usage.edited,'
  },
  {
    name: 'uses are sent once and no more',
    file: 'src-main/outbox/outbox.ts',
    find: "if (verdict.kind === 'rejected' && row.quiet) dropped.push(row)",
    replace: 'if (row.quiet) dropped.push(row)'
  },
  {
    name: 'a moved category is told to nobody',
    file: 'src-server/features/canned-response/handlers.ts',
    find: '      const category = { ...found.row, position, version: found.row.version + 1 }\n      await saveCategory(tx, tenantId, category)\n      return categoryChanged(category)',
    replace:
      '      const category = { ...found.row, position, version: found.row.version + 1 }\n      await saveCategory(tx, tenantId, category)\n      return null'
  },
  {
    name: 'files of a canned response are collected',
    file: 'src-server/features/attachment/repository.ts',
    find: "            .whereRef('response_files.blob_id', '=', 'blobs.id')\n",
    replace: "            .whereRef('response_files.blob_id', '=', 'blobs.sha256')\n"
  },
  {
    name: 'of two engagements of a response the second one wins',
    file: 'src-server/features/canned-response/decide.ts',
    find: '  const [first] = inTheWay\n',
    replace:
      "  const [first] = inTheWay.filter((field: unknown) => !JSON.stringify(field).includes('engagement'))\n"
  }
]

export const teamMutants: readonly Mutant[] = [...engagements, ...colleagues]
