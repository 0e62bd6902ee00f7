import { z } from 'zod'
import type { TenantId } from '#shared/base/ids.ts'
import { Money } from '#shared/features/approval/kinds/kind.ts'
import { PackageTerms } from '#shared/features/partner/entities.ts'
import type { DraftChange } from '../../feed/append.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { ReadTx, Tx } from '../../storage/storage.ts'
import { allowTypes } from '../approval/allow-types.ts'
import { partnerChanged } from '../approval/changes.ts'
import { savePartner } from '../approval/repository.ts'
import { allPartners } from './partner-repository.ts'
import { isSame, type Resource } from './resource.ts'
import { named } from './texts.ts'

const PackageBody = z
  .strictObject({
    name: named(200).meta({ description: 'As partners and leads know it; no two packages have one name' }),
    price: Money.meta({
      description: 'In the smallest unit of the currency: 4900 EUR are 49 euros, 4900 JPY are 4900 yen'
    }),
    terms: PackageTerms.strict()
  })
  .meta({
    examples: [
      {
        name: 'Gold',
        price: { minor: 9900, currency: 'EUR' },
        terms: { channels: 2, engagementTypes: ['message', 'coupon', 'promo'], activeEngagements: 10 }
      }
    ]
  })
type PackageBody = z.infer<typeof PackageBody>

const ApiPackage = z.object({
  id: z.string(),
  ...PackageBody.shape,
  version: z.number().int()
})
export type ApiPackage = z.infer<typeof ApiPackage>

/** What partners can buy. Desks know of it what partners have of it. */
export const packages: Resource<ApiPackage, PackageBody> = {
  path: '/packages/:id',
  listPath: '/packages',
  tag: 'Packages',
  name: 'package',
  row: ApiPackage,
  body: PackageBody,
  putSummary:
    'Creates a package, or changes one for every partner that has it: what agents may send changes at once',
  one: packageById,
  async list(db, tenantId, after, limit) {
    let query = selectPackages(db, tenantId).orderBy('id').limit(limit)
    if (after !== undefined) query = query.where('id', '>', after)
    return (await query.execute()).map(toPackage)
  },
  async put(tx, { tenantId, id, body, current }) {
    const next: ApiPackage = { id, ...body, version: current?.version ?? 0 }
    if (current && isSame(current, next)) return { row: current, changes: [] }
    await refuseTaken(tx, tenantId, next)
    const row = { ...next, version: next.version + 1 }
    await savePackage(tx, tenantId, row)
    return { row, changes: current ? await followPackage(tx, tenantId, current.name, row) : [] }
  }
}

/** Gives the partners that have a package what it holds now, and their channels with them. */
async function followPackage(
  tx: Tx,
  tenantId: TenantId,
  nameBefore: string,
  { name, terms }: ApiPackage
): Promise<DraftChange[]> {
  const changes: DraftChange[] = []
  for (const partner of await allPartners(tx, tenantId)) {
    if (partner.packageName !== nameBefore) continue
    const next = { ...partner, packageName: name, terms }
    if (isSame(partner, next)) continue
    const changed = { ...next, version: partner.version + 1 }
    await savePartner(tx, tenantId, changed)
    changes.push(partnerChanged(changed), ...(await allowTypes(tx, tenantId, changed)))
  }
  return changes
}

export async function packageById(db: ReadTx, tenantId: TenantId, id: string): Promise<ApiPackage | null> {
  const row = await selectPackages(db, tenantId).where('id', '=', id).executeTakeFirst()
  return row ? toPackage(row) : null
}

async function packageNamed(db: ReadTx, tenantId: TenantId, name: string): Promise<ApiPackage | null> {
  const row = await selectPackages(db, tenantId).where('name', '=', name).executeTakeFirst()
  return row ? toPackage(row) : null
}

function selectPackages(db: ReadTx, tenantId: TenantId) {
  return db.selectFrom('packages').select(['body', 'version']).where('tenant_id', '=', tenantId)
}

function toPackage({ body, version }: { body: string; version: number }): ApiPackage {
  return ApiPackage.parse({ ...JSON.parse(body), version })
}

async function savePackage(tx: Tx, tenantId: TenantId, { version, ...body }: ApiPackage): Promise<void> {
  const { id, name } = body
  const row = { tenant_id: tenantId, id, name, body: JSON.stringify(body), version }
  await tx
    .insertInto('packages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(row))
    .execute()
}

async function refuseTaken(tx: Tx, tenantId: TenantId, { id, name }: ApiPackage): Promise<void> {
  const other = await packageNamed(tx, tenantId, name)
  if (!other || other.id === id) return
  throw new Refusal(
    'conflict',
    `The package "${other.id}" is called "${name}" already. Give this one another name, or change that one.`
  )
}
