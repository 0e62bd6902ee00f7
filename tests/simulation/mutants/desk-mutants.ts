import type { Mutant } from './mutant.ts'

const OUTBOX = 'src-main/outbox/outbox.ts'
const DISPATCHER = 'src-main/outbox/dispatcher.ts'
const APPLY = 'src-main/sync/apply.ts'
const LOOP = 'src-main/sync/loop.ts'
const ACCOUNT = 'src-main/account/account.ts'

/** Bugs of the Outbox: what is kept, in which order it goes, and when it is let go. */
const outbox: readonly Mutant[] = [
  {
    name: 'drop on ack: an accepted Operation leaves the Outbox before the cache has it',
    file: OUTBOX,
    find: 'else changed.push(settled(row, verdict))',
    replace:
      "else if (verdict.kind === 'accepted') dropped.push(row)\n      else changed.push(settled(row, verdict))"
  },
  {
    name: 'drop on reject: a refused Operation is forgotten',
    file: OUTBOX,
    find: "if (verdict.kind === 'rejected' && row.quiet) dropped.push(row)",
    replace: "if (verdict.kind === 'rejected') dropped.push(row)"
  },
  {
    name: 'held lane sent: what waits behind a refusal goes out',
    file: 'src-main/outbox/next-batch.ts',
    find: ' || isHeld(rows, row)) continue',
    replace: ') continue'
  },
  {
    name: 'Operations go out newest first',
    file: 'src-main/outbox/next-batch.ts',
    find: 'for (const row of rows.all()) {',
    replace: 'for (const row of [...rows.all()].reverse()) {'
  },
  {
    name: 'a clock that was set back makes a retry wait for days',
    file: 'src-main/outbox/next-batch.ts',
    find: 'return row.nextAtMs - nowMs <= BACKOFF_MAX_MS',
    replace: 'return true'
  },
  {
    name: 'not_attempted is taken for a refusal',
    file: DISPATCHER,
    find: "else if (refusedLanes.has(row.lane)) {\n        verdicts.set(row.opId, { kind: 'held' })",
    replace:
      "else if (refusedLanes.has(row.lane)) {\n        verdicts.set(row.opId, { kind: 'rejected', code: 'invalid_args', detail: {} })"
  },
  {
    name: 'two pushes at a time',
    file: DISPATCHER,
    find: 'if (inFlight || stopped',
    replace: 'if (stopped'
  },
  {
    name: 'a lost answer counts as a refusal',
    file: DISPATCHER,
    find: "      case 'network':\n        tryAgain(batch, null, error.message)",
    replace: "      case 'network':\n        isolate(batch, error.message)"
  },
  {
    name: 'a lost answer is not tried again',
    file: DISPATCHER,
    find: "      case 'network':\n        tryAgain(batch, null, error.message)",
    replace: "      case 'network':\n        inFlight = true; stopped = true"
  },
  {
    name: 'frozen bytes are made anew at each try',
    file: OUTBOX,
    find: 'const text = row.frozen ?? this.#bytesOf(',
    replace: 'const text = this.#bytesOf('
  },
  {
    name: 'the bytes leave before they are on disk',
    file: OUTBOX,
    find: 'if (row.frozen === null || row.nextAtMs !== null) updateRow(tx, next)',
    replace: 'if (row.nextAtMs !== null) updateRow(tx, next)'
  },
  {
    name: 'a deviceSeq is given out twice',
    file: 'src-main/outbox/device.ts',
    find: "tx.run('UPDATE device SET next_seq = next_seq + 1 WHERE one = 1')",
    replace: 'void tx'
  },
  {
    name: 'a copied profile keeps its device',
    file: OUTBOX,
    find: 'becomeNewDevice(tx, this.#options.mintId)',
    replace: 'void becomeNewDevice'
  },
  {
    name: 'discard of what may be with the server already',
    file: OUTBOX,
    find: "if (row.state !== 'rejected' && row.frozen !== null) {",
    replace: 'if (row.acceptedSeq === -1) {'
  },
  {
    name: 'a retry goes to the end of its Lane',
    file: OUTBOX,
    find: 'const row = this.#fresh({ type, v, lane, quiet, args, base }, place)',
    replace: 'const row = this.#fresh({ type, v, lane, quiet, args, base }, place + 1_000_000)'
  },
  {
    name: 'a retry forgets the words',
    file: OUTBOX,
    find: 'const row = this.#fresh({ type, v, lane, quiet, args, base }, place)',
    replace: 'const row = this.#fresh({ type, v, lane, quiet, args: refused.args, base }, place)'
  },
  {
    name: 'sweep too early: an accepted Operation goes before the Cursor has reached it',
    file: OUTBOX,
    find: 'row.acceptedSeq !== null && row.acceptedSeq <= cursor',
    replace: 'row.acceptedSeq !== null && cursor >= 0'
  },
  {
    name: 'no sweep: accepted Operations stay for ever',
    file: OUTBOX,
    find: 'row.acceptedSeq !== null && row.acceptedSeq <= cursor',
    replace: 'row.acceptedSeq !== null && row.acceptedSeq < 0 && row.acceptedSeq <= cursor'
  },
  {
    name: 'what was sent is not noted in the journal',
    file: OUTBOX,
    find: 'writeJournal(tx, row, this.#options.nowMs())',
    replace: 'void writeJournal'
  },
  {
    name: 'the journal is not offered again after a restore',
    file: OUTBOX,
    find: '      reviveJournal(tx)\n',
    replace: '      void reviveJournal\n'
  },
  {
    name: 'accepted Operations are not offered again after a restore',
    file: OUTBOX,
    find: "const accepted = this.rows.all().filter((row) => row.state === 'accepted')",
    replace: "const accepted = this.rows.all().filter((row) => row.state === 'accepted' && row.attempts < 0)"
  },
  {
    name: 'a new copy is adopted without a look at its history',
    file: OUTBOX,
    find: '    if (this.#epoch === epoch) return\n',
    replace: '    if (this.#epoch !== null) this.#epoch = epoch\n    if (this.#epoch === epoch) return\n'
  },
  {
    name: 'a resync empties the Outbox',
    file: ACCOUNT,
    find: '    replaced() {\n      sweep()',
    replace:
      '    replaced() {\n      for (const row of outbox.rows.all()) if (row.frozen === null) outbox.discard(row.opId)\n      sweep()'
  },
  {
    name: 'queued is said although the disk refused',
    file: 'src-main/account/submit.ts',
    find: "if (isDiskTrouble(error)) return refused('disk_full', DISK_FULL)",
    replace: "if (isDiskTrouble(error)) return { ok: true, opId: 'lost' as never }"
  },
  {
    name: 'sending takes any draft away',
    file: 'src-main/features/conversation/drafts.ts',
    find: 'if (draft?.text.trim() !== text.trim()) return',
    replace: 'if (!draft) return'
  },
  {
    name: 'a sent draft stays',
    file: 'src-main/features/conversation/drafts.ts',
    find: 'if (draft?.text.trim() !== text.trim()) return',
    replace: 'if (draft !== undefined) return'
  }
]

