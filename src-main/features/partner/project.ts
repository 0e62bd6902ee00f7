import { type Partner, partnerEntity } from '#shared/features/partner/entities.ts'
import type { Projection } from '../../cache/projection.ts'

/** No View shows partners yet; they are kept as they came. */
export const partnerProjection: Projection<Partner> = {
  entity: partnerEntity,
  put(tx, row) {
    tx.run(
      `INSERT INTO partners (id, name, status, body, version) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, status = excluded.status, body = excluded.body,
         version = excluded.version WHERE excluded.version >= partners.version`,
      row.id,
      row.name,
      row.status,
      JSON.stringify(row),
      row.version
    )
  },
  remove(tx, id, version) {
    tx.run('DELETE FROM partners WHERE id = ? AND version <= ?', id, version)
  }
}
