import { z } from 'zod'
import { UserId } from '../../base/ids.ts'
import { defineOperation, Lane } from '../../sync/operation.ts'
import { Role } from './entities.ts'

const lane = (args: { userId: UserId }) => Lane.parse(`user:${args.userId}`)

/** An administrator gives a colleague another role. Rows that the role may not see are evicted from the colleague's desks. */
export const userSetRole = defineOperation({
  type: 'user.set-role',
  v: 1,
  args: z.object({ userId: UserId, role: Role }),
  lane
})

/** An administrator shuts a colleague out. With `wipe` each of the colleague's desks erases its files when it next asks. */
export const userDeactivate = defineOperation({
  type: 'user.deactivate',
  v: 1,
  args: z.object({ userId: UserId, wipe: z.boolean().default(false) }),
  lane
})

/** An administrator lets a colleague sign in again. */
export const userActivate = defineOperation({
  type: 'user.activate',
  v: 1,
  args: z.object({ userId: UserId }),
  lane
})
