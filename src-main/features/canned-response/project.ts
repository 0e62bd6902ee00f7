import {
  type CannedCategory,
  type CannedResponse,
  cannedCategoryEntity,
  cannedResponseEntity
} from '#shared/features/canned-response/entities.ts'
import type { Projection } from '../../cache/projection.ts'

export const categoryProjection: Projection<CannedCategory> = {
  entity: cannedCategoryEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO canned_categories (id, name, position, version) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position,
         version = excluded.version WHERE excluded.version >= canned_categories.version`,
      row.id,
      row.name,
      row.position,
      row.version
    )
    if (changes > 0) touch('canned')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM canned_categories WHERE id = ? AND version <= ?', id, version) > 0)
      touch('canned')
  }
}

const COLUMNS = 'category_id, owner_id, title, text, attachments, engagement_id, position'

export const responseProjection: Projection<CannedResponse> = {
  entity: cannedResponseEntity,
  put(tx, row, touch) {
    const { categoryId, ownerId, title, text, engagementId, position } = row
    const attachments = JSON.stringify(row.attachments)
    const shown = [categoryId, ownerId, title, text, attachments, engagementId, position] as const
    const before = tx.get<Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM canned_responses WHERE id = ?`,
      row.id
    )
    const { inserted, edited, lastUsedAtMs } = row.usage
    const changes = tx.run(
      `INSERT INTO canned_responses (${COLUMNS}, id, updated_at_ms, inserted, edited, last_used_at_ms, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET category_id = excluded.category_id, owner_id = excluded.owner_id,
         title = excluded.title, text = excluded.text, attachments = excluded.attachments,
         engagement_id = excluded.engagement_id, position = excluded.position,
         updated_at_ms = excluded.updated_at_ms, inserted = excluded.inserted, edited = excluded.edited,
         last_used_at_ms = excluded.last_used_at_ms, version = excluded.version
         WHERE excluded.version >= canned_responses.version`,
      ...shown,
      row.id,
      row.updatedAtMs,
      inserted,
      edited,
      lastUsedAtMs,
      row.version
    )
    if (changes === 0) return
    // each use by anybody changes its counts: what is searched and shown elsewhere stays as it is
    const isCount = before !== undefined && Object.values(before).every((value, at) => value === shown[at])
    touch(isCount ? 'canned-usage' : 'canned')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM canned_responses WHERE id = ? AND version <= ?', id, version) > 0) touch('canned')
  }
}
