import { type Partner, partnerEntity } from '#shared/features/partner/entities.ts'
import type { Projection } from '../../cache/projection.ts'
import { fold } from '../approval/fold.ts'

export const partnerProjection: Projection<Partner> = {
  entity: partnerEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO partners (id, name, status, search, body, version) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, status = excluded.status, search = excluded.search, body = excluded.body,
         version = excluded.version WHERE excluded.version >= partners.version`,
      row.id,
      row.name,
      row.status,
      fold(
        [row.name, row.contactName, row.invoiceId ?? '', ...row.channels.map(({ name }) => name)].join(' ')
      ),
      JSON.stringify(row),
      row.version
    )
    if (changes > 0) touch('requests')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM partners WHERE id = ? AND version <= ?', id, version) > 0) touch('requests')
  },
  removeAll(tx, touch) {
    if (tx.run('DELETE FROM partners') > 0) touch('requests')
  }
}
