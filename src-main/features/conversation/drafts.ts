import { messageSend } from '#shared/features/conversation/operations.ts'
import type { Draft } from '#shared/features/conversation/views.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import type { SqliteFile, WritableDb } from '../../sqlite/sqlite-file.ts'

/** What an agent has begun to write, per conversation; on disk before `save` returns. */
export interface Drafts {
  get(conversationId: string): Draft | null
  has(conversationId: string): boolean
  /** An empty text removes the draft. Answers whether the conversation has one now and had none, or the reverse. */
  save(conversationId: string, text: string, nowMs: number): boolean
  /** The draft whose text is queued as a message goes in the same transaction. */
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
    return (
      file.read.get<Draft>(
        `SELECT conversation_id AS conversationId, text, updated_at_ms AS updatedAtMs
         FROM drafts WHERE conversation_id = ?`,
        conversationId
      ) ?? null
    )
  }
  reload()
  return {
    get,
    has: (conversationId) => withDraft.has(conversationId),
    save(conversationId, text, nowMs) {
      const before = withDraft.has(conversationId)
      file.transact((tx) => {
        if (text === '') remove(tx, conversationId)
        else
          tx.run(
            `INSERT INTO drafts (conversation_id, text, updated_at_ms) VALUES (?, ?, ?)
             ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, updated_at_ms = excluded.updated_at_ms`,
            conversationId,
            text,
            nowMs
          )
      })
      if (text === '') withDraft.delete(conversationId)
      else withDraft.add(conversationId)
      return before !== (text !== '')
    },
    removeSent(tx, row) {
      if (!asksFor(row, messageSend)) return
      const { conversationId, text } = row.args
      if (get(conversationId)?.text.trim() === text.trim()) remove(tx, conversationId)
    },
    reload
  }
}

function remove(tx: WritableDb, conversationId: string): void {
  tx.run('DELETE FROM drafts WHERE conversation_id = ?', conversationId)
}
