import type { CategoryId, ResponseId, TenantId, UserId } from '#shared/base/ids.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import type { Author, Known } from './decide.ts'
import type { Placed } from './order.ts'
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

/** A response, removed ones included, as far as this person may know of it: what a colleague keeps alone is not there. */
export async function responseSeenBy(
  db: ReadTx,
  tenantId: TenantId,
  id: ResponseId,
  userId: UserId
): Promise<Known<StoredResponse>> {
  const known = await responseById(db, tenantId, id)
  return known && (known.row.ownerId === null || known.row.ownerId === userId) ? known : null
}

/** How many living responses of a category this person sees. */
export async function countResponsesOf(
  db: ReadTx,
  tenantId: TenantId,
  categoryId: CategoryId,
  userId: UserId
): Promise<number> {
  const { count } = await db
    .selectFrom('canned_responses')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('category_id', '=', categoryId)
    .where('deleted_at_ms', 'is', null)
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
    .executeTakeFirstOrThrow()
  return count
}

/** The living responses of a category in their order, whoever sees them. */
export async function orderOfResponses(
  db: ReadTx,
  tenantId: TenantId,
  categoryId: CategoryId
): Promise<Placed<ResponseId>[]> {
  return db
    .selectFrom('canned_responses')
    .select(['id', 'position'])
    .where('tenant_id', '=', tenantId)
    .where('category_id', '=', categoryId)
    .where('deleted_at_ms', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** The place after the last living response of a category, whoever sees it. */
export async function nextResponsePosition(
  db: ReadTx,
  tenantId: TenantId,
  categoryId: CategoryId
): Promise<number> {
  const { last } = await db
    .selectFrom('canned_responses')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('category_id', '=', categoryId)
    .where('deleted_at_ms', 'is', null)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** The living categories in their order. */
export async function orderOfCategories(db: ReadTx, tenantId: TenantId): Promise<Placed<CategoryId>[]> {
  return db
    .selectFrom('canned_categories')
    .select(['id', 'position'])
    .where('tenant_id', '=', tenantId)
    .where('deleted_at_ms', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
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

/** Removes every living response of a category that its author sees, and answers which they were. What colleagues keep alone stays theirs. */
export async function removeResponsesOf(
  tx: Tx,
  tenantId: TenantId,
  categoryId: CategoryId,
  author: Author
): Promise<{ id: ResponseId; version: number; ownerId: UserId | null }[]> {
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
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', author.actorId)]))
    .returning(['id', 'version', 'owner_id as ownerId'])
    .execute()
}
