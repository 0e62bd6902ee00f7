import type { CategoryId, ResponseId } from '#shared/base/ids.ts'
import type {
  CannedCategory,
  CannedResponse,
  CannedUsage
} from '#shared/features/canned-response/entities.ts'
import { closings, greetings } from './canned/conversation-flow.ts'
import { deliveries, refunds } from './canned/orders.ts'
import { coupons, downloads, loyaltyPoints } from './canned/rewards.ts'
import { accountAndPrivacy, technical } from './canned/service.ts'
import { createIds } from './ids.ts'
import { createRandom } from './random.ts'
import { dayMs } from './schedule.ts'
import type { DemoUser } from './shapes.ts'

const library = [
  greetings,
  closings,
  deliveries,
  refunds,
  coupons,
  loyaltyPoints,
  downloads,
  technical,
  accountAndPrivacy
]

/** The shared response library, written by the lead and the admin over the first weeks. */
export function generateCannedResponses(
  seed: number,
  { createdAtMs, nowMs }: { createdAtMs: number; nowMs: number },
  users: readonly DemoUser[]
): { categories: CannedCategory[]; responses: CannedResponse[] } {
  const random = createRandom(seed, 'canned responses')
  const makeId = createIds(random)
  const authors = users.filter(({ role }) => role !== 'agent')
  const edited = () => ({
    version: 1,
    updatedById: random.pick(authors).id,
    updatedAtMs: createdAtMs + random.int(1, 40 * dayMs)
  })
  // of its own, so that nothing else of the tenant depends on it
  const uses = createRandom(seed, 'uses of canned responses')
  /** What stands first in its category is used most; now and then one has lain idle. */
  const usage = (place: number): CannedUsage => {
    const inserted = uses.int(1, Math.ceil(400 / (place + 1)))
    const idleDays = uses.chance(0.1) ? uses.int(100, 400) : uses.int(0, 40)
    return {
      inserted,
      edited: uses.int(0, Math.floor(inserted / 2)),
      lastUsedAtMs: nowMs - idleDays * dayMs - uses.int(1, dayMs)
    }
  }
  const categories: CannedCategory[] = []
  const responses: CannedResponse[] = []
  for (const [index, { name, responses: entries }] of library.entries()) {
    const category = { id: makeId<CategoryId>(createdAtMs), name, position: index + 1, ...edited() }
    categories.push(category)
    for (const [place, [title, text]] of entries.entries()) {
      const id = makeId<ResponseId>(category.updatedAtMs)
      const carried = { attachments: [], engagementId: null }
      const words = { title, text, ...carried, position: place + 1, usage: usage(place) }
      responses.push({ id, categoryId: category.id, ownerId: null, ...words, ...edited() })
    }
  }
  return { categories, responses }
}
