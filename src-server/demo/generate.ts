import type { TenantId } from '#shared/base/ids.ts'
import { generateCannedResponses } from './canned-responses.ts'
import { generateChannels } from './channels.ts'
import { type World, writeConversation } from './conversation.ts'
import { planConversations } from './conversation-plan.ts'
import { generateEngagements } from './engagements/generate.ts'
import { generateFollowers } from './followers.ts'
import { createIds } from './ids.ts'
import { generatePartners } from './partners/partners.ts'
import { generateRequests } from './partners/requests.ts'
import { generateUsers } from './people.ts'
import { createRandom } from './random.ts'
import { dayMs } from './schedule.ts'
import type { DemoOptions, DemoTenant } from './shapes.ts'

const tenantAgeMs = 1000 * dayMs
const conversationsPerFollower = 800 / 300

/** A demo tenant; the same seed and `nowMs` give the same tenant, to the last id. */
export function generateDemo(options: DemoOptions): DemoTenant {
  const { seed, nowMs, conversations = 800, messages = null, longestMessages = null } = options
  const createdAtMs = nowMs - tenantAgeMs
  const channels = generateChannels(seed, createdAtMs)
  const users = generateUsers(seed, createdAtMs)
  const followerCount = Math.max(
    options.followers ?? 300,
    Math.ceil(conversations / conversationsPerFollower)
  )
  const followers = generateFollowers(seed, nowMs, followerCount)
  const partners = generatePartners(seed, nowMs)
  const plans = planConversations({
    seed,
    nowMs,
    conversations,
    messages,
    longestMessages,
    followers: followerCount,
    channels: channels.map(({ channel, weight }) => ({ chatEnabled: channel.chatEnabled, weight }))
  })
  const world: World = { seed, nowMs, channels, followers, users }
  return {
    tenant: {
      id: createIds(createRandom(seed, 'tenant id'))<TenantId>(createdAtMs),
      slug: 'acme-mobile',
      name: 'Acme Mobile',
      createdAtMs
    },
    channels: channels.map(({ channel }) => channel),
    users,
    followers: followers.map(({ follower }) => follower),
    ...generateCannedResponses(seed, { createdAtMs, nowMs }, users),
    engagements: generateEngagements(
      seed,
      nowMs,
      channels.map(({ channel }) => channel)
    ),
    partners,
    requests: generateRequests(seed, nowMs, partners, users),
    *conversations() {
      for (const plan of plans) yield writeConversation(world, plan)
    }
  }
}
