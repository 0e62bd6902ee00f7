import type { NoteId, UserId } from '#shared/base/ids.ts'
import { conversationTransfer, noteWrite } from '#shared/features/conversation/operations.ts'
import type { NoteView } from '#shared/features/conversation/views.ts'
import { asksFor, type OutboxRow } from '../../outbox/outbox-row.ts'
import { refusedIn } from '../../outbox/rows-by-lane.ts'
import { type DeskReader, ownerView } from './desk-reader.ts'
import { sendStateOf } from './send-state.ts'

interface StoredNote {
  noteId: NoteId
  afterPosition: number
  authorId: UserId
  text: string
  transferredToId: UserId | null
  atMs: number
}

/** More notes than a page of messages has between them. */
const NOTES_MAX = 1000

const PAGE = `SELECT id AS noteId, after_position AS afterPosition, author_id AS authorId, text,
    transferred_to_id AS transferredToId, written_at_ms AS atMs
  FROM notes WHERE conversation_key = ? AND after_position BETWEEN ? AND ?
  ORDER BY after_position DESC, written_at_ms DESC, id DESC LIMIT ?`

/** The notes behind the messages of a page, oldest first. */
export function postedNotes(
  desk: DeskReader,
  conversationKey: number,
  [from, to]: readonly [number, number]
): NoteView[] {
  const stored = desk.db.all<StoredNote>(PAGE, conversationKey, from, to, NOTES_MAX)
  return stored.reverse().map(({ authorId, transferredToId, ...note }) => ({
    ...note,
    author: personView(desk, authorId),
    transferredTo: personView(desk, transferredToId),
    sendState: null,
    rejection: null,
    nextAtMs: null
  }))
}

/** Notes of mine, and transfers with theirs, that the cache does not hold yet. */
export function unsettledNotes(desk: DeskReader, conversationId: string): NoteView[] {
  const lanes = [desk.rows.lane(`conversation:${conversationId}`), desk.rows.lane(`note:${conversationId}`)]
  const notes = lanes.flatMap((lane) => {
    const refused = refusedIn(lane)
    return lane.flatMap((row) => {
      if (hasNote(desk, row.opId)) return []
      const said = saidIn(row)
      if (!said) return []
      const sendState = sendStateOf(row, refused !== undefined && refused.place < row.place, desk.nowMs())
      const note: NoteView = {
        noteId: row.opId as string as NoteId,
        afterPosition: null,
        author: { ...desk.me, isMe: true },
        text: said.text,
        transferredTo: personView(desk, said.transferredToId),
        atMs: row.createdAtMs,
        sendState: sendState === 'sent' ? null : sendState,
        rejection: sendState === 'refused' ? row.rejection : null,
        nextAtMs: sendState === 'retrying' ? row.nextAtMs : null
      }
      return [note]
    })
  })
  return notes.sort((a, b) => a.atMs - b.atMs)
}

function saidIn(row: OutboxRow): { text: string; transferredToId: UserId | null } | null {
  if (asksFor(row, noteWrite)) return { text: row.args.text, transferredToId: null }
  if (asksFor(row, conversationTransfer)) {
    return { text: row.args.note ?? '', transferredToId: row.args.toUserId }
  }
  return null
}

function hasNote(desk: DeskReader, noteId: string): boolean {
  return desk.db.get('SELECT 1 FROM notes WHERE id = ?', noteId) !== undefined
}

function personView(desk: DeskReader, userId: UserId | null) {
  return userId === null ? null : ownerView(desk, userId, desk.names.user(userId))
}
