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

export const responseProjection: Projection<CannedResponse> = {
  entity: cannedResponseEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO canned_responses (id, category_id, owner_id, title, text, position, version)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET category_id = excluded.category_id, owner_id = excluded.owner_id,
         title = excluded.title, text = excluded.text, position = excluded.position, version = excluded.version
         WHERE excluded.version >= canned_responses.version`,
      row.id,
      row.categoryId,
      row.ownerId,
      row.title,
      row.text,
      row.position,
      row.version
    )
    if (changes > 0) touch('canned')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM canned_responses WHERE id = ? AND version <= ?', id, version) > 0) touch('canned')
  }
}
