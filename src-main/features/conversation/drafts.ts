import { z } from 'zod'
import { Attachment } from '#shared/features/attachment/entities.ts'
import { messageSend, noteWrite } from '#shared/features/conversation/operations.ts'
import {
  DRAFT_MAX_FILES,
  type Draft,
  type DraftContent,
  DraftMode
} from '#shared/features/conversation/views.ts'
import { engagementSend } from '#shared/features/engagement/operations.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import type { SqliteFile, WritableDb } from '../../sqlite/sqlite-file.ts'

/** What an agent has begun to write, per conversation; a kill after `save` has returned loses nothing. */
export interface Drafts {
  get(conversationId: string): Draft | null
  has(conversationId: string): boolean
  /**
   * What is not given stays as it is; a draft in which nothing is left is removed. Answers whether the conversation has a
   * draft now and had none, or the reverse.
   */
  save(conversationId: string, change: DraftChange, nowMs: number): boolean
  /** Adds files and takes others away; `left` are those for which the draft had no room. */
  changeFiles(
    conversationId: string,
    change: { add: readonly Attachment[]; remove: readonly string[] },
    nowMs: number
  ): { cameOrWent: boolean; left: Attachment[] }
  /** sha256 of each file that a draft names. */
  blobs(): string[]
  /** What is queued as a message goes from the draft, in the same transaction; words or files that came since stay. */
  removeSent(tx: WritableDb, row: OutboxRow): void
  /** Call after that transaction, or when it failed: memory follows the file. */
  reload(): void
}

/** As the contract gives it: what is undefined is not given. */
type DraftChange = { [Key in keyof DraftContent]?: DraftContent[Key] | undefined }

const Files = z.array(Attachment)
const NOTHING: DraftContent = { text: '', attachments: [], engagementId: null, mode: 'reply' }

interface DraftRow {
  conversationId: Draft['conversationId']
  text: string
  attachments: string
  engagementId: string | null
  mode: string
  updatedAtMs: number
}

/** @param saved called after each save: what is typed does not wait for the disk, so it has to be flushed soon */
export function createDrafts(file: SqliteFile, saved: () => void = () => {}): Drafts {
  const withDraft = new Set<string>()
  function reload(): void {
    withDraft.clear()
    for (const row of file.read.all<{ id: string }>('SELECT conversation_id AS id FROM drafts')) {
      withDraft.add(row.id)
    }
  }
  function get(conversationId: string): Draft | null {
    const row = file.read.get<DraftRow>(
      `SELECT conversation_id AS conversationId, text, attachments, engagement_id AS engagementId, mode,
         updated_at_ms AS updatedAtMs
       FROM drafts WHERE conversation_id = ?`,
      conversationId
    )
    if (!row) return null
    return { ...row, attachments: Files.parse(JSON.parse(row.attachments)), mode: DraftMode.parse(row.mode) }
  }
  function save(conversationId: string, change: DraftChange, nowMs: number): boolean {
    const before = withDraft.has(conversationId)
    const now = { ...NOTHING, ...(before ? get(conversationId) : null), ...given(change) }
    file.transactLightly((tx) => write(tx, conversationId, now, nowMs))
    saved()
    if (isSomething(now)) withDraft.add(conversationId)
    else withDraft.delete(conversationId)
    return before !== isSomething(now)
  }
  reload()
  return {
    get,
    has: (conversationId) => withDraft.has(conversationId),
    save,
    changeFiles(conversationId, { add, remove }, nowMs) {
      const kept = (get(conversationId)?.attachments ?? []).filter(({ sha256 }) => !remove.includes(sha256))
      const fresh = add.filter(({ sha256 }) => !kept.some((file) => file.sha256 === sha256))
      const attachments = [...kept, ...fresh].slice(0, DRAFT_MAX_FILES)
      const cameOrWent = save(conversationId, { attachments }, nowMs)
      return { cameOrWent, left: fresh.slice(attachments.length - kept.length) }
    },
    blobs: () =>
      file.read
        .all<{ sha256: string }>(
          `SELECT file.value ->> 'sha256' AS sha256 FROM drafts, json_each(drafts.attachments) AS file`
        )
        .map(({ sha256 }) => sha256),
    removeSent(tx, row) {
      if (asksFor(row, engagementSend)) {
        const { conversationId, engagementId } = row.args
        const draft = get(conversationId)
        if (draft?.engagementId !== engagementId) return
        write(tx, conversationId, { ...draft, engagementId: null }, draft.updatedAtMs)
        return
      }
      const isMessage = asksFor(row, messageSend)
      if (!isMessage && !asksFor(row, noteWrite)) return
      const { conversationId, text } = row.args
      const sent = (isMessage && row.args.attachments) || []
      const draft = get(conversationId)
      if (draft?.text.trim() !== text.trim()) return
      const left = draft.attachments.filter(({ sha256 }) => !sent.some((file) => file.sha256 === sha256))
      write(tx, conversationId, { ...draft, text: '', attachments: left }, draft.updatedAtMs)
    },
    reload
  }
}

function given(change: DraftChange): Partial<DraftContent> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function isSomething({ text, attachments, engagementId }: DraftContent): boolean {
  return text !== '' || attachments.length > 0 || engagementId !== null
}

function write(tx: WritableDb, conversationId: string, draft: DraftContent, nowMs: number): void {
  if (!isSomething(draft)) {
    tx.run('DELETE FROM drafts WHERE conversation_id = ?', conversationId)
    return
  }
  tx.run(
    `INSERT INTO drafts (conversation_id, text, attachments, engagement_id, mode, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, attachments = excluded.attachments,
       engagement_id = excluded.engagement_id, mode = excluded.mode, updated_at_ms = excluded.updated_at_ms`,
    conversationId,
    draft.text,
    JSON.stringify(draft.attachments),
    draft.engagementId,
    draft.mode,
    nowMs
  )
}
