import type { RejectionCode } from '#shared/base/error-codes.ts'
import type { CategoryId, EngagementId, ResponseId, UserId } from '#shared/base/ids.ts'
import type { Attachment } from '#shared/features/attachment/entities.ts'
import type { CannedScope } from '#shared/features/canned-response/entities.ts'
import type { RejectionDetail } from '#shared/sync/receipt.ts'
import { type Placed, positionsAfterMove } from './order.ts'
import type { StoredCategory, StoredResponse } from './rows.ts'

/** What an Operation makes of a row: its new state, nothing because it already is so, or a refusal. */
export type Decision<Row> = { kind: 'save'; row: Row } | { kind: 'nothing' } | Refusal

interface Refusal {
  kind: 'reject'
  code: RejectionCode
  detail: RejectionDetail
}

/** A row with the name of who changed it last; null when there is none. */
export type Known<Row> = { row: Row; updatedByName: string | null } | null

export interface Author {
  actorId: UserId
  /** the row's version that was on screen; 0 when there was none */
  baseVersion: number
  nowMs: number
}

function reject(code: RejectionCode, detail: RejectionDetail = {}): Refusal {
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

/** The same of one field; when others have changed the row since, only its author is known. */
function editBy(known: NonNullable<Known<StoredResponse>>, by: UserId | null): RejectionDetail {
  if (by === known.row.updatedById) return lastEdit(known)
  return by === null ? {} : { by }
}

/** Refuses what is not there: never was, or removed by someone. */
function gone(known: Known<StoredCategory | StoredResponse>): Refusal | null {
  if (!known) return reject('not_found')
  return known.row.deletedAtMs === null ? null : reject('deleted', lastEdit(known))
}

/** Whose a response of that scope is. */
export function ownerOf(scope: CannedScope, { actorId }: Pick<Author, 'actorId'>): UserId | null {
  return scope === 'personal' ? actorId : null
}

/** What a response is, field by field as text; of a removed one an edit can be made a new one by it. */
function contentOf(row: StoredResponse): Record<string, string> {
  const { categoryId, title, text, attachments, engagementId } = row
  return {
    categoryId,
    title,
    text,
    ...(attachments.length > 0 && { attachments: JSON.stringify(attachments) }),
    ...(engagementId !== null && { engagementId })
  }
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
  return {
    kind: 'save',
    row: { ...created, version: 1, nameVersion: 1, ...stamp(author), deletedAtMs: null }
  }
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
  if (row.nameVersion > author.baseVersion && row.updatedById !== author.actorId) {
    return reject('edit_conflict', { ...lastEdit(known), current: { name: row.name } })
  }
  const version = row.version + 1
  return { kind: 'save', row: { ...row, name, version, nameVersion: version, ...stamp(author) } }
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
  created: Pick<
    StoredResponse,
    'id' | 'ownerId' | 'title' | 'text' | 'attachments' | 'engagementId' | 'position'
  >,
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
      usage: { inserted: 0, edited: 0, lastUsedAtMs: null },
      version: 1,
      titleVersion: 1,
      textVersion: 1,
      titleById: author.actorId,
      textById: author.actorId,
      attachmentsVersion: 1,
      attachmentsById: author.actorId,
      engagementVersion: 1,
      engagementById: author.actorId,
      ...stamp(author),
      deletedAtMs: null
    }
  }
}

/** What an edit asks for; what is not given stays. */
export interface ResponseEdit {
  title?: string | undefined
  text?: string | undefined
  attachments?: Attachment[] | undefined
  engagementId?: EngagementId | null | undefined
  scope?: CannedScope | undefined
}

/**
 * Edits of different fields merge. A field that someone else changed since the author's version is a conflict, unless
 * both say the same; then nothing of the edit is taken, and the author sees what stands there now. Each field knows its
 * own author: that the last change of the row was one's own says nothing about the field.
 */
