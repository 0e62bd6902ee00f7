import type { DemoPerson } from '#shared/features/session/views.ts'
import { DEMO_EMAILS, DEMO_PASSWORD } from '../../demo/people.ts'
import type { ReadTx } from '../../storage/storage.ts'

const TITLES = { agent: 'Agent', lead: 'Team lead', admin: 'Administrator' } as const

/** The people of the demo tenant for the sign-in screen, password and all: it is no secret. Answers null when there is no demo tenant. */
export async function listDemoPeople(db: ReadTx): Promise<DemoPerson[] | null> {
  const users = await db
    .selectFrom('users')
    .innerJoin('tenants', 'tenants.id', 'users.tenant_id')
    .select(['users.name', 'users.role', 'users.email'])
    .where('tenants.demo', '=', 1)
    .where('users.active', '=', 1)
    .execute()
  if (users.length === 0) return null
  const inOrder = [...users].sort((a, b) => DEMO_EMAILS.indexOf(a.email) - DEMO_EMAILS.indexOf(b.email))
  return inOrder.map((user) => ({ ...user, role: TITLES[user.role], password: DEMO_PASSWORD }))
}
