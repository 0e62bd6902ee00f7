import type { FastifyRequest } from 'fastify'
import { DeviceId, OpId, RequestId, UserId } from '#shared/base/ids.ts'
import type { User } from '#shared/features/session/entities.ts'
import { userActivate, userDeactivate, userSetRole } from '#shared/features/session/operations.ts'
import type { PasswordInvitation } from '#shared/features/session/people.ts'
import type { OperationDefinition } from '#shared/sync/operation.ts'
import type { Caller } from '../../gateway/actor.ts'
import { addAdminRoute } from '../../gateway/admin-route.ts'
import { writeAudit } from '../../gateway/audit.ts'
import { callerNow } from '../../gateway/caller-now.ts'
import type { OperationHandler } from '../../gateway/operation-handler.ts'
import { Refusal } from '../../gateway/refusal.ts'
import type { HttpServer, RoomTools } from '../../gateway/room.ts'
import { enqueueMail } from '../../mail/queue.ts'
import type { UsersTable } from '../../storage/schema.ts'
import type { Tx } from '../../storage/storage.ts'
import { userChanged } from './changes.ts'
import { PASSWORD_LINK_MS, passwordLink } from './password-link.ts'
import { unchosenHash } from './passwords.ts'
import { listPeople } from './people.ts'
import { passwordMail } from './people-mail.ts'
import { endSessions, findUserByEmail } from './repository.ts'

interface PeopleOptions {
  secret: Uint8Array
  /** how the Operations on people are decided: the rules are theirs */
  handlers: readonly OperationHandler[]
  /** whether a mail server is set, so that a link can go by mail */
  hasMail: boolean
}

/** What administrators ask about the people of their tenant, and do with their access. */
export function addPeopleRoutes(http: HttpServer, tools: RoomTools, options: PeopleOptions): void {
  const { storage, feed, clock, mintId, randomBytes, publicUrl } = tools
  const { secret, handlers, hasMail } = options

  addAdminRoute(http, 'admin.people.list', 'Everybody of the tenant', async ({ tenantId }) => ({
    people: await storage.read((db) => listPeople(db, tenantId))
  }))

  addAdminRoute(http, 'admin.people.invite', 'Invite a person', async (caller, wanted, request) => {
    const password_hash = unchosenHash(randomBytes)
    const { result } = await feed.write(caller.tenantId, clock.nowMs(), async (tx) => {
      await stillAdmin(tx, caller)
      if (await findUserByEmail(tx, wanted.email)) {
        throw new Refusal(
          'conflict',
          `Somebody signs in with ${wanted.email} already, here or in another company. Take another address.`
        )
      }
      const user: User = {
        ...{ id: UserId.parse(mintId()), name: wanted.name, role: wanted.role },
        ...{ active: true, version: 1 }
      }
      const { tenantId: tenant_id } = caller
      const row: UsersTable = { ...user, tenant_id, email: wanted.email, active: 1, password_hash }
      await tx.insertInto('users').values(row).execute()
      await audit(tx, caller, 'person.invite', user.id)
      return { result: await invitation(tx, row, request), changes: [userChanged(user)] }
    })
    return result
  })

  addAdminRoute(
    http,
    'admin.people.reset-password',
    'End the sessions of a person, who chooses another password',
    async (caller, { userId }, request) =>
      await storage.transact(async (tx) => {
        await stillAdmin(tx, caller)
        const { tenantId } = caller
        const user = await tx
          .selectFrom('users')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', userId)
          .executeTakeFirst()
        if (!user) throw gone()
        if (userId === caller.userId) throw own()
        if (user.active === 0) {
          throw new Refusal('conflict', `${user.name} is deactivated. Reactivate them first.`)
        }
        const row = { ...user, password_hash: unchosenHash(randomBytes) }
        await tx
          .updateTable('users')
          .set({ password_hash: row.password_hash })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', userId)
          .execute()
        await endSessions(tx, tenantId, userId, clock.nowMs(), false)
        await audit(tx, caller, 'person.reset-password', userId)
        return await invitation(tx, row, request)
      })
  )

  addAdminRoute(http, 'admin.people.set-role', 'Give a person another role', (caller, args) =>
    decide(caller, userSetRole, args)
  )
  addAdminRoute(http, 'admin.people.deactivate', 'Shut a person out', (caller, { userId }) =>
    decide(caller, userDeactivate, { userId, wipe: false })
  )
  addAdminRoute(http, 'admin.people.activate', 'Let a person in again', (caller, args) =>
    decide(caller, userActivate, args)
  )

  /** Does what the Operation would, now and by its rules. */
  async function decide<Args extends { userId: UserId }>(
    caller: Caller,
    definition: OperationDefinition<string, Args>,
    args: Args
  ): Promise<Record<never, never>> {
    const handler = handlers.find((one) => one.definition.type === definition.type)
    if (!handler) throw new Error(`no handler for ${definition.type}`)
    const nowMs = clock.nowMs()
    await feed.write(caller.tenantId, nowMs, async (tx) => {
      await stillAdmin(tx, caller)
      const deviceId = DeviceId.parse('admin-route')
      const operation = {
        ...{ opId: OpId.parse(mintId()), deviceId, deviceSeq: 1, lane: definition.lane(args) },
        ...{ type: definition.type, v: definition.v, args, base: {}, blobs: [], clientTimeMs: nowMs }
      }
      const verdict = await handler.run(tx, { actor: { ...caller, deviceId }, operation, args, nowMs })
      if (verdict.status !== 'accepted') {
        throw verdict.status === 'rejected' && verdict.code === 'not_found' ? gone() : own()
      }
      await audit(tx, caller, definition.type, args.userId)
      return { result: null, changes: verdict.changes }
    })
    return {}
  }

  /** The link by which a person chooses a password: by mail, or for the administrator to hand over. */
  async function invitation(tx: Tx, user: UsersTable, request: FastifyRequest): Promise<PasswordInvitation> {
    const nowMs = clock.nowMs()
    const origin = publicUrl ?? `${request.protocol}://${request.host}`
    const link = await passwordLink(origin, user, secret, nowMs)
    const answer = { email: user.email, untilMs: nowMs + PASSWORD_LINK_MS }
    if (!hasMail) return { ...answer, link }
    const { tenant_id: tenantId, email: to, name: personName } = user
    const { name: tenantName } = await tx
      .selectFrom('tenants')
      .select('name')
      .where('id', '=', tenantId)
      .executeTakeFirstOrThrow()
    // the queue's key; no request of a partner has this id
    const requestId = RequestId.parse(mintId())
    const content = passwordMail({ to, personName, tenantName, link })
    await enqueueMail(tx, { tenantId, requestId, nowMs, ...content })
    return { ...answer, link: null }
  }

  async function audit(tx: Tx, caller: Caller, action: string, userId: UserId): Promise<void> {
    const place = { tenant_id: caller.tenantId, id: mintId(), at_ms: clock.nowMs(), actor_id: caller.userId }
    await writeAudit(tx, [{ ...place, action, target: `user:${userId}`, outcome: 'accepted', detail: {} }])
  }
}

/** Two administrators who take the role from each other at once: the second one has none any more. */
async function stillAdmin(tx: Tx, caller: Caller): Promise<void> {
  const { role } = await callerNow(tx, caller)
  if (role !== 'admin') throw new Refusal('forbidden', 'You are not an administrator any more.')
}

const gone = () => new Refusal('not_found', 'This person is not there. Look at the list again.')
const own = () =>
  new Refusal(
    'conflict',
    'Nobody changes their own access, so that a company never loses its last administrator. Ask another one.'
  )
