import type { FollowerThread } from '#shared/contract/wire.ts'
import { USUAL_FILE_LIMITS } from '#shared/features/attachment/entities.ts'
import { readThread } from '../../../src-server/features/conversation/follower-thread.ts'
import { channelById } from '../../../src-server/features/conversation/repository.ts'
import { toFollower } from '../../../src-server/features/conversation/rows.ts'
import { INNER_TITLE } from '../world/engagements.ts'
import { NOTE_SECRET } from '../world/team-acts.ts'
import { CHATS, channelId, followerId, TENANT } from '../world/tenant.ts'
import type { World } from '../world/world.ts'

/** What of a message a follower is told. */
const MESSAGES = `SELECT m.id, m.position, m.direction, CASE WHEN m.engagement IS NULL THEN m.text ELSE '' END AS text, s.outcome
  FROM messages m LEFT JOIN sent_engagements s ON s.tenant_id = m.tenant_id AND s.id = m.id
  WHERE m.tenant_id = ? AND m.conversation_id = ? ORDER BY m.position`

/** Each follower is answered the messages of their chat and nothing else: no note, and no title that is for the desks. */
export async function checkFollowerSide(world: World): Promise<void> {
  for (const chat of CHATS) {
    const thread = await threadOf(world, chat)
    if (!thread) {
      world.record.violate('LI1', `the follower of ${chat.id} is not answered`)
      continue
    }
    const told = thread.messages.map(({ id, position, direction, text, engagement }) => ({
      ...{ id, position, direction, text },
      outcome: engagement?.outcome ?? null
    }))
    const server = world.readers.of(world.server.file)
    const written = server.all<(typeof told)[number]>(MESSAGES, TENANT, `${TENANT}-${chat.id}`)
    if (JSON.stringify(told) !== JSON.stringify(written))
      world.record.violate(
        'CF16',
        `the follower of ${chat.id} is told ${JSON.stringify(told)}, there is ${JSON.stringify(written)}`
      )
    for (const secret of [NOTE_SECRET, INNER_TITLE])
      if (JSON.stringify(thread).includes(secret))
        world.record.violate('CF16', `the follower of ${chat.id} is told what is "${secret}"`)
  }
}

/** What the page of a follower is answered when it opens. */
async function threadOf(world: World, chat: (typeof CHATS)[number]): Promise<FollowerThread | null> {
  return await world.server.write(({ storage }) =>
    storage.read(async (db) => {
      const channel = await channelById(db, TENANT, channelId(TENANT, chat.channel))
      const follower = await db
        .selectFrom('followers')
        .selectAll()
        .where('tenant_id', '=', TENANT)
        .where('id', '=', followerId(TENANT, chat.follower))
        .executeTakeFirst()
      if (!channel || !follower) return null
      const visit = { tenantId: TENANT, channel, follower: toFollower(follower) }
      return await readThread(db, visit, 0, USUAL_FILE_LIMITS)
    })
  )
}
