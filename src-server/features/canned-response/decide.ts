import type { RejectionCode } from '#shared/base/error-codes.ts'
import type { CategoryId, ResponseId, UserId } from '#shared/base/ids.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'
import type { StoredCategory, StoredResponse } from './rows.ts'

/** What an Operation makes of a row: its new state, nothing because it already is so, or a refusal. */
export type Decision<Row> =
  | { kind: 'save'; row: Row }
  | { kind: 'nothing' }
  | { kind: 'reject'; code: RejectionCode; detail: RejectionDetail }

/** A row with the name of who changed it last; null when there is none. */
export type Known<Row> = { row: Row; updatedByName: string | null } | null

export interface Author {
  actorId: UserId
  /** the row's version that was on screen; 0 when there was none */
  baseVersion: number
  nowMs: number
}

function reject(code: RejectionCode, detail: RejectionDetail = {}): Decision<never> {
  return { kind: 'reject', code, detail }
}

/** Who changed the row last, and when: an own change is never in one's own way. */
function lastEdit(known: NonNullable<Known<StoredCategory | StoredResponse>>): RejectionDetail {
  const { row, updatedByName } = known
  return {
    ...(row.updatedById !== null && { by: row.updatedById }),
    ...(updatedByName !== null && { byName: updatedByName }),
    atMs: row.updatedAtMs
  }
}

/** Refuses what is not there: never was, or removed by someone. */
function gone(known: Known<StoredCategory | StoredResponse>): Decision<never> | null {
  if (!known) return reject('not_found')
  return known.row.deletedAtMs === null ? null : reject('deleted', lastEdit(known))
}

function stamp(author: Author) {
  return { updatedById: author.actorId, updatedAtMs: author.nowMs }
}

export function decideCategoryCreate(
  taken: boolean,
  created: { id: CategoryId; name: string; position: number },
  author: Author
): Decision<StoredCategory> {
  if (taken) return reject('already_exists')
  return { kind: 'save', row: { ...created, version: 1, ...stamp(author), deletedAtMs: null } }
}

/** Of two who rename a category, the second sees the first one's name. */
export function decideCategoryRename(
  known: Known<StoredCategory>,
  name: string,
  author: Author
): Decision<StoredCategory> {
  const refusal = gone(known)
  if (refusal || !known) return refusal ?? reject('not_found')
  const { row } = known
  if (row.name === name) return { kind: 'nothing' }
  if (row.version > author.baseVersion && row.updatedById !== author.actorId) {
    return reject('edit_conflict', { ...lastEdit(known), current: { name: row.name } })
  }
  return { kind: 'save', row: { ...row, name, version: row.version + 1, ...stamp(author) } }
}

/** A category goes with its responses, if the author knew of that many. What is removed already stays so. */
export function decideCategoryRemove(
  known: Known<StoredCategory>,
  responses: number,
  confirmedResponses: number,
  author: Author
): Decision<StoredCategory> {
  if (!known) return reject('not_found')
  if (known.row.deletedAtMs !== null) return { kind: 'nothing' }
  if (responses > confirmedResponses) return reject('not_empty', { responses })
  return { kind: 'save', row: removed(known.row, author) }
}

export function decideResponseCreate(
  taken: boolean,
  category: Known<StoredCategory>,
  created: { id: ResponseId; title: string; text: string; position: number },
  author: Author
): Decision<StoredResponse> {
  if (taken) return reject('already_exists')
  const refusal = gone(category)
  if (refusal || !category) return refusal ?? reject('not_found')
  return {
    kind: 'save',
    row: {
      ...created,
      categoryId: category.row.id,
      version: 1,
      titleVersion: 1,
      textVersion: 1,
      ...stamp(author),
      deletedAtMs: null
    }
  }
}

/**
 * Edits of different fields merge. A field that someone else changed since the author's version is a conflict, unless
 * both say the same; then nothing of the edit is taken, and the author sees what stands there now.
 */
export function decideResponseEdit(
  known: Known<StoredResponse>,
  edit: { title?: string | undefined; text?: string | undefined },
  author: Author
): Decision<StoredResponse> {
  const refusal = gone(known)
  if (refusal || !known) return refusal ?? reject('not_found')
  const { row } = known
  const title = edit.title === row.title ? undefined : edit.title
  const text = edit.text === row.text ? undefined : edit.text
  if (title === undefined && text === undefined) return { kind: 'nothing' }

  const others = row.updatedById !== author.actorId
  const current: Record<string, string> = {}
  if (others && title !== undefined && row.titleVersion > author.baseVersion) current.title = row.title
  if (others && text !== undefined && row.textVersion > author.baseVersion) current.text = row.text
  if (Object.keys(current).length > 0) return reject('edit_conflict', { ...lastEdit(known), current })

  const version = row.version + 1
  return {
    kind: 'save',
    row: {
      ...row,
      ...(title !== undefined && { title, titleVersion: version }),
      ...(text !== undefined && { text, textVersion: version }),
      version,
      ...stamp(author)
    }
  }
}

/** What is removed already stays so. */
export function decideResponseRemove(known: Known<StoredResponse>, author: Author): Decision<StoredResponse> {
  if (!known) return reject('not_found')
  if (known.row.deletedAtMs !== null) return { kind: 'nothing' }
  return { kind: 'save', row: removed(known.row, author) }
}

function removed<Row extends StoredCategory | StoredResponse>(row: Row, author: Author): Row {
  return { ...row, version: row.version + 1, ...stamp(author), deletedAtMs: author.nowMs }
}
