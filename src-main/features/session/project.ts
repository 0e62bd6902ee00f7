import { type User, userEntity } from '#shared/features/session/entities.ts'
import type { Projection } from '../../cache/projection.ts'

/** Colleagues' names appear wherever an owner or an author is shown. */
export const userProjection: Projection<User> = {
  entity: userEntity,
  put(tx, row, touch) {
    const changes = tx.run(
      `INSERT INTO users (id, name, role, active, version) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active,
         version = excluded.version WHERE excluded.version >= users.version`,
      row.id,
      row.name,
      row.role,
      row.active ? 1 : 0,
      row.version
    )
    if (changes > 0) touch('inbox')
  },
  remove(tx, id, version, touch) {
    if (tx.run('DELETE FROM users WHERE id = ? AND version <= ?', id, version) > 0) touch('inbox')
  }
}
