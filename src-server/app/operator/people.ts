import { DeviceId, OpId, type TenantId, UserId } from '#shared/base/ids.ts'
import type { Role, User } from '#shared/features/session/entities.ts'
import { userActivate, userDeactivate, userSetRole } from '#shared/features/session/operations.ts'
import type { Operation, OperationDefinition } from '#shared/sync/operation.ts'
import { userChanged } from '../../features/session/changes.ts'
import { userHandlers } from '../../features/session/handlers.ts'
import { hashPassword } from '../../features/session/passwords.ts'
import { endSessions, findUserByEmail } from '../../features/session/repository.ts'
import type { Tx } from '../../storage/storage.ts'
import { ROLE_BOUND } from '../rooms.ts'
import { auditOperator, type CompanyTools, findCompany, findPerson } from './company-tools.ts'
import { OperatorTrouble } from './trouble.ts'

export interface NewPerson {
  name: string
  email: string
  role: Role
}

/** Writes a person into a company, within a transaction, and answers the row that colleagues see. */
export async function insertPerson(
  tx: Tx,
  tools: CompanyTools,
  tenantId: TenantId,
  { name, email, role }: NewPerson,
  passwordHash: string
): Promise<User> {
  if (await findUserByEmail(tx, email)) {
    throw new OperatorTrouble(
      `Somebody signs in with ${email} already, here or in another company. Take another address.`
    )
  }
  const user = { id: UserId.parse(tools.mintId()), name, role, active: true, version: 1 }
  await tx
    .insertInto('users')
    .values({ ...user, tenant_id: tenantId, email, active: 1, password_hash: passwordHash })
    .execute()
  await auditOperator(tx, tools, { tenantId, action: 'person.add', target: `user:${user.id}` })
  return user
}

/** Adds a person; colleagues' desks hear of it. */
export async function addPerson(
  tools: CompanyTools,
  company: string,
  person: NewPerson,
  password: string
): Promise<void> {
  const { storage, feed, clock, randomBytes } = tools
  const tenantId = await storage.read((db) => findCompany(db, company))
  const hash = await hashPassword(password, randomBytes)
  await feed.write(tenantId, clock.nowMs(), async (tx) => {
    const user = await insertPerson(tx, tools, tenantId, person, hash)
    return { result: null, changes: [userChanged(user)] }
  })
}

/** Gives a person a new password, and ends every session that the old one has begun. */
export async function resetPassword(tools: CompanyTools, email: string, password: string): Promise<void> {
  const { storage, clock, randomBytes } = tools
  const person = await storage.read((db) => findPerson(db, email))
  const { tenant_id: tenantId, id } = person
  const hash = await hashPassword(password, randomBytes)
  await storage.transact(async (tx) => {
    await tx
      .updateTable('users')
      .set({ password_hash: hash })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
    await endSessions(tx, tenantId, id, clock.nowMs(), false)
    await auditOperator(tx, tools, { tenantId, action: 'person.reset-password', target: `user:${id}` })
  })
}

export const setRole = (tools: CompanyTools, email: string, role: Role) =>
  carryOut(tools, email, userSetRole, (userId) => ({ userId, role }))

export const shutOut = (tools: CompanyTools, email: string, wipe: boolean) =>
  carryOut(tools, email, userDeactivate, (userId) => ({ userId, wipe }))

export const letIn = (tools: CompanyTools, email: string) =>
  carryOut(tools, email, userActivate, (userId) => ({ userId }))

/** Stands for the operator where an administrator would be; no person has this id. */
const OPERATOR = UserId.parse('operator')

/** Does what an administrator would ask for, by the same rules and with the same Changes. */
async function carryOut<Args>(
  tools: CompanyTools,
  email: string,
  definition: OperationDefinition<string, Args>,
  argsFor: (userId: UserId) => Args
): Promise<void> {
  const { storage, feed, clock, mintId } = tools
  const { tenant_id: tenantId, id } = await storage.read((db) => findPerson(db, email))
  const handler = userHandlers(ROLE_BOUND).find((one) => one.definition.type === definition.type)
  if (!handler) throw new Error(`no handler for ${definition.type}`)
  const args = argsFor(id)
  const nowMs = clock.nowMs()
  const deviceId = DeviceId.parse('operator')
  const operation: Operation = {
    opId: OpId.parse(mintId()),
    deviceId,
    deviceSeq: 1,
    lane: definition.lane(args),
    type: definition.type,
    v: definition.v,
    args,
    base: {},
    blobs: [],
    clientTimeMs: nowMs
  }
  const actor = { tenantId, userId: OPERATOR, name: 'Operator', role: 'admin' as const, deviceId }
  await feed.write(tenantId, nowMs, async (tx) => {
    const verdict = await handler.run(tx, { actor, operation, args, nowMs })
    if (verdict.status === 'rejected' && verdict.code === 'forbidden') throw lastAdmin(email)
    if (verdict.status !== 'accepted') throw new Error(`${definition.type} of an operator: ${verdict.status}`)
    await auditOperator(tx, tools, { tenantId, action: definition.type, target: `user:${id}` })
    return { result: null, changes: verdict.changes }
  })
}

const lastAdmin = (email: string) =>
  new OperatorTrouble(
    `${email} is the last administrator of the company, and nobody could invite one from the desk any more. Nothing was changed: make another person one first, with set-role --role admin.`
  )
