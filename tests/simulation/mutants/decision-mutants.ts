import type { Mutant } from './mutant.ts'

const DECIDE = 'src-server/features/approval/decide.ts'
const HANDLERS = 'src-server/features/approval/handlers.ts'
const TRAIL = 'src-server/features/approval/trail-handlers.ts'
const REPOSITORY = 'src-server/features/approval/repository.ts'
const CHANGES = 'src-server/features/approval/changes.ts'
const SETTLED = 'src-server/features/approval/mail-settled.ts'
const SENDER = 'src-server/mail/sender.ts'
const QUEUE = 'src-server/mail/queue.ts'
const RULES = 'src-main/features/approval/outbox-rules.ts'

/** Bugs of who decides what, and of what others are told about it. */
const decisions: readonly Mutant[] = [
  {
    name: 'a decision does not look at the version that was on screen',
    file: DECIDE,
    find: '  if (version !== decider.baseVersion)',
    replace: '  if (version < 0)'
  },
  {
    name: 'the second decision wins',
    file: DECIDE,
    find: '  if (decision) {\n',
    replace: '  if (decision && decider.baseVersion < 0) {\n'
  },
  {
    name: 'the loser is not told what was decided and why',
    file: DECIDE,
    find: 'const detail = { by: byId, byName, atMs, decision: { outcome, reason, mailTo: mail?.to ?? null } }',
    replace: 'const detail = outcome && reason !== "" && mail !== undefined ? { by: byId, byName, atMs } : {}'
  },
  {
    name: 'the loser is told themselves',
    file: DECIDE,
    find: 'const detail = { by: byId, byName,',
    replace: 'const detail = { by: byId && decider.userId, byName: byName && decider.name,'
  },
  {
    name: 'a withdrawn request is decided',
    file: DECIDE,
    find: '  if (withdrawnAtMs !== null) {\n',
    replace: '  if (withdrawnAtMs !== null && decider.baseVersion < 0) {\n'
  },
  {
    name: 'anybody decides',
    file: HANDLERS,
    find: '      role: PARTNER_ROLE,\n',
    replace: "      role: PARTNER_ROLE && 'agent',\n"
  },
  {
    name: 'an approval has no effect',
    file: HANDLERS,
    find: "  if (request.decision?.outcome !== 'approved') return null\n",
    replace: "  if (request.decision?.outcome !== 'approved' || kinds.length > 0) return null\n"
  },
  {
    name: 'a rejection has the effect of an approval',
    file: HANDLERS,
    find: "  if (request.decision?.outcome !== 'approved') return null\n",
    replace: ''
  },
  {
    name: 'the effect of an approval is told to nobody',
    file: HANDLERS,
    find: 'changes.push(partnerChanged(changed), ...',
    replace: 'changes.push(...'
  },
  {
    name: 'an ad takes more impressions than there are',
    file: 'src-shared/features/approval/kinds/ad.ts',
    find: 'Math.max(0, partner.impressions - impressions)',
    replace: 'partner.impressions - impressions'
  },
  {
    name: 'a decision is noted and not told',
    file: HANDLERS,
    find: "return { status: 'accepted', changes }",
    replace: "return { status: 'accepted', changes: changes.slice(1) }"
  },
  {
    name: 'requests are told to agents',
    file: CHANGES,
    find: '    id: request.id,\n    audience: { role: PARTNER_ROLE },',
    replace: "    id: request.id,\n    audience: 'everyone',"
  },
  {
    name: 'the trail is told to agents',
    file: CHANGES,
    find: '    id: step.id,\n    audience: { role: PARTNER_ROLE },',
    replace: "    id: step.id,\n    audience: 'everyone',"
  },
  {
    name: 'who leads no more keeps the requests',
    file: 'src-server/features/approval/room.ts',
    find: 'roleBound: [requestRows.roleBound, stepRows.roleBound]',
    replace: 'roleBound: [stepRows.roleBound]'
  },
  {
    name: 'the first copy of an agent has the requests',
    file: 'src-server/features/partner/lead-rows.ts',
    find: '        if (!includesRole(role, PARTNER_ROLE)) return { rows: [], next: null }\n',
    replace: ''
  },
  {
    name: 'what is amended keeps its version',
    file: 'src-server/features/integration/requests.ts',
    find: '        version: (current?.version ?? 0) + 1\n',
    replace: '        version: current?.version ?? 1\n'
  },
  {
    name: 'what was decided is withdrawn',
    file: 'src-server/features/integration/withdraw-request.ts',
    find: '  refuseSettled(current)\n',
    replace: '  if (current.version < 0) refuseSettled(current)\n'
  }
]

