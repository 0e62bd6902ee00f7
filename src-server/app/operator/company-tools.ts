import type { TenantId } from '#shared/base/ids.ts'
import type { ChangeFeed } from '../../feed/feed.ts'
import { writeAudit } from '../../gateway/audit.ts'
import type { RoomTools } from '../../gateway/room.ts'
import type { UsersTable } from '../../storage/schema.ts'
import type { ReadTx, Storage, Tx } from '../../storage/storage.ts'
import { OperatorTrouble } from './trouble.ts'

/** What the commands work with. */
export interface CompanyTools extends Pick<RoomTools, 'clock' | 'mintId' | 'randomBytes'> {
  storage: Storage
  feed: ChangeFeed
}

/** The company of an exact name or id. */
export async function findCompany(db: ReadTx, named: string): Promise<TenantId> {
  const found = await db
    .selectFrom('tenants')
    .select('id')
    .where((eb) => eb.or([eb('name', '=', named), eb('id', '=', named as TenantId)]))
    .execute()
  const [first, second] = found
  if (first && !second) return first.id
  throw new OperatorTrouble(
    first
      ? `More than one company is called "${named}". Name it by its id: npm run company -- list.`
      : `There is no company "${named}". See them all with: npm run company -- list.`
  )
}

/** The person who signs in with an address. */
export async function findPerson(db: ReadTx, email: string): Promise<UsersTable> {
  const user = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst()
  if (user) return user
  throw new OperatorTrouble(`Nobody signs in with ${email}. See everybody with: npm run company -- list.`)
}

/** Notes what an operator did; no person of the company did it. */
export async function auditOperator(
  tx: Tx,
  { clock, mintId }: Pick<CompanyTools, 'clock' | 'mintId'>,
  entry: { tenantId: TenantId; action: string; target: string }
): Promise<void> {
  const { tenantId, action, target } = entry
  const place = { tenant_id: tenantId, id: mintId(), at_ms: clock.nowMs(), actor_id: null }
  await writeAudit(tx, [{ ...place, action, target, outcome: 'accepted', detail: {} }])
}
