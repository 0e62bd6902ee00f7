import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Identity } from '#shared/features/session/entities.ts'
import { OUTBOX_MIGRATIONS } from '../../../src-main/outbox/migrations/list.ts'
import { openSqliteFile, type WritableDb } from '../../../src-main/sqlite/sqlite-file.ts'
import { CHATS, START_MS, TENANT } from './tenant.ts'

/** An Operation that an older version of the app has queued. */
export interface OldRow {
  opId: string
  lane: string
  type: string
  v: number
  args: Record<string, unknown>
  base: { version?: number; inboundSeq?: number }
  /** its bytes have left, and may have arrived */
  frozen: string | null
  /** the present version cannot read it */
  isUnreadable: boolean
}

/** A draft that the first version has kept. */
export const OLD_DRAFT = { conversationId: `${TENANT}-${CHATS[1].id}`, text: 'an old draft' }

/** Written a little before the story begins, so that nothing of it is stale. */
const WRITTEN_MS = START_MS - 60_000

/**
 * Leaves an Outbox as the first version of the app had it, with its tables, full of what it had not got rid of: sent and taken,
 * sent and lost, never sent, and things that the present version cannot read.
 */
export function leaveOldOutbox(folder: string, { tenantId, userId }: Identity, name: string): OldRow[] {
  const deviceId = `old-device-${name}`
  const rows = oldRows(deviceId, name)
  mkdirSync(folder, { recursive: true })
  const file = openSqliteFile({
    path: path.join(folder, 'outbox.db'),
    migrations: OUTBOX_MIGRATIONS.slice(0, 1),
    durability: 'full'
  })
  file.transact((tx) => {
    tx.run(
      'INSERT INTO device (one, owner, id, next_seq, next_place) VALUES (1, ?, ?, ?, ?)',
      `${tenantId}/${userId}`,
      deviceId,
      rows.filter(({ frozen }) => frozen !== null).length + 1,
      rows.length + 1
    )
    for (const [index, row] of rows.entries()) insert(tx, row, index + 1)
    tx.run(
      'INSERT INTO drafts (conversation_id, text, updated_at_ms) VALUES (?, ?, ?)',
      OLD_DRAFT.conversationId,
      OLD_DRAFT.text,
      WRITTEN_MS
    )
  })
  file.close()
  return rows
}

function oldRows(deviceId: string, name: string): OldRow[] {
  const reply = (chat: number, n: number): OldRow => ({
    opId: `old-${n}-of-${name}`,
    lane: `conversation:${TENANT}-${CHATS[chat]?.id}`,
    type: 'message.send',
    v: 1,
    args: { conversationId: `${TENANT}-${CHATS[chat]?.id}`, text: `old words ${n} of ${name}` },
    base: { version: 1, inboundSeq: 1 },
    frozen: null,
    isUnreadable: false
  })
  const sent = (row: OldRow, deviceSeq: number): OldRow => {
    const { opId, lane, type, v, args, base } = row
    const told = { opId, deviceId, deviceSeq, lane, type, v, args, base, blobs: [], clientTimeMs: WRITTEN_MS }
    return { ...row, frozen: JSON.stringify(told) }
  }
  return [
    sent(reply(0, 1), 1),
    sent(reply(0, 2), 2),
    reply(0, 3),
    { ...reply(2, 4), type: 'message.wink', args: { at: `${name} winks` }, isUnreadable: true },
    reply(2, 5),
    { ...reply(1, 6), v: 99, args: { said: `in words of tomorrow by ${name}` }, isUnreadable: true }
  ]
}

function insert(tx: WritableDb, row: OldRow, place: number): void {
  tx.run(
    `INSERT INTO operations (op_id, place, lane, type, v, args, base, state, frozen, attempts, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    row.opId,
    place,
    row.lane,
    row.type,
    row.v,
    JSON.stringify(row.args),
    JSON.stringify(row.base),
    row.frozen === null ? 'queued' : 'sending',
    row.frozen,
    WRITTEN_MS
  )
}
