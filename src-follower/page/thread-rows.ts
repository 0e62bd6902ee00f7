import type { FollowerEngagement, FollowerMessage } from '#shared/contract/wire.ts'
import { type ChatState, type UnsentState, unsentStateOf } from '../chat/state.ts'
import { dayOf } from './day.ts'

/** One message as the thread draws it. */
export interface MessageRow {
  kind: 'message'
  key: string
  own: boolean
  agentName: string | null
  text: string
  files: readonly RowFile[]
  engagement: FollowerEngagement | null
  atMs: number
  state: 'sent' | UnsentState
  /** the server's sentence; only with `refused` */
  reason: string | null
  /** begins and ends a run of messages of one person within some minutes */
  first: boolean
  last: boolean
}

/** A file of a message as the thread draws it. */
export interface RowFile {
  sha256: string
  name: string
  sizeBytes: number
  mediaType: string
  /** which share the server has, 0-1; null when the message is there */
  uploadShare: number | null
}

export type ThreadRow = { kind: 'day'; key: string; dayMs: number } | MessageRow

/** Messages of one person closer than this are one run. */
const RUN_MS = 5 * 60_000

/** The thread from top to bottom: days, what the server has, and what it does not have yet. */
export function threadRows(state: ChatState): ThreadRow[] {
  const rows: ThreadRow[] = []
  let previous: MessageRow | null = null
  for (const row of [...state.messages.map(sentRow), ...unsentRows(state)]) {
    const newDay = previous === null || dayOf(previous.atMs) !== dayOf(row.atMs)
    row.first = previous === null || newDay || !sameRun(previous, row)
    if (previous && row.first) previous.last = true
    if (newDay) rows.push({ kind: 'day', key: `day-${dayOf(row.atMs)}`, dayMs: dayOf(row.atMs) })
    rows.push(row)
    previous = row
  }
  if (previous) previous.last = true
  return rows
}

function sameRun(a: MessageRow, b: MessageRow): boolean {
  return a.own === b.own && a.agentName === b.agentName && a.state === b.state && b.atMs - a.atMs < RUN_MS
}

function sentRow(message: FollowerMessage): MessageRow {
  return {
    kind: 'message',
    key: message.id,
    own: message.direction === 'in',
    agentName: message.agentName,
    text: message.text,
    files: message.attachments.map((file) => ({ ...file, uploadShare: null })),
    engagement: message.engagement,
    atMs: message.sentAtMs,
    state: 'sent',
    reason: null,
    first: false,
    last: false
  }
}

function unsentRows(state: ChatState): MessageRow[] {
  // this device's clock may run behind the server's: what comes last must not look older
  const afterMs = state.messages[state.messages.length - 1]?.sentAtMs ?? 0
  return state.unsent.map((message) => ({
    kind: 'message',
    key: message.id,
    own: true,
    agentName: null,
    text: message.text,
    files: message.files.map(({ sha256, name, sizeBytes, mediaType, isUp }) => ({
      sha256,
      name,
      sizeBytes,
      mediaType,
      uploadShare: isUp ? 1 : (state.uploads[sha256] ?? 0)
    })),
    engagement: null,
    atMs: Math.max(message.writtenAtMs, afterMs),
    state: unsentStateOf(message, state),
    reason: message.refused,
    first: false,
    last: false
  }))
}
