import type { DeviceId, TenantId, UserId } from '#shared/base/ids.ts'
import type { Role } from '#shared/features/session/entities.ts'

/** Who calls: taken from the token and the user's row of this moment, never from what the request says. */
export interface Caller {
  tenantId: TenantId
  userId: UserId
  name: string
  role: Role
  /** the sign-in that the token belongs to */
  sessionId: string
}

/** A caller on a device that is theirs. */
export interface Actor {
  tenantId: TenantId
  userId: UserId
  name: string
  role: Role
  deviceId: DeviceId
}
