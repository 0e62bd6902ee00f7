import type { Attachment } from '#shared/features/attachment/entities.ts'
import { responseCreate, responseEdit } from '#shared/features/canned-response/operations.ts'
import { messageSend } from '#shared/features/conversation/operations.ts'
import { engagementCreate, engagementEdit, freshFilesOf } from '#shared/features/engagement/operations.ts'
import { asksFor, type OutboxRow } from '../outbox/outbox-row.ts'

/** The files that a row names. */
export function filesOf(row: Pick<OutboxRow, 'type' | 'v' | 'args'>): readonly Attachment[] {
  if (asksFor(row, engagementCreate) || asksFor(row, engagementEdit)) return freshFilesOf(row.args)
  if (asksFor(row, responseCreate) || asksFor(row, responseEdit)) return row.args.attachments ?? []
  return asksFor(row, messageSend) ? (row.args.attachments ?? []) : []
}

/** What a row asks for without its files; null when nothing would be left. */
export function withoutFiles(row: OutboxRow): unknown {
  if (!asksFor(row, messageSend) || row.args.text.trim() === '') return null
  const { attachments: _left, ...rest } = row.args
  return rest
}
