import { PATHS } from '#shared/contract/wire.ts'
import { ADMIN, PEOPLE } from './tenant.ts'
import type { World } from './world.ts'

/** No desk has this number. */
const ADMINS_DESK = -1

/**
 * Something that an administrator does, from a desk that is not part of the simulation; false when it did not get through.
 * @param name of this act, for ever; each is sent once
 */
export async function administer(
  world: World,
  name: string,
  type: string,
  args: Record<string, unknown>,
  lane = `user:${args.userId}`
): Promise<boolean> {
  const admin = PEOPLE[ADMIN]
  if (!admin) return false
  const deviceId = `admin-device-${name}`
  const operation = {
    opId: `admin-${name}`,
    deviceId,
    deviceSeq: 1,
    lane,
    type,
    v: 1,
    args,
    base: {},
    blobs: [],
    clientTimeMs: world.scheduler.nowMs
  }
  const body = JSON.stringify({ deviceId, operations: [operation] })
  world.record.pushLeft(ADMINS_DESK, body, admin.userId)
  const headers = { authorization: `Bearer ${world.tokenOf(ADMIN)}` }
  const answer = await world.server.answer({
    method: 'POST',
    path: PATHS.push,
    query: new URLSearchParams(),
    headers,
    body
  })
  return answer?.status === 200
}