/** Bugs of the trail and of the undo. */
const trail: readonly Mutant[] = [
  {
    name: 'a step of the trail is not told',
    file: TRAIL,
    find: 'changes: isNew ? [stepNoted(step)] : []',
    replace: 'changes: isNew && nowMs < 0 ? [stepNoted(step)] : []'
  },
  {
    name: 'a second look is a second step',
    file: REPOSITORY,
    find: '    if (before) return false\n',
    replace: "    if (before?.id === '') return false\n"
  },
  {
    name: 'an undone approval is noted as an undone rejection',
    file: TRAIL,
    find: "context.args.outcome === 'approved'",
    replace: "context.args.outcome !== 'approved'"
  },
  {
    name: 'an undo is not noted',
    file: RULES,
    find: '      if (!asksFor(row, requestDecide)) return null\n',
    replace: '      if (!asksFor(row, requestDecide) || row.place > 0) return null\n'
  },
  {
    name: 'an undo and its note are two commits',
    file: 'src-main/outbox/outbox.ts',
    find: '    if (follows) this.add(follows, (tx) => deleteRow(tx, opId))\n    else this.#options.file.transact((tx) => deleteRow(tx, opId))\n',
    replace:
      '    this.#options.file.transact((tx) => deleteRow(tx, opId))\n    if (follows) this.add(follows)\n'
  },
  {
    name: 'a decision leaves at once',
    file: RULES,
    find: '    leavesAfterMs: UNDO_MS,\n',
    replace: ''
  },
  {
    name: 'what was undone leaves all the same',
    file: 'src-main/outbox/outbox.ts',
    find: '    if (follows) this.add(follows, (tx) => deleteRow(tx, opId))\n',
    replace: '    if (follows) this.add(follows)\n'
  }
]

/** Bugs of the mails. */
const mails: readonly Mutant[] = [
  {
    name: 'an approval is mailed',
    file: DECIDE,
    find: "outcome === 'rejected' && mailTo !== null",
    replace: 'mailTo !== null'
  },
  {
    name: 'a mail goes to whatever stands in the place of an address',
    file: DECIDE,
    find: "Email.safeParse(to).success ? 'waiting' : 'failed'",
    replace: "Email.safeParse(to).success || to !== '' ? 'waiting' : 'failed'"
  },
  {
    name: 'a rejection leaves no mail',
    file: HANDLERS,
    find: '          await enqueueMail(',
    replace: '          if (nowMs < 0) await enqueueMail('
  },
  {
    name: 'a rejection leaves a second mail under another key',
    file: HANDLERS,
    find: '          await enqueueMail(tx, { tenantId, requestId: request.id, nowMs, ...mail })\n',
    replace:
      '          await enqueueMail(tx, { tenantId, requestId: request.id, nowMs, ...mail })\n          await enqueueMail(tx, { tenantId, requestId: operation.opId as never, nowMs, ...mail })\n'
  },
  {
    name: 'a mail is left outside of the transaction',
    file: HANDLERS,
    find: '          await enqueueMail(tx, { tenantId, requestId: request.id, nowMs, ...mail })\n',
    replace:
      '          const leave = () => enqueueMail(tx, { tenantId, requestId: request.id, nowMs, ...mail })\n          void new Promise((resolve) => setImmediate(resolve)).then(leave).catch(() => undefined)\n'
  },
  {
    name: 'a new Message-ID for each try',
    file: SENDER,
    find: '    const messageId = messageIdOf(mail)\n',
    replace: '    const messageId = messageIdOf({ ...mail, subject: mail.subject + mail.attempts })\n'
  },
  {
    name: 'one Message-ID for all mails of a request',
    file: SENDER,
    find: 'JSON.stringify([to_address, subject, text, html])',
    replace: 'JSON.stringify([to_address, subject, text, html].slice(4))'
  },
  {
    name: 'a mail is given up after three tries',
    file: SENDER,
    find: "    return { state: 'waiting', attempts, next_at_ms, settled_at_ms: null,",
    replace:
      "    return { state: attempts >= 3 ? 'failed' : 'waiting', attempts, next_at_ms, settled_at_ms: attempts >= 3 ? next_at_ms : null,"
  },
  {
    name: 'a mail that cannot go now is called sent',
    file: SENDER,
    find: "    return { state: 'waiting', attempts, next_at_ms, settled_at_ms: null,",
    replace: "    return { state: 'sent', attempts, next_at_ms, settled_at_ms: next_at_ms,"
  },
  {
    name: 'a mail that was refused for good is called sent',
    file: SENDER,
    find: "const state = refused === null ? 'sent' : 'failed'",
    replace: "const state = refused === null || attempts > 0 ? 'sent' : 'failed'"
  },
  {
    name: 'a mail is called sent before it is',
    file: SENDER,
    find: '    const tried = unwritten.get(messageId)',
    replace:
      "    const early = { state: 'sent' as const, attempts: 1, next_at_ms: clock.nowMs(), settled_at_ms: clock.nowMs(), last_reason: null }\n    if (!unwritten.has(messageId)) await write(tools, mail, early, settled)\n    const tried = unwritten.get(messageId)"
  },
  {
    name: 'a mail is sent again when the disk does not take the note of it',
    file: SENDER,
    find: '    unwritten.set(messageId, tried)\n',
    replace: ''
  },
  {
    name: 'a settled mail is not noted in its queue',
    file: QUEUE,
    find: '    .set(now)\n',
    replace: "    .set(now.state === 'sent' ? { attempts: now.attempts } : now)\n"
  },
  {
    name: 'the request does not say that its mail went out',
    file: SETTLED,
    find: '  if (!request?.decision?.mail) return []\n',
    replace: "  if (!request?.decision?.mail || state === 'sent') return []\n"
  },
  {
    name: 'that a mail went out is noted and not told',
    file: SETTLED,
    find: '  return [requestChanged(',
    replace: '  if (version > 0) return []\n  return [requestChanged('
  }
]

export const decisionMutants: readonly Mutant[] = [...decisions, ...trail, ...mails]
