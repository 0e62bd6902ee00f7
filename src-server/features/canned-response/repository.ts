import type { CategoryId, ResponseId, TenantId } from '#shared/base/ids.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import type { Author, Known } from './decide.ts'
import {
  fromCategory,
  fromResponse,
  type StoredCategory,
  type StoredResponse,
  toCategory,
  toResponse
} from './rows.ts'

/** A category, removed ones included. */
export async function categoryById(
  db: ReadTx,
  tenantId: TenantId,
  id: CategoryId
): Promise<Known<StoredCategory>> {
  const row = await db
    .selectFrom('canned_categories as category')
    .leftJoin('users', (join) =>
      join
        .onRef('users.tenant_id', '=', 'category.tenant_id')
        .onRef('users.id', '=', 'category.updated_by_id')
    )
    .selectAll('category')
    .select('users.name as updated_by_name')
    .where('category.tenant_id', '=', tenantId)
    .where('category.id', '=', id)
    .executeTakeFirst()
  return row ? { row: toCategory(row), updatedByName: row.updated_by_name } : null
}

/** A response, removed ones included. */
export async function responseById(
  db: ReadTx,
  tenantId: TenantId,
  id: ResponseId
): Promise<Known<StoredResponse>> {
  const row = await db
    .selectFrom('canned_responses as response')
    .leftJoin('users', (join) =>
      join
        .onRef('users.tenant_id', '=', 'response.tenant_id')
        .onRef('users.id', '=', 'response.updated_by_id')
    )
    .selectAll('response')
    .select('users.name as updated_by_name')
    .where('response.tenant_id', '=', tenantId)
    .where('response.id', '=', id)
    .executeTakeFirst()
  return row ? { row: toResponse(row), updatedByName: row.updated_by_name } : null
}

/** How many responses of a category live, and the place after the last of them. */
export async function responsesOf(
  db: ReadTx,
  tenantId: TenantId,
  categoryId: CategoryId
): Promise<{ count: number; nextPosition: number }> {
  const { count, last } = await db
    .selectFrom('canned_responses')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('position').as('last')])
    .where('tenant_id', '=', tenantId)
    .where('category_id', '=', categoryId)
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirstOrThrow()
  return { count, nextPosition: (last ?? 0) + 1 }
}

/** The place after the last category. */
export async function nextCategoryPosition(db: ReadTx, tenantId: TenantId): Promise<number> {
  const { last } = await db
    .selectFrom('canned_categories')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** Writes a category, new or changed. */
export async function saveCategory(tx: Tx, tenantId: TenantId, category: StoredCategory): Promise<void> {
  const { tenant_id, id, ...changeable } = fromCategory(tenantId, category)
  await tx
    .insertInto('canned_categories')
    .values({ tenant_id, id, ...changeable })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changeable))
    .execute()
}

/** Writes a response, new or changed. */
export async function saveResponse(tx: Tx, tenantId: TenantId, response: StoredResponse): Promise<void> {
  const { tenant_id, id, ...changeable } = fromResponse(tenantId, response)
  await tx
    .insertInto('canned_responses')
    .values({ tenant_id, id, ...changeable })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changeable))
    .execute()
}

/** Removes every living response of a category, and answers which they were. */
export async function removeResponsesOf(
  tx: Tx,
  tenantId: TenantId,
  categoryId: CategoryId,
  author: Author
): Promise<{ id: ResponseId; version: number }[]> {
  return tx
    .updateTable('canned_responses')
    .set((eb) => ({
      version: eb('version', '+', 1),
      updated_by_id: author.actorId,
      updated_at_ms: author.nowMs,
      deleted_at_ms: author.nowMs
    }))
    .where('tenant_id', '=', tenantId)
    .where('category_id', '=', categoryId)
    .where('deleted_at_ms', 'is', null)
    .returning(['id', 'version'])
    .execute()
}
