import { type User, userEntity } from '#shared/features/session/entities.ts'
import type { DraftChange } from '../../feed/append.ts'

/** A colleague as they are now. */
export function userChanged(user: User): DraftChange {
  return {
    type: 'user.changed',
    entity: userEntity.name,
    id: user.id,
    audience: 'everyone',
    body: { kind: 'row', version: user.version, row: user }
  }
}
