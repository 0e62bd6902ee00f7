import type { ResponseId, UserId } from '#shared/base/ids.ts'
import { cannedCategoryEntity, cannedResponseEntity } from '#shared/features/canned-response/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import type { Audience } from '../../feed/audience.ts'
import { publicCategory, publicResponse, type StoredCategory, type StoredResponse } from './rows.ts'

/** A category as it is now, or its end. */
export function categoryChanged(category: StoredCategory): DraftChange {
  const place = { entity: cannedCategoryEntity.name, id: category.id, audience: 'everyone' as const }
  const { version } = category
  return category.deletedAtMs === null
    ? {
        ...place,
        type: 'canned-category.changed',
        body: { kind: 'row', version, row: publicCategory(category) }
      }
    : { ...place, type: 'canned-category.removed', body: { kind: 'tombstone', version } }
}

const seenBy = (ownerId: UserId | null): Audience => (ownerId === null ? 'everyone' : { userId: ownerId })

/** A response as it is now, or its end, told to those who see it. */
export function responseChanged(response: StoredResponse): DraftChange {
  const { id, version, ownerId } = response
  if (response.deletedAtMs !== null) return responseRemoved({ id, version, ownerId })
  return {
    entity: cannedResponseEntity.name,
    id,
    audience: seenBy(ownerId),
    type: 'canned-response.changed',
    body: { kind: 'row', version, row: publicResponse(response) }
  }
}

/** A response that everyone saw and now is one agent's alone: it leaves every desk, and comes back to that agent's. */
export function responseWithdrawn(response: StoredResponse): DraftChange[] {
  const { id } = response
  const leaves: DraftChange = {
    entity: cannedResponseEntity.name,
    id,
    audience: 'everyone',
    type: 'canned-response.evicted',
    body: { kind: 'evict' }
  }
  return [leaves, responseChanged(response)]
}

export function responseRemoved({
  id,
  version,
  ownerId
}: {
  id: ResponseId
  version: number
  ownerId: UserId | null
}): DraftChange {
  return {
    entity: cannedResponseEntity.name,
    id,
    audience: seenBy(ownerId),
    type: 'canned-response.removed',
    body: { kind: 'tombstone', version }
  }
}
