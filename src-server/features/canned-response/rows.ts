import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { TenantId, UserId } from '#shared/base/ids.ts'
import { Attachment } from '#shared/features/attachment/entities.ts'
import type { CannedCategory, CannedResponse } from '#shared/features/canned-response/entities.ts'
import type { CannedCategoriesTable, CannedResponsesTable } from '../../storage/schema.ts'

/** A category with what only the server knows of it. */
export interface StoredCategory extends CannedCategory {
  /** at which version of the row its name last changed */
  nameVersion: number
  /** null while it lives */
  deletedAtMs: number | null
}

/** A response with what only the server knows of it: at which version of the row each field last changed, and by whom. */
export interface StoredResponse extends CannedResponse {
  titleVersion: number
  textVersion: number
  titleById: UserId | null
  textById: UserId | null
  attachmentsVersion: number
  attachmentsById: UserId | null
  engagementVersion: number
  engagementById: UserId | null
  /** null while it lives */
  deletedAtMs: number | null
}

const Files = z.array(Attachment)

export function toCategory(row: Selectable<CannedCategoriesTable>): StoredCategory {
  return {
    id: row.id,
    name: row.name,
    position: row.position,
    version: row.version,
    nameVersion: row.name_version,
    updatedById: row.updated_by_id,
    updatedAtMs: row.updated_at_ms,
    deletedAtMs: row.deleted_at_ms
  }
}

export function fromCategory(tenantId: TenantId, category: StoredCategory): CannedCategoriesTable {
  return {
    tenant_id: tenantId,
    id: category.id,
    name: category.name,
    position: category.position,
    version: category.version,
    name_version: category.nameVersion,
    updated_by_id: category.updatedById,
    updated_at_ms: category.updatedAtMs,
    deleted_at_ms: category.deletedAtMs
  }
}

export function toResponse(row: Selectable<CannedResponsesTable>): StoredResponse {
  return {
    id: row.id,
    categoryId: row.category_id,
    ownerId: row.owner_id,
    title: row.title,
    text: row.text,
    attachments: Files.parse(JSON.parse(row.attachments)),
    engagementId: row.engagement_id,
    position: row.position,
    usage: { inserted: row.inserted, edited: row.edited, lastUsedAtMs: row.last_used_at_ms },
    version: row.version,
    titleVersion: row.title_version,
    textVersion: row.text_version,
    titleById: row.title_by_id,
    textById: row.text_by_id,
    attachmentsVersion: row.attachments_version,
    attachmentsById: row.attachments_by_id,
    engagementVersion: row.engagement_version,
    engagementById: row.engagement_by_id,
    updatedById: row.updated_by_id,
    updatedAtMs: row.updated_at_ms,
    deletedAtMs: row.deleted_at_ms
  }
}

export function fromResponse(tenantId: TenantId, response: StoredResponse): CannedResponsesTable {
  return {
    tenant_id: tenantId,
    id: response.id,
    category_id: response.categoryId,
    owner_id: response.ownerId,
    title: response.title,
    text: response.text,
    attachments: JSON.stringify(response.attachments),
    engagement_id: response.engagementId,
    position: response.position,
    version: response.version,
    title_version: response.titleVersion,
    text_version: response.textVersion,
    title_by_id: response.titleById,
    text_by_id: response.textById,
    attachments_version: response.attachmentsVersion,
    attachments_by_id: response.attachmentsById,
    engagement_version: response.engagementVersion,
    engagement_by_id: response.engagementById,
    updated_by_id: response.updatedById,
    updated_at_ms: response.updatedAtMs,
    deleted_at_ms: response.deletedAtMs,
    inserted: response.usage.inserted,
    edited: response.usage.edited,
    last_used_at_ms: response.usage.lastUsedAtMs
  }
}

/** The row that everyone receives. */
export function publicCategory(stored: StoredCategory): CannedCategory {
  const { deletedAtMs: _deletedAtMs, nameVersion: _nameVersion, ...category } = stored
  return category
}

/** The row that everyone who sees it receives. */
export function publicResponse(stored: StoredResponse): CannedResponse {
  const {
    deletedAtMs: _deletedAtMs,
    titleVersion: _titleVersion,
    textVersion: _textVersion,
    titleById: _titleById,
    textById: _textById,
    attachmentsVersion: _attachmentsVersion,
    attachmentsById: _attachmentsById,
    engagementVersion: _engagementVersion,
    engagementById: _engagementById,
    ...response
  } = stored
  return response
}
