import type { ConversationStatus } from '#shared/features/conversation/entities.ts'
import { at, createRandom, type Random } from './random.ts'
import { dayMs, historyDays, hourMs, minuteMs, workingTime } from './schedule.ts'

/** Everything about a conversation that is decided before a word of it is written. */
export interface ConversationPlan {
  /** Names the conversation's own stream of chance. */
  number: number
  followerIndex: number
  channelIndex: number
  status: ConversationStatus
  /** Who answers last; of an unanswered one, who answered before it came back. */
  agentIndex: number
  lastActivityMs: number
  /** About how many messages; null for the natural length. */
  messages: number | null
}

export interface PlanInput {
  seed: number
  nowMs: number
  conversations: number
  messages: number | null
  longestMessages: number | null
  followers: number
  channels: readonly { chatEnabled: boolean; weight: number }[]
}

/** Share of conversations that wait and that are being answered: 25 and 40 of 800. */
const unansweredShare = 25 / 800
const activeShare = 40 / 800

/** Who holds each of forty active conversations, by index of the person; Mia (0) has eight. */
const activeOwners = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4,
  4, 4, 5, 5
]
const miaIndex = 0

/** How long ago a channel without chat has turned it off. */
const chatOffForDays = 20

/** Plans all conversations, least recent activity first; a follower has at most one per channel. */
export function planConversations(input: PlanInput): ConversationPlan[] {
  const random = createRandom(input.seed, 'conversation plans')
  const pairs = random.shuffle(pairUp(random, input))
  const open = pairs.filter((pair) => at(input.channels, pair.channelIndex).chatEnabled)
  const unanswered = Math.min(open.length, Math.max(1, Math.round(input.conversations * unansweredShare)))
  const active = Math.min(
    open.length - unanswered,
    Math.max(1, Math.round(input.conversations * activeShare))
  )
  const openPairs = new Set(open.slice(0, unanswered + active))
  const finished = pairs.filter((pair) => !openPairs.has(pair))

  const owners = random.shuffle(activeOwners)
  const plans: Omit<ConversationPlan, 'number' | 'messages'>[] = []
  for (const [i, pair] of open.slice(0, unanswered).entries()) {
    const agoMs = minuteMs + 8 * hourMs * spread(random, i, unanswered) ** 2.4
    plans.push({
      ...pair,
      status: 'unanswered',
      agentIndex: random.int(0, 4),
      lastActivityMs: input.nowMs - agoMs
    })
  }
  for (const [i, pair] of open.slice(unanswered, unanswered + active).entries()) {
    const agoMs = minuteMs / 2 + 6 * hourMs * spread(random, i, active) ** 1.8
    const agentIndex = at(owners, i % owners.length)
    plans.push({ ...pair, status: 'active', agentIndex, lastActivityMs: input.nowMs - agoMs })
  }
  for (const [i, pair] of finished.entries()) {
    const agentIndex = random.chance(0.97) ? random.int(0, 4) : 5
    const { chatEnabled } = at(input.channels, pair.channelIndex)
    const agoMs = finishedAgo(chatEnabled ? spread(random, i, finished.length) : random.next(), chatEnabled)
    const lastActivityMs = agoMs < hourMs ? input.nowMs - agoMs : workingTime(random, input.nowMs - agoMs)
    plans.push({ ...pair, status: 'finished', agentIndex, lastActivityMs })
  }
  const ordered = plans
    .map((plan) => ({ ...plan, lastActivityMs: Math.round(plan.lastActivityMs) }))
    .sort((a, b) => a.lastActivityMs - b.lastActivityMs)
  const lengths = planLengths(random, ordered.length, input.messages)
  const longest =
    input.longestMessages === null ? -1 : ordered.findLastIndex(({ status }) => status === 'active')
  return ordered.map((plan, number) => {
    if (number === longest) return { ...plan, number, agentIndex: miaIndex, messages: input.longestMessages }
    return { ...plan, number, messages: lengths?.[number] ?? null }
  })
}

/** Each follower with one channel, then with a second, until there are enough pairs. */
function pairUp(random: Random, { conversations, followers, channels }: PlanInput) {
  const chats: { followerIndex: number; channelIndex: number }[] = []
  const preferred = Array.from({ length: followers }, () => byPreference(random, channels))
  for (let round = 0; round < channels.length; round++) {
    for (const followerIndex of random.shuffle(preferred.map((_, index) => index))) {
      if (chats.length === conversations) return chats
      chats.push({ followerIndex, channelIndex: at(at(preferred, followerIndex), round) })
    }
  }
  return chats
}

function byPreference(random: Random, channels: readonly { weight: number }[]): number[] {
  return channels
    .map(({ weight }, index) => ({ index, rank: random.next() ** (1 / weight) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ index }) => index)
}

/** Evenly spread fractions in (0, 1) with some disorder. */
function spread(random: Random, index: number, count: number): number {
  return (index + random.next()) / count
}

/** From minutes to two months ago; where the chat is off, from before it was turned off. */
function finishedAgo(fraction: number, chatEnabled: boolean): number {
  const newestMs = chatEnabled ? 6 * minuteMs : chatOffForDays * dayMs
  return newestMs + ((historyDays - 1) * dayMs - newestMs) * fraction ** 1.25
}

/** Log-normal lengths that sum up to the wanted total: most chats are short, some go on for months. */
function planLengths(random: Random, count: number, messages: number | null): number[] | null {
  if (messages === null) return null
  const weights = Array.from({ length: count }, () => Math.exp(0.6 * nearlyNormal(random)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => (messages * weight) / sum)
}

/** The sum of twelve uniforms, centred: mean 0, variance 1. */
function nearlyNormal(random: Random): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random.next()
  return sum
}
