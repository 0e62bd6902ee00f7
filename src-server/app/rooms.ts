import { ENTITIES } from '#shared/contract/entities.ts'
import { approvalRoom } from '../features/approval/room.ts'
import { attachmentRoom } from '../features/attachment/room.ts'
import { cannedResponseRoom } from '../features/canned-response/room.ts'
import { conversationRoom } from '../features/conversation/room.ts'
import { engagementRoleBound, engagementRoom } from '../features/engagement/room.ts'
import { integrationRoom } from '../features/integration/room.ts'
import { mailTemplateRoom } from '../features/mail-template/room.ts'
import { partnerRoom } from '../features/partner/room.ts'
import { presenceRoom } from '../features/presence/room.ts'
import { sessionRoom } from '../features/session/room.ts'
import { webhookRoom } from '../features/webhook/room.ts'
import type { RoleBound } from '../gateway/role-bound.ts'
import type { Room } from '../gateway/room.ts'
import type { SnapshotSource } from '../gateway/snapshot-source.ts'
import { ANYWHERE, PUBLIC_ONLY } from '../outbound/target.ts'
import type { Config } from './config.ts'
import type { DataFolder } from './data-folder.ts'

/** What the rooms show to a role only. */
export const ROLE_BOUND: readonly RoleBound[] = [
  ...[partnerRoom, approvalRoom].flatMap((room) => room.roleBound ?? []),
  ...engagementRoleBound
]

/** Every room of the server. */
export function listRooms(
  {
    followerDir,
    fileLimits,
    webhooksAnywhere,
    smtp
  }: Pick<Config, 'followerDir' | 'fileLimits' | 'webhooksAnywhere' | 'smtp'>,
  { files, tokenSecret }: Pick<DataFolder, 'files' | 'tokenSecret'>
): Room[] {
  const attachment = attachmentRoom(files, fileLimits, tokenSecret)
  const rooms: Room[] = [
    attachment,
    conversationRoom(followerDir, attachment),
    cannedResponseRoom(attachment),
    engagementRoom(attachment),
    presenceRoom(),
    partnerRoom,
    approvalRoom,
    integrationRoom(attachment),
    webhookRoom(webhooksAnywhere ? ANYWHERE : PUBLIC_ONLY),
    mailTemplateRoom(smtp !== null)
  ]
  return [sessionRoom(tokenSecret, ROLE_BOUND, smtp !== null), ...rooms]
}

/** The rooms' sources in the order in which a desk fetches them; a missing one is a bug and stops the start. */
export function orderSources(rooms: readonly Room[]): SnapshotSource[] {
  const sources = rooms.flatMap((room) => room.snapshotSources ?? [])
  return ENTITIES.map(({ name }) => {
    const source = sources.find((one) => one.entity === name)
    if (!source) throw new Error(`no room hands out ${name} for a Snapshot`)
    return source
  })
}
