import { type Places, preparedRow } from '../storage/prepared.ts'
import type { ReadTx } from '../storage/storage.ts'
import type { Caller } from './actor.ts'
import { Refusal } from './refusal.ts'

const findActiveUser = preparedRow((db, place: Places<Pick<Caller, 'tenantId' | 'userId'>>) =>
  db
    .selectFrom('users')
    .select(['name', 'role'])
    .where('tenant_id', '=', place('tenantId'))
    .where('id', '=', place('userId'))
    .where('active', '=', 1)
)

/**
 * The caller with the role of this transaction: between the check of the token and here it may have been taken away, and
 * what is read or decided must fit together with it. Throws a Refusal when the person was shut out meanwhile.
 */
export async function callerNow(db: ReadTx, caller: Caller): Promise<Caller> {
  const user = await findActiveUser(db, caller)
  if (!user) throw new Refusal('unauthenticated', 'This session has ended. Sign in again.')
  return { ...caller, ...user }
}
