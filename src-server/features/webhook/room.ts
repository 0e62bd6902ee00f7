import type { Room, RoomTools } from '../../gateway/room.ts'
import type { OutboundPolicy } from '../../outbound/target.ts'
import { type Delivering, startDelivering } from './deliver.ts'
import { forgetEvents } from './repository.ts'
import { addWebhookRoutes } from './routes.ts'

/** How long events and what became of them are kept, in milliseconds: 30 days. */
const EVENT_LIFE_MS = 30 * 86_400_000
const EVENTS_PER_TURN = 500

/** @param policy where endpoints may be */
export function webhookRoom(policy: OutboundPolicy): Room {
  let delivering: Delivering | null = null
  return {
    addRoutes(http, tools) {
      addWebhookRoutes(http, tools, policy, () => delivering?.wake())
    },
    start(tools) {
      const started = startDelivering(tools, policy)
      delivering = started
      return started.stop
    },
    keepHouse: forgetOldEvents
  }
}

async function forgetOldEvents({ storage, clock }: RoomTools): Promise<void> {
  const tenants = await storage.read((db) => db.selectFrom('tenants').select('id').execute())
  const beforeMs = clock.nowMs() - EVENT_LIFE_MS
  for (const { id } of tenants) {
    while (await storage.transact((tx) => forgetEvents(tx, id, beforeMs, EVENTS_PER_TURN)));
  }
}
