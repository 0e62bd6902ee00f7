import type { ResponseId } from '#shared/base/ids.ts'
import { cannedCategoryEntity, cannedResponseEntity } from '#shared/features/canned-response/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
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

/** A response as it is now, or its end. */
export function responseChanged(response: StoredResponse): DraftChange {
  if (response.deletedAtMs !== null) return responseRemoved(response.id, response.version)
  return {
    entity: cannedResponseEntity.name,
    id: response.id,
    audience: 'everyone',
    type: 'canned-response.changed',
    body: { kind: 'row', version: response.version, row: publicResponse(response) }
  }
}

export function responseRemoved(id: ResponseId, version: number): DraftChange {
  return {
    entity: cannedResponseEntity.name,
    id,
    audience: 'everyone',
    type: 'canned-response.removed',
    body: { kind: 'tombstone', version }
  }
}
