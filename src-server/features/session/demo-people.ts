import type { DemoPerson } from '#shared/features/session/views.ts'
import type { ReadTx } from '../../storage/storage.ts'

/** The password of everybody in a demo tenant. It is no secret: the server offers it to whoever asks. */
export const DEMO_PASSWORD = 'octopus-demo'

const TITLES = { agent: 'Agent', lead: 'Team lead', admin: 'Administrator' } as const

/** The people of the demo tenant for the sign-in screen; null when there is no demo tenant. */
export async function listDemoPeople(db: ReadTx): Promise<DemoPerson[] | null> {
  const users = await db
    .selectFrom('users')
    .innerJoin('tenants', 'tenants.id', 'users.tenant_id')
    .select(['users.name', 'users.role', 'users.email'])
    .where('tenants.demo', '=', 1)
    .where('users.active', '=', 1)
    .orderBy('users.id')
    .execute()
  if (users.length === 0) return null
  return users.map((user) => ({ ...user, role: TITLES[user.role], password: DEMO_PASSWORD }))
}