export function decideResponseEdit(
  known: Known<StoredResponse>,
  edit: ResponseEdit,
  author: Author
): Decision<StoredResponse> {
  if (!known) return reject('not_found')
  const { row } = known
  if (row.deletedAtMs !== null) return reject('deleted', { ...lastEdit(known), current: contentOf(row) })
  const title = edit.title === row.title ? undefined : edit.title
  const text = edit.text === row.text ? undefined : edit.text
  const attachments = isSameFiles(edit.attachments, row.attachments) ? undefined : edit.attachments
  const engagementId = edit.engagementId === row.engagementId ? undefined : edit.engagementId
  const ownerId = edit.scope === undefined ? row.ownerId : ownerOf(edit.scope, author)
  const wanted = { title, text, attachments, engagementId }
  const isChanged = Object.values(wanted).some((value) => value !== undefined)
  if (!isChanged && ownerId === row.ownerId) return { kind: 'nothing' }

  const fields = [
    { name: 'text', wants: text, version: row.textVersion, by: row.textById },
    { name: 'title', wants: title, version: row.titleVersion, by: row.titleById },
    { name: 'attachments', wants: attachments, version: row.attachmentsVersion, by: row.attachmentsById },
    { name: 'engagementId', wants: engagementId, version: row.engagementVersion, by: row.engagementById }
  ]
  const inTheWay = fields.filter(
    ({ wants, version, by }) => wants !== undefined && version > author.baseVersion && by !== author.actorId
  )
  const [first] = inTheWay
  if (first) {
    const all = contentOf(row)
    const current = Object.fromEntries(inTheWay.map(({ name }) => [name, all[name] ?? '']))
    return reject('edit_conflict', { ...editBy(known, first.by), current })
  }

  const version = row.version + 1
  const by = author.actorId
  return {
    kind: 'save',
    row: {
      ...row,
      ownerId,
      ...(title !== undefined && { title, titleVersion: version, titleById: by }),
      ...(text !== undefined && { text, textVersion: version, textById: by }),
      ...(attachments !== undefined && { attachments, attachmentsVersion: version, attachmentsById: by }),
      ...(engagementId !== undefined && { engagementId, engagementVersion: version, engagementById: by }),
      version,
      ...stamp(author)
    }
  }
}

function isSameFiles(a: readonly Attachment[] | undefined, b: readonly Attachment[]): boolean {
  const named = (files: readonly Attachment[]) =>
    files.map(({ sha256, name }) => `${sha256} ${name}`).join('\n')
  return a !== undefined && named(a) === named(b)
}

/** What is removed already stays so. */
export function decideResponseRemove(known: Known<StoredResponse>, author: Author): Decision<StoredResponse> {
  if (!known) return reject('not_found')
  if (known.row.deletedAtMs !== null) return { kind: 'nothing' }
  return { kind: 'save', row: removed(known.row, author) }
}

/** A use is counted, and is nobody's edit. */
export function decideResponseUse(
  known: Known<StoredResponse>,
  wasEdited: boolean,
  { nowMs }: Pick<Author, 'nowMs'>
): Decision<StoredResponse> {
  const refusal = gone(known)
  if (refusal || !known) return refusal ?? reject('not_found')
  const { row } = known
  const usage = {
    inserted: row.usage.inserted + 1,
    edited: row.usage.edited + (wasEdited ? 1 : 0),
    lastUsedAtMs: nowMs
  }
  return { kind: 'save', row: { ...row, usage, version: row.version + 1 } }
}

/** What a move makes of rows: the moved one in its new place, and the others where there was no room between them. */
export type MoveDecision<Id> =
  | { kind: 'place'; positions: ReadonlyMap<Id, number> }
  | { kind: 'nothing' }
  | Refusal

/** Moving changes no words, so the last one who moves wins; what is gone cannot be moved. */
export function decideCategoryMove(
  known: Known<StoredCategory>,
  order: readonly Placed<CategoryId>[],
  afterId: CategoryId | null
): MoveDecision<CategoryId> {
  const refusal = gone(known)
  if (refusal || !known) return refusal ?? reject('not_found')
  return placed(positionsAfterMove(order, known.row.id, afterId))
}

/** `order` is that of the category into which it goes. */
export function decideResponseMove(
  known: Known<StoredResponse>,
  category: Known<StoredCategory>,
  order: readonly Placed<ResponseId>[],
  afterId: ResponseId | null
): MoveDecision<ResponseId> {
  const refusal = gone(known) ?? gone(category)
  if (refusal || !known) return refusal ?? reject('not_found')
  return placed(positionsAfterMove(order, known.row.id, afterId))
}

function placed<Id>(positions: ReadonlyMap<Id, number>): MoveDecision<Id> {
  return positions.size === 0 ? { kind: 'nothing' } : { kind: 'place', positions }
}

function removed<Row extends StoredCategory | StoredResponse>(row: Row, author: Author): Row {
  return { ...row, version: row.version + 1, ...stamp(author), deletedAtMs: author.nowMs }
}
