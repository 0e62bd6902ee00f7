import type { TenantId } from '#shared/base/ids.ts'
import type { User } from '#shared/features/session/entities.ts'
import { userActivate, userDeactivate, userSetRole } from '#shared/features/session/operations.ts'
import { type OperationHandler, operationHandler, type Verdict } from '../../gateway/operation-handler.ts'
import { accessChanges, type RoleBound } from '../../gateway/role-bound.ts'
import type { Tx } from '../../storage/storage.ts'
import { userChanged } from './changes.ts'
import { decideUser, type UserVerdict } from './decide-user.ts'
import { bumpAclVersion, countOtherAdmins, endSessions, findUser, updateUser } from './repository.ts'

/** @param bound what a change of role grants or takes away */
export function userHandlers(bound: readonly RoleBound[]): OperationHandler[] {
  return [
    operationHandler({
      definition: userSetRole,
      role: 'admin',
      async run(tx, { actor, args }) {
        const { tenantId } = actor
        const before = await findUser(tx, tenantId, args.userId)
        const admins = await countOtherAdmins(tx, tenantId, args.userId)
        const verdict = decideUser(before, actor.userId, { role: args.role }, admins)
        const written = await write(tx, tenantId, verdict)
        if (written.status !== 'accepted' || verdict.kind !== 'changed' || !before) return written
        const { id: userId, role: after } = verdict.user
        const person = { tenantId, userId, before: before.role, after }
        return { ...written, changes: [...written.changes, ...(await accessChanges(tx, bound, person))] }
      }
    }),
    operationHandler({
      definition: userDeactivate,
      role: 'admin',
      async run(tx, { actor, args, nowMs }) {
        const { tenantId } = actor
        const user = await findUser(tx, tenantId, args.userId)
        const admins = await countOtherAdmins(tx, tenantId, args.userId)
        const verdict = decideUser(user, actor.userId, { active: false }, admins)
        if (verdict.kind !== 'rejected') await endSessions(tx, tenantId, args.userId, nowMs, args.wipe)
        return await write(tx, tenantId, verdict)
      }
    }),
    operationHandler({
      definition: userActivate,
      role: 'admin',
      async run(tx, { actor, args }) {
        const { tenantId } = actor
        const user = await findUser(tx, tenantId, args.userId)
        const admins = await countOtherAdmins(tx, tenantId, args.userId)
        return await write(tx, tenantId, decideUser(user, actor.userId, { active: true }, admins))
      }
    })
  ]
}

async function write(tx: Tx, tenantId: TenantId, verdict: UserVerdict): Promise<Verdict> {
  switch (verdict.kind) {
    case 'rejected':
      return { status: 'rejected', code: verdict.code, detail: verdict.detail }
    case 'same':
      return { status: 'accepted', changes: [] }
    case 'changed':
      return { status: 'accepted', changes: [userChanged(await written(tx, tenantId, verdict.user))] }
  }
}

async function written(tx: Tx, tenantId: TenantId, user: User): Promise<User> {
  await updateUser(tx, tenantId, user)
  await bumpAclVersion(tx, tenantId)
  return user
}
