import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { Attachment } from '#shared/features/attachment/entities.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import type { Draft } from '#shared/features/conversation/views.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import type { SqliteFile, WritableDb } from '../../sqlite/sqlite-file.ts'

const Files = z.array(Attachment)

/** What an agent has begun to write, per conversation; on disk before `save` returns. */
export interface Drafts {
  get(conversationId: string): Draft | null
  has(conversationId: string): boolean
  /**
   * A draft without text and files is removed; files that are not given stay as they are. Answers whether the conversation
   * has a draft now and had none, or the reverse.
   */
  save(conversationId: string, text: string, nowMs: number, attachments?: readonly Attachment[]): boolean
  /** sha256 of each file that a draft names. */
  blobs(): string[]
  /** The draft whose text and files are queued as a message goes in the same transaction. */
  removeSent(tx: WritableDb, row: OutboxRow): void
  /** Call after that transaction, or when it failed: memory follows the file. */
  reload(): void
}

export function createDrafts(file: SqliteFile): Drafts {
  const withDraft = new Set<string>()
  function reload(): void {
    withDraft.clear()
    for (const row of file.read.all<{ id: string }>('SELECT conversation_id AS id FROM drafts')) {
      withDraft.add(row.id)
    }
  }
  function get(conversationId: string): Draft | null {
    const row = file.read.get<Omit<Draft, 'attachments'> & { attachments: string }>(
      `SELECT conversation_id AS conversationId, text, attachments, updated_at_ms AS updatedAtMs
       FROM drafts WHERE conversation_id = ?`,
      conversationId
    )
    return row ? { ...row, attachments: Files.parse(JSON.parse(row.attachments)) } : null
  }
  reload()
  return {
    get,
    has: (conversationId) => withDraft.has(conversationId),
    save(conversationId, text, nowMs, attachments) {
      const before = withDraft.has(conversationId)
      const files = attachments ?? (before ? (get(conversationId)?.attachments ?? []) : [])
      const after = text !== '' || files.length > 0
      file.transact((tx) => {
        if (!after) remove(tx, conversationId)
        else
          tx.run(
            `INSERT INTO drafts (conversation_id, text, attachments, updated_at_ms) VALUES (?, ?, ?, ?)
             ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, attachments = excluded.attachments,
               updated_at_ms = excluded.updated_at_ms`,
            conversationId,
            text,
            JSON.stringify(files),
            nowMs
          )
      })
      if (after) withDraft.add(conversationId)
      else withDraft.delete(conversationId)
      return before !== after
    },
    blobs: () =>
      file.read
        .all<{ sha256: string }>(
          `SELECT file.value ->> 'sha256' AS sha256 FROM drafts, json_each(drafts.attachments) AS file`
        )
        .map(({ sha256 }) => sha256),
    removeSent(tx, row) {
      if (!asksFor(row, messageSend)) return
      const { conversationId, text, attachments = [] } = row.args
      const draft = get(conversationId)
      if (draft?.text.trim() === text.trim() && isDeepStrictEqual(draft.attachments, attachments)) {
        remove(tx, conversationId)
      }
    },
    reload
  }
}

function remove(tx: WritableDb, conversationId: string): void {
  tx.run('DELETE FROM drafts WHERE conversation_id = ?', conversationId)
}