/** Bugs of the copy: how ranges, frames and Snapshots become rows, and how the server is found again. */
const sync: readonly Mutant[] = [
  {
    name: 'Cursor before apply: it moves in a transaction of its own, first',
    file: APPLY,
    find: '  file.transact((tx) => {\n    applyItems(',
    replace:
      '  file.transact((tx) => writeCursor(tx, { epoch: range.epoch, cursor: range.to, aclVersion: range.aclVersion }))\n  file.transact((tx) => {\n    applyItems('
  },
  {
    name: 'gap ignored: a frame that does not join on is applied',
    file: APPLY,
    find: "  if (range.from > cursor) return { kind: 'gap' }\n",
    replace: ''
  },
  {
    name: 'a frame of another history is applied',
    file: APPLY,
    find: "  if (epoch !== range.epoch) return { kind: 'other-epoch' }\n",
    replace: ''
  },
  {
    name: 'a late frame sets the Cursor back',
    file: APPLY,
    find: "  if (range.to <= cursor) return { kind: 'already-here' }\n",
    replace: ''
  },
  {
    name: 'tombstones are ignored',
    file: APPLY,
    find: '      projection.remove(tx, item.id, item.version, touch)\n',
    replace: ''
  },
  {
    name: 'a read mark leaves the unread count as it was',
    file: 'src-main/features/conversation/project.ts',
    find: '    countUnread(tx, row.conversationId, row.inboundSeq)\n',
    replace: ''
  },
  {
    name: 'the Snapshot sets the Cursor to where the feed stands at its end',
    file: 'src-main/sync/snapshot.ts',
    find: '  const { epoch, seq, aclVersion } = progress\n',
    replace:
      '  const atEnd = await calls.snapshotStart()\n  const { epoch, seq, aclVersion } = atEnd.ok ? atEnd.value : progress\n'
  },
  {
    name: 'the Snapshot leaves the messages out',
    file: 'src-main/sync/snapshot.ts',
    find: '  const entity = entities[entityIndex]?.name\n',
    replace: "  const entity = entities.filter(({ name }) => name !== 'message')[entityIndex]?.name\n"
  },
  {
    name: 'a page that is copied loses its first message',
    file: 'src-main/features/conversation/project.ts',
    find: 'WHERE true ORDER BY r.rowid',
    replace: 'WHERE r.rowid > 1 ORDER BY r.rowid'
  },
  {
    name: 'a heartbeat that is ahead does not ask for a pull',
    file: LOOP,
    find: 'if (here.epoch !== epoch || (here.cursor ?? -1) < head) void cycle()',
    replace: 'if (here.epoch !== epoch) void cycle()'
  },
  {
    name: 'a pull stops after the first failure',
    file: LOOP,
    find: '    retryIn(delayMs)\n',
    replace: '    void delayMs\n'
  },
  {
    name: 'silence is not noticed',
    file: 'src-main/sync/live-watch.ts',
    find: 'cancelSilence = clock.after(LIVE_SILENCE_MS,',
    replace: 'cancelSilence = clock.after(LIVE_SILENCE_MS * 10_000,'
  },
  {
    name: 'a token that was turned down is not renewed',
    file: 'src-main/sync/server-calls.ts',
    find: 'const renewed = await tokenOrError(token.value)',
    replace: 'const renewed = await tokenOrError()'
  },
  {
    name: "a proxy's page is a verdict",
    file: 'src-main/sync/http-link.ts',
    find: '  if (!refusal.success) return transient(response,',
    replace:
      "  if (!refusal.success) return err({ kind: 'refused', code: 'bad_request', message: '' })\n  if (!refusal.success) return transient(response,"
  },
  {
    name: 'a message is shown from the cache and from the Outbox',
    file: 'src-main/features/conversation/thread.ts',
    find: ' || hasMessage(desk.db, row.opId)) continue',
    replace: ') continue'
  },
  {
    name: 'sent is said while it is on its way',
    file: 'src-main/features/conversation/send-state.ts',
    find: '      return row.state\n',
    replace: "      return row.state === 'sending' ? 'sent' : row.state\n"
  }
]

export const deskMutants: readonly Mutant[] = [...outbox, ...sync]
